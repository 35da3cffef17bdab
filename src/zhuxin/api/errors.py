"""The HTTP face of every refusal: one table, RFC 9457 problem details out."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from zhuxin.api.deps import asked_locale
from zhuxin.api.refusals import note_refusal
from zhuxin.api.responses import Json, Unreadable, json_response
from zhuxin.core import errors
from zhuxin.core.log import log
from zhuxin.core.storage import means_full
from zhuxin.core.text import Label
from zhuxin.lending.schedules.errors import InvalidTerms, RateAboveCap

STATUS: tuple[tuple[type[errors.Refusal], int], ...] = (
    (errors.Invalid, 422),
    (errors.Unauthenticated, 401),
    (errors.Forbidden, 403),
    (errors.Missing, 404),
    (errors.Conflict, 409),
    (errors.Stale, 412),
    (errors.TooLarge, 413),
    (errors.TooMany, 429),
    (errors.Unavailable, 503),
    (errors.StorageFull, 507),
)
TITLES = {
    401: Label("未登录", "Not logged in"),
    403: Label("没有权限", "Not allowed"),
    404: Label("未找到", "Not found"),
    405: Label("不支持此方法", "Method not allowed"),
    409: Label("冲突", "Conflict"),
    412: Label("已被修改", "Changed in between"),
    413: Label("内容过大", "Too large"),
    422: Label("输入有误", "Input not valid"),
    429: Label("过于频繁", "Too many requests"),
    500: Label("系统错误", "Internal error"),
    503: Label("暂不可用", "Not available"),
    507: Label("磁盘已满", "Disk full"),
}
INTERNAL = Label(
    "系统出错，未做任何改动。请稍后重试；若再次出现，请把编号 {request_id} 告诉管理员",
    "Something went wrong and nothing was changed. Try again; if it happens again, tell an administrator {request_id}",
)


def install_error_handlers(app: FastAPI) -> None:
    """Every exception leaves as a problem document."""
    app.add_exception_handler(errors.Refusal, _refusal)  # type: ignore[arg-type]
    app.add_exception_handler(InvalidTerms, _terms)  # type: ignore[arg-type]
    app.add_exception_handler(RateAboveCap, _terms)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _validation)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http)  # type: ignore[arg-type]
    app.add_exception_handler(OSError, _system)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _defect)


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    faults: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
    **extra: Any,
) -> Json:
    """A problem document in the caller's language."""
    body = {
        "type": f"https://zhuxin.dev/problems/{code}",
        "title": TITLES.get(status, TITLES[500]).in_language(locale_of(request)),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": faults or [],
        "request_id": request.scope.get("request_id"),
        **extra,
    }
    return json_response(body, status, media_type="application/problem+json", headers=headers)


def locale_of(request: Request) -> str:
    """The language that is asked for, else the caller's own, else Chinese."""
    return request.scope.get("locale") or asked_locale(request) or "zh-CN"


async def _refusal(request: Request, error: errors.Refusal) -> Json:
    await note_refusal(request, error)
    return _answer(request, error)


def _answer(request: Request, error: errors.Refusal) -> Json:
    status = next((status for family, status in STATUS if isinstance(error, family)), 400)
    locale = locale_of(request)
    detail = error.label.in_language(locale)
    if isinstance(error, errors.InvalidFields):
        faults = [
            {"pointer": one.pointer, "code": one.fault_code, "message": one.label.in_language(locale)}
            for one in error.faults
        ]
    else:
        faults = [{"pointer": error.pointer, "code": error.code, "message": detail}] if error.pointer else []
    headers = {"retry-after": str(error.retry_after_s)} if isinstance(error, errors.TooMany) else None
    return problem(request, status, error.code, detail, faults=faults, headers=headers, **error.extra)


def _terms(request: Request, error: InvalidTerms | RateAboveCap) -> Json:
    message = error.label.in_language(locale_of(request))
    fault = {"pointer": error.pointer, "code": error.code, "message": message}
    return problem(request, 422, error.code, message, faults=[fault])


def _validation(request: Request, error: RequestValidationError) -> Json:
    faults = []
    for one in error.errors():
        place = [str(part) for part in one["loc"] if part not in ("body", "query", "path", "header")]
        faults.append(
            {"pointer": "/" + "/".join(place), "code": f"value.{one['type']}", "message": one["msg"]}
        )
    detail = errors.InvalidFields.text.format(count=len(faults)).in_language(locale_of(request))
    return problem(request, 422, "invalid.fields", detail, faults=faults)


def _http(request: Request, error: HTTPException) -> Json:
    if error.status_code == 400:  # a body that is cut off, or of no encoding
        return _answer(request, Unreadable())
    title = TITLES.get(error.status_code, Label("请求有误", "Bad request"))
    codes = {404: "not_found", 405: "method_not_allowed", 413: errors.TooLarge.code}
    code = codes.get(error.status_code, "http_error")
    return problem(request, error.status_code, code, title.in_language(locale_of(request)))


def _system(request: Request, error: OSError) -> Json:
    return _answer(request, errors.StorageFull()) if means_full(error) else _defect(request, error)


def _defect(request: Request, error: Exception) -> Json:
    log.error(
        "request failed", exc_info=error, path=request.url.path, request_id=request.scope.get("request_id")
    )
    detail = INTERNAL.format(request_id=request.scope.get("request_id")).in_language(locale_of(request))
    return problem(request, 500, "internal", detail)

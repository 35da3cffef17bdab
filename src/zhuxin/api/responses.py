"""JSON out (orjson) and JSON in."""

from decimal import Decimal
from typing import Any

import orjson
from fastapi import Request
from starlette.responses import Response

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label

_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


class Json(Response):
    media_type = "application/json"


class NotJson(Invalid):
    code = "body.not_json"
    text = Label("请求正文不是合法的 JSON", "The body is not JSON")


class Unreadable(Invalid):
    code = "body.unreadable"
    text = Label("请求正文无法读取", "The body cannot be read")


def json_response(
    body: Any, status: int = 200, *, media_type: str | None = None, headers: dict[str, str] | None = None
) -> Json:
    """A response whose dates, instants and decimals are written as the contract says."""
    return Json(orjson.dumps(body, default=_plain, option=_OPTIONS), status, headers, media_type)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "to_json"):
        return value.to_json()
    raise TypeError(type(value).__name__)


async def json_body(request: Request) -> Any:
    """The parsed body; raises `NotJson`."""
    try:
        return orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        raise NotJson from None

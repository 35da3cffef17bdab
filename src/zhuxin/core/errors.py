"""Facts that stop a request, each with a stable code and a text in both languages.

The HTTP face of each family is one table in `api/errors.py`; nothing here knows of HTTP.
"""

from typing import Any, ClassVar

from zhuxin.core.text import Label


class Refusal(Exception):
    """A request that cannot be done, and why.

    Subclasses set `code` and `text`; `text` may hold `{name}` places that the keyword arguments fill.
    `pointer` is the JSON pointer of the input at fault, if one is.
    """

    code: ClassVar[str] = "refused"
    text: ClassVar[Label] = Label("请求被拒绝", "The request was refused")

    def __init__(self, *, pointer: str | None = None, extra: dict[str, Any] | None = None, **values: object):
        self.pointer = pointer
        self.extra = extra or {}
        self.label = self.text.format(**values) if values else self.text
        super().__init__(self.label.en)

    def faults_json(self) -> list[dict[str, Any]]:
        """What is wrong and where, in both languages, for answers that tell of several things at once."""
        return [{"pointer": self.pointer or "", "code": self.code, "message": self.label.to_json()}]


class Invalid(Refusal):
    """The input is wrong (422)."""

    code = "invalid"
    text = Label("输入有误", "The input is not valid")


class Unauthenticated(Refusal):
    """Nobody is logged in, or the proof of it does not hold (401)."""

    code = "auth.required"
    text = Label("请先登录", "Please log in")


class Forbidden(Refusal):
    """The caller may not do this (403)."""

    code = "permission.denied"
    text = Label("您没有此操作的权限，请联系管理员", "You have no right to do this; ask an administrator")


class Missing(Refusal):
    """There is no such thing within the caller's scope (404)."""

    code = "not_found"
    text = Label("未找到，或您无权查看", "Not found, or not yours to see")


class Conflict(Refusal):
    """The state of things does not allow it (409)."""

    code = "conflict"
    text = Label("当前状态不允许此操作", "The current state does not allow this")


class Stale(Refusal):
    """Somebody changed the record in between (412)."""

    code = "record.stale"
    text = Label(
        "记录已被他人修改，请核对后再保存", "Somebody changed the record; compare before saving again"
    )


class TooMany(Refusal):
    """Too often (429)."""

    code = "rate.limited"
    text = Label(
        "操作过于频繁，请 {retry_after_s} 秒后再试", "Too many requests; try again in {retry_after_s} seconds"
    )

    def __init__(self, *, retry_after_s: int):
        super().__init__(retry_after_s=retry_after_s)
        self.retry_after_s = retry_after_s


class TooLarge(Refusal):
    """The body is over the limit (413)."""

    code = "body.too_large"
    text = Label("提交的内容过大", "The body is too large")


class StorageFull(Refusal):
    """There is no room left to write (507)."""

    code = "storage.full"
    text = Label(
        "磁盘空间已满，未保存任何改动。请管理员清理或扩大磁盘空间，之后无需重启即可重试",
        "The disk is full and nothing was saved; an administrator has to free or add space, then try again without a restart",
    )


class Unavailable(Refusal):
    """Something this program needs is away for the moment (503)."""

    code = "database.unavailable"
    text = Label(
        "数据库暂时不可用，未保存任何改动，请稍后重试",
        "The database is not available at the moment and nothing was saved; try again shortly",
    )


class FieldFault(Refusal):
    """One field of the input is wrong; several of them travel in `InvalidFields`."""

    def __init__(self, pointer: str, code: str, label: Label):
        Exception.__init__(self, label.en)
        self.pointer, self.fault_code, self.label = pointer, code, label
        self.extra = {}


class InvalidFields(Invalid):
    """One or more fields are wrong, each named by its pointer."""

    code = "invalid.fields"
    text = Label("有 {count} 处输入需要修改", "{count} inputs need a change")

    def __init__(self, faults: list[FieldFault]):
        super().__init__(count=len(faults))
        self.faults = faults

    def faults_json(self) -> list[dict[str, Any]]:
        return [
            {"pointer": one.pointer, "code": one.fault_code, "message": one.label.to_json()}
            for one in self.faults
        ]

    def __str__(self) -> str:
        return "; ".join(f"{one.pointer} {one.fault_code}: {one.label.en}" for one in self.faults)


def faults_at(place: str, refusal: Refusal) -> list[FieldFault]:
    """What a part of an input was refused for, each fault by its place in the whole: `place` is the pointer of the part."""
    if isinstance(refusal, InvalidFields):
        return [FieldFault(f"{place}{one.pointer}", one.fault_code, one.label) for one in refusal.faults]
    return [FieldFault(f"{place}{refusal.pointer or ''}", refusal.code, refusal.label)]

"""What the database refuses, said as facts of ours."""

import psycopg
from psycopg import errors as pg

from zhuxin.core.errors import Conflict, Invalid, Refusal, StorageFull, Unavailable
from zhuxin.core.text import Label


class DuplicateValue(Conflict):
    code = "record.duplicate"
    text = Label("该值已存在，不能重复", "This value exists already and must be unique")


class StillReferenced(Conflict):
    code = "record.referenced"
    text = Label(
        "该记录与其他记录有关联，请先处理关联记录",
        "Other records refer to this one or it refers to a missing one",
    )


class AppendOnly(Conflict):
    code = "record.append_only"
    text = Label(
        "{table} 只能追加，不能修改或删除；请用冲正或更正来改",
        "{table} is append-only and cannot be changed or deleted; correct it by a reversal",
    )


class Busy(Conflict):
    code = "record.busy"
    text = Label(
        "他人正在处理这条记录，请稍后重试", "Somebody else is working on this record; try again shortly"
    )


class RuleViolated(Conflict):
    code = "record.rule_violated"
    text = Label("数据不符合约束 {name}", "The data breaks the constraint {name}")


class NotText(Invalid):
    code = "value.not_text"
    text = Label("文本不能含有空字符", "Text must not hold a NUL character")


_AWAY = (
    pg.AdminShutdown,
    pg.CrashShutdown,
    pg.CannotConnectNow,
    pg.ConnectionException,
    pg.TooManyConnections,
)


def as_refusal(error: psycopg.Error) -> Refusal | None:
    """The fact behind a database error, or None where it is a defect."""
    if isinstance(error, psycopg.DataError) and "NUL" in str(error):
        return NotText()
    if isinstance(error, pg.UniqueViolation):
        return DuplicateValue(extra={"constraint": error.diag.constraint_name})
    if isinstance(error, pg.RestrictViolation) and error.diag.constraint_name == "append_only":
        return AppendOnly(table=error.diag.table_name)
    if isinstance(error, pg.ForeignKeyViolation | pg.RestrictViolation):
        return StillReferenced(extra={"constraint": error.diag.constraint_name})
    if isinstance(
        error, pg.LockNotAvailable | pg.DeadlockDetected | pg.SerializationFailure | pg.QueryCanceled
    ):
        return Busy()
    if isinstance(error, pg.CheckViolation):
        return RuleViolated(name=error.diag.constraint_name or "")
    if isinstance(error, pg.DiskFull):
        return StorageFull()
    # A connection that is lost or cannot be made carries no code of the server.
    if isinstance(error, _AWAY) or (isinstance(error, psycopg.OperationalError) and error.sqlstate is None):
        return Unavailable()
    return None

"""An instant, kept in UTC."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime

from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import wrong_type
from zhuxin.kernel.fields.types import WHEN, Field, FieldKind


def parse(value: Any, field: Field) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        instant = None
    if instant is None or instant.tzinfo is None or not 1900 <= instant.year <= 9000:
        raise wrong_type(
            "带时区的时间，如 2026-01-15T08:00:00Z", "an instant with its zone, such as 2026-01-15T08:00:00Z"
        )
    return instant.astimezone(UTC)


KIND = FieldKind(
    key="datetime",
    label=Label("日期时间", "Date and time"),
    column=DateTime(timezone=True),
    parse=parse,
    ops=WHEN,
    sample="2026-01-15T08:00:00Z",
    json_schema={"type": "string", "format": "date-time"},
)

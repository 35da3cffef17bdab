"""A day in the lender's calendar."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import wrong_type
from zhuxin.kernel.fields.types import WHEN, BadValue, Field, FieldKind


def parse(value: Any, field: Field) -> date:
    if not isinstance(value, str) or len(value) != 10:
        raise wrong_type("日期，如 2026-01-15", "a date such as 2026-01-15")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise wrong_type("日期，如 2026-01-15", "a date such as 2026-01-15") from None
    if field.minimum and day < date.fromisoformat(field.minimum):
        raise BadValue(
            "value.too_small", Label(f"不得早于 {field.minimum}", f"Must not be before {field.minimum}")
        )
    if field.maximum and day > date.fromisoformat(field.maximum):
        raise BadValue(
            "value.too_large", Label(f"不得晚于 {field.maximum}", f"Must not be after {field.maximum}")
        )
    return day


KIND = FieldKind(
    key="date",
    label=Label("日期", "Date"),
    column=Date(),
    parse=parse,
    ops=WHEN,
    sample="2026-01-15",
    json_schema={"type": "string", "format": "date"},
)

"""From a record, as a list shows it to a caller, to the cells of a row: labels in her language, numbers and dates as such."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

import orjson

from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field

Cell = str | Decimal | date | datetime | None
NUMERIC = ("money", "number", "percent", "rating")
YES, NO = Label("是", "Yes"), Label("否", "No")
ATTACHED = Label("有附件", "Attached")


def cell_maker(one: Field, locale: str, zone: tzinfo) -> Callable[[Mapping[str, Any]], Cell]:
    """A function from a record with its labels to the cell of one field; what is masked stays the text it is shown as."""
    kind, key = kind_of(one), one.key
    if one.target is not None:
        return lambda record: (record.get("_labels") or {}).get(key)
    words = {option.value: option.label.in_language(locale) for option in one.options}

    def make(record: Mapping[str, Any]) -> Cell:
        value = record.get(key)
        if value is None or value == "" or value == []:
            return None
        if kind.key in NUMERIC:
            return _number(value)
        if kind.key in ("date", "datetime"):
            return _moment(value, kind.key, zone)
        if isinstance(value, bool):
            return (YES if value else NO).in_language(locale)
        if isinstance(value, list):
            return "、".join(words.get(each, str(each)) for each in value)
        if kind.key == "address" and isinstance(value, Mapping):
            return "".join(dict.fromkeys(str(part) for part in value.values() if part))
        if isinstance(value, Mapping):
            return orjson.dumps(value).decode()
        if kind.media_types:
            return ATTACHED.in_language(locale)
        return words.get(str(value), str(value))

    return make


def _number(value: Any) -> Cell:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)


def _moment(value: Any, kind: str, zone: tzinfo) -> Cell:
    """A day, or an instant in the lender's zone; a masked one stays text."""
    try:
        found = (
            (datetime if kind == "datetime" else date).fromisoformat(value)
            if isinstance(value, str)
            else value
        )
    except ValueError:
        return str(value)
    return found.astimezone(zone).replace(tzinfo=None) if isinstance(found, datetime) else found

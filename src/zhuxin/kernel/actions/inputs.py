"""Checking what came in against fields: the same for actions, records and forms."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import BadValue, Field

REQUIRED = Label("必填", "Required")
UNKNOWN = Label("没有这个字段", "There is no such field")


def parse_value(one: Field, value: Any, pointer: str) -> Any:
    """The stored form of one value; raises `InvalidFields` at the pointer."""
    try:
        return kind_of(one).parse(value, one)
    except BadValue as error:
        raise InvalidFields([FieldFault(pointer, error.code, error.label)]) from None


def parse_values(
    fields: Iterable[Field], values: Any, *, partial: bool = False, within: str = ""
) -> dict[str, Any]:
    """Stored values by field key. Missing and null become None; raises `InvalidFields` with every fault at once.

    `partial`: only what is given is checked and returned, as a change of a record needs it. `within` is the pointer of
    the values in the whole input.
    """
    if not isinstance(values, Mapping):
        raise InvalidFields([FieldFault(within, "value.wrong_type", Label("应为对象", "Must be an object"))])
    by_key = {one.key: one for one in fields}
    faults = [FieldFault(f"{within}/{key}", "field.unknown", UNKNOWN) for key in values if key not in by_key]
    parsed: dict[str, Any] = {}
    for key, one in by_key.items():
        if partial and key not in values:
            continue
        value = values.get(key)
        if value is None or value == "":
            if one.required and (partial or one.default is None):
                faults.append(FieldFault(f"{within}/{key}", "value.required", REQUIRED))
            parsed[key] = None if partial else one.default
            continue
        try:
            parsed[key] = kind_of(one).parse(value, one)
        except BadValue as error:
            faults.append(FieldFault(f"{within}/{key}", error.code, error.label))
    if faults:
        raise InvalidFields(faults)
    return parsed

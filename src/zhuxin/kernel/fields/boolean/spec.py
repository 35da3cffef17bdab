"""Yes or no."""

from typing import Any

from sqlalchemy import Boolean

from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import wrong_type
from zhuxin.kernel.fields.types import EXACT, BadValue, Field, FieldKind


def parse(value: Any, field: Field) -> bool:
    if not isinstance(value, bool):
        raise wrong_type("是或否", "true or false")
    if field.minimum == "true" and not value:
        raise BadValue("value.must_agree", Label("须勾选后才能继续", "Must be ticked to go on"))
    return value


KIND = FieldKind(
    key="boolean",
    label=Label("是/否", "Yes/no"),
    column=Boolean(),
    parse=parse,
    ops=EXACT,
    sample=True,
    json_schema={"type": "boolean"},
)

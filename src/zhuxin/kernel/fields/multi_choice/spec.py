"""Some of a list of values."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import ARRAY

from zhuxin.core.text import Label
from zhuxin.kernel.fields.choice.spec import parse as parse_one
from zhuxin.kernel.fields.parsing import wrong_type
from zhuxin.kernel.fields.types import AMONG, BadValue, Field, FieldKind

LIMIT = 100


def parse(value: Any, field: Field) -> list[str] | None:
    """The chosen values, each once, in the order of the options; None where none is chosen."""
    if not isinstance(value, list) or len(value) > LIMIT:
        raise wrong_type("选项的列表", "a list of options")
    chosen = {parse_one(one, field) for one in value}
    if not chosen and field.required:
        raise BadValue("value.required", Label("必填", "Required"))
    return [option.value for option in field.options if option.value in chosen] or None


KIND = FieldKind(
    key="multi_choice",
    label=Label("多选", "Multiple choice"),
    column=ARRAY(Text()),
    parse=parse,
    ops=AMONG,
    sample=["new"],
    json_schema={"type": "array", "items": {"type": "string"}, "uniqueItems": True, "maxItems": LIMIT},
    sortable=False,
    keyable=False,
)

"""One of a list of values."""

from typing import Any

from sqlalchemy import Text

from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import wrong_type
from zhuxin.kernel.fields.types import CHOOSE, BadValue, Field, FieldKind


def parse(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        raise wrong_type("选项", "one of the options")
    if value not in field.option_values:
        names = "、".join(option.value for option in field.options[:12])
        raise BadValue(
            "value.not_an_option", Label(f"不在可选范围内（{names}）", f"Not one of the options ({names})")
        )
    return value


KIND = FieldKind(
    key="choice",
    label=Label("单选", "Choice"),
    column=Text(),
    parse=parse,
    ops=CHOOSE,
    sample="new",
    json_schema={"type": "string"},
)

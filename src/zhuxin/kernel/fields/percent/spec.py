"""A ratio written as a decimal string: "0.0720" is 7.20 %."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric

from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import check_digits, check_range, parse_decimal, wrong_type
from zhuxin.kernel.fields.types import COMPARE, Field, FieldKind

SCALE, WHOLE_DIGITS = 8, 4


def parse(value: Any, field: Field) -> Any:
    if not isinstance(value, str):
        raise wrong_type('比率，如 "0.0720"', 'a ratio as text, such as "0.0720"')
    number = parse_decimal(value, SCALE)
    check_range(number, field)
    check_digits(number, WHOLE_DIGITS)
    return number


def render(value: Decimal) -> str:
    """The shortest decimal text; `str` is the fast way, save where it would write an exponent."""
    text = str(value)
    return (f"{value:f}" if "E" in text else text).rstrip("0").removesuffix(".")


KIND = FieldKind(
    key="percent",
    label=Label("百分比", "Percent"),
    column=Numeric(SCALE + WHOLE_DIGITS, SCALE),
    parse=parse,
    ops=COMPARE,
    sample="0.0720",
    json_schema={"type": "string", "pattern": r"^-?\d{1,4}(\.\d{1,8})?$"},
    render=render,
)

"""A number with a fixed count of decimal places (`scale`)."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric

from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import check_range, parse_decimal
from zhuxin.kernel.fields.types import COMPARE, Field, FieldKind


def parse(value: Any, field: Field) -> Decimal:
    number = parse_decimal(value, field.scale)
    check_range(number, field)
    return number


def render(value: Decimal | int) -> int | str:
    """Whole numbers as JSON numbers, others as text, so that no reader makes a float of them."""
    number = Decimal(value)
    return (
        int(number)
        if number == number.to_integral_value() and number.as_tuple().exponent == 0
        else str(number)
    )


KIND = FieldKind(
    key="number",
    label=Label("数字", "Number"),
    column=Numeric(),
    parse=parse,
    ops=COMPARE,
    sample=12,
    json_schema={"oneOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d{1,18}(\.\d{1,12})?$"}]},
    render=render,
    render_whole=int,
)

"""An amount, stored as integer minor units (分), written as a decimal string."""

from typing import Any

from sqlalchemy import BigInteger

from zhuxin.core.money import format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import check_digits, check_range, parse_decimal, wrong_type
from zhuxin.kernel.fields.types import COMPARE, Field, FieldKind

MINOR_DIGITS = 2
WHOLE_DIGITS = 16  # what a bigint of minor units holds


def parse(value: Any, field: Field) -> int:
    """Minor units of a decimal string such as "1234.50"."""
    if not isinstance(value, str):
        raise wrong_type('金额，如 "1234.50"', 'an amount as text, such as "1234.50"')
    number = parse_decimal(value, MINOR_DIGITS)
    check_digits(number, WHOLE_DIGITS)
    check_range(number, field)
    return int(number.scaleb(MINOR_DIGITS))


def render(minor: int) -> str:
    """As `format_minor` for two places, without its choice of currency: lists render thousands."""
    return f"{minor // 100}.{minor % 100:02d}" if minor >= 0 else format_minor(minor)


KIND = FieldKind(
    key="money",
    label=Label("金额", "Money"),
    column=BigInteger(),
    parse=parse,
    ops=COMPARE,
    sample="1234.50",
    json_schema={"type": "string", "pattern": r"^-?\d{1,16}(\.\d{1,2})?$"},
    render=render,
)

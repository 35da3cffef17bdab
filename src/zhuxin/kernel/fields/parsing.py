"""Checks that several kinds share."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import BadValue, Field

TEXT_LIMIT = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DECIMAL = re.compile(r"-?\d{1,18}(\.\d{1,12})?")


def wrong_type(zh: str, en: str) -> BadValue:
    return BadValue("value.wrong_type", Label(f"应为{zh}", f"Must be {en}"))


def parse_text(value: Any, field: Field, limit: int | None = None) -> str:
    """A text without control characters, trimmed, not longer than the field or `limit` in its place allows."""
    if not isinstance(value, str):
        raise wrong_type("文字", "text")
    text = value.strip()
    limit = limit or field.max_length or TEXT_LIMIT
    if len(text) > limit:
        raise BadValue("value.too_long", Label(f"最多 {limit} 个字", f"At most {limit} characters"))
    if _CONTROL.search(text):
        raise BadValue("value.control_character", Label("含有不可见字符", "Contains control characters"))
    if not text and field.required:
        raise BadValue("value.required", Label("必填", "Required"))
    return text


def parse_decimal(value: Any, scale: int) -> Decimal:
    """A decimal number given as text or as an integer; never a float, since it may not be exact."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise wrong_type('数字，如 "12.50"', 'a decimal number as text, such as "12.50"')
    text = str(value)
    if not _DECIMAL.fullmatch(text):
        raise wrong_type('数字，如 "12.50"', 'a decimal number as text, such as "12.50"')
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise wrong_type("数字", "a number") from None
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > scale:
        raise BadValue("value.too_precise", Label(f"最多 {scale} 位小数", f"At most {scale} decimal places"))
    return number


def check_digits(number: Decimal, digits: int) -> None:
    """Raises `BadValue` where a number has more digits before its point than its column holds."""
    if abs(number) >= 10**digits:
        label = Label(f"整数部分最多 {digits} 位", f"At most {digits} digits before the point")
        raise BadValue("value.too_large", label)


def check_range(number: Decimal, field: Field) -> None:
    if field.minimum is not None and number < Decimal(field.minimum):
        raise BadValue(
            "value.too_small", Label(f"不得小于 {field.minimum}", f"Must be at least {field.minimum}")
        )
    if field.maximum is not None and number > Decimal(field.maximum):
        raise BadValue(
            "value.too_large", Label(f"不得大于 {field.maximum}", f"Must be at most {field.maximum}")
        )

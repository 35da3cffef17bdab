"""Money as integer minor units (分), and the one integer rounding used on it.

Floats never touch money. An amount is an `int` of minor units named `…_minor`; its currency stands beside it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType
from typing import Final

MAX_DIGITS: Final = 18
"""Longest amount in digits, fraction included: it still fits a PostgreSQL `bigint`."""

_TWO_DIGITS: Final = (
    *("AUD", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "IDR", "INR", "MOP", "MYR", "NZD", "PHP", "RUB"),
    *("SGD", "THB", "TWD", "USD"),
)

CURRENCY_EXPONENTS: Final = MappingProxyType(
    {
        **dict.fromkeys(_TWO_DIGITS, 2),
        **dict.fromkeys(("JPY", "KRW", "VND"), 0),
        **dict.fromkeys(("BHD", "KWD", "OMR"), 3),
    }
)
"""Fraction digits of each currency the system knows (ISO 4217, list one)."""

_AMOUNT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?", re.ASCII)


class Rounding(StrEnum):
    """How an exact amount becomes whole minor units."""

    HALF_UP = "half_up"
    """To the nearest; a tie goes away from zero (四舍五入)."""
    HALF_EVEN = "half_even"
    """To the nearest; a tie goes to the even neighbor."""
    DOWN = "down"
    """Toward zero."""
    UP = "up"
    """Away from zero."""


class UnknownCurrency(ValueError):
    """The currency is not one the system knows."""

    def __init__(self, currency: str) -> None:
        super().__init__(f"unknown currency {currency!r}")
        self.currency = currency


class InvalidAmount(ValueError):
    """A text that is not an amount of its currency; `reason` is form, digits or fraction."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def currency_exponent(currency: str) -> int:
    """Return the number of fraction digits of `currency` (CNY 2, JPY 0); raises `UnknownCurrency`."""
    try:
        return CURRENCY_EXPONENTS[currency]
    except KeyError:
        raise UnknownCurrency(currency) from None


def parse_minor(text: str, currency: str = "CNY") -> int:
    """Return the minor units of a plain decimal text: `"120000.5"` CNY is 12000050.

    Refuses (with `InvalidAmount`) what a human or a machine could read in two ways: exponents, signs other
    than a leading minus, blanks, separators, NaN, more fraction digits than the currency has, more than
    `MAX_DIGITS` digits.
    """
    exponent = currency_exponent(currency)
    match = _AMOUNT.fullmatch(text) if len(text) <= MAX_DIGITS + 2 else None
    if match is None:
        raise InvalidAmount("form", "an amount is written as plain decimal digits, such as 1234.50")
    sign, whole, fraction = match.group(1), match.group(2), match.group(3) or ""
    if len(fraction) > exponent:
        raise InvalidAmount("fraction", f"{currency} has at most {exponent} decimal places")
    digits = whole + fraction.ljust(exponent, "0")
    if len(digits.lstrip("0")) > MAX_DIGITS:
        raise InvalidAmount("digits", f"an amount has at most {MAX_DIGITS} digits")
    return -int(digits) if sign else int(digits)


def format_minor(amount_minor: int, currency: str = "CNY") -> str:
    """Return the plain decimal text of minor units with all fraction digits: -5 CNY is `"-0.05"`."""
    exponent = currency_exponent(currency)
    sign = "-" if amount_minor < 0 else ""
    digits = str(abs(amount_minor)).rjust(exponent + 1, "0")
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}" if exponent else sign + digits


def round_ratio(numerator: int, denominator: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """Round the exact `numerator / denominator` to an integer; the denominator must be positive.

    Symmetric about zero: a refund of an amount rounds to minus that amount.
    """
    if denominator <= 0:
        raise ValueError("the denominator of a ratio must be positive")
    if numerator < 0:
        return -round_ratio(-numerator, denominator, rounding)
    if rounding is Rounding.HALF_UP:
        return (2 * numerator + denominator) // (2 * denominator)
    whole, rest = divmod(numerator, denominator)
    if rounding is Rounding.DOWN or rest == 0:
        return whole
    if rounding is Rounding.UP:
        return whole + 1
    double = 2 * rest
    return whole + (double > denominator or (double == denominator and whole % 2 == 1))

"""Money: parsing, formatting and the one rounding."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuxin.core.money import InvalidAmount, Rounding, UnknownCurrency, format_minor, parse_minor, round_ratio

DECIMAL_ROUNDING = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
}


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("120000.00", "CNY", 12_000_000),
        ("120000.5", "CNY", 12_000_050),
        ("-0.05", "CNY", -5),
        ("0", "CNY", 0),
        ("980", "JPY", 980),
        ("1.234", "KWD", 1234),
        ("9999999999999999.99", "CNY", 999_999_999_999_999_999),
    ],
)
def test_parse(text: str, currency: str, minor: int) -> None:
    assert parse_minor(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "reason"),
    [
        ("1.001", "CNY", "fraction"),
        ("1.000", "CNY", "fraction"),
        ("1.0", "JPY", "fraction"),
        ("1e3", "CNY", "form"),
        ("NaN", "CNY", "form"),
        ("Infinity", "CNY", "form"),
        ("+1", "CNY", "form"),
        (" 1", "CNY", "form"),
        ("1\n", "CNY", "form"),
        ("1,000", "CNY", "form"),
        ("1.", "CNY", "form"),
        (".5", "CNY", "form"),
        ("", "CNY", "form"),
        ("--1", "CNY", "form"),
        ("１００", "CNY", "form"),
        ("1" * 17, "CNY", "digits"),
        ("1" * 5000, "CNY", "form"),
    ],
)
def test_parse_refuses(text: str, currency: str, reason: str) -> None:
    with pytest.raises(InvalidAmount) as refusal:
        parse_minor(text, currency)
    assert refusal.value.reason == reason


def test_unknown_currency() -> None:
    with pytest.raises(UnknownCurrency):
        parse_minor("1", "XXX")


@given(st.integers(-(10**18) + 1, 10**18 - 1), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_format_and_parse_are_inverse(minor: int, currency: str) -> None:
    assert parse_minor(format_minor(minor, currency), currency) == minor


def test_format_keeps_leading_zeros() -> None:
    assert [format_minor(minor) for minor in (0, 5, -5, 100, -12345)] == [
        "0.00",
        "0.05",
        "-0.05",
        "1.00",
        "-123.45",
    ]


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (Rounding.HALF_UP, [0, 1, 1, 2, 3, -1, -3]),
        (Rounding.HALF_EVEN, [0, 0, 1, 2, 2, 0, -2]),
        (Rounding.DOWN, [0, 0, 0, 1, 2, 0, -2]),
        (Rounding.UP, [1, 1, 1, 2, 3, -1, -3]),
    ],
)
def test_round_ratio(rounding: Rounding, expected: list[int]) -> None:
    quarters = [1, 2, 3, 6, 10, -2, -10]
    assert [round_ratio(n, 4, rounding) for n in quarters] == expected


@given(st.integers(-(10**30), 10**30), st.integers(1, 10**6), st.sampled_from(Rounding))
def test_round_ratio_agrees_with_decimal(numerator: int, denominator: int, rounding: Rounding) -> None:
    with localcontext(prec=80):
        expected = (Decimal(numerator) / denominator).quantize(Decimal(1), DECIMAL_ROUNDING[rounding])
    assert round_ratio(numerator, denominator, rounding) == expected


def test_round_ratio_refuses_a_denominator_of_zero() -> None:
    with pytest.raises(ValueError, match="positive"):
        round_ratio(1, 0)

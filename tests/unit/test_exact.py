"""Expressions over exact numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuxin.kernel.rules.exact import evaluate_exact, names_in
from zhuxin.kernel.rules.expressions import BadExpression

amounts = st.integers(-(10**14), 10**14).map(lambda minor: Decimal(minor) / 100)


@given(amounts, amounts)
def test_sums_are_exact_to_the_cent(a, b):
    assert evaluate_exact("a + b", {"a": a, "b": b}) == a + b


@given(amounts, st.integers(0, 1000))
def test_products_are_exact(a, n):
    assert evaluate_exact("a * n", {"a": a, "n": Decimal(n)}) == a * n


@pytest.mark.parametrize(
    ("expression", "values", "result"),
    [
        ("a / b", {"a": Decimal("1"), "b": Decimal("8")}, Decimal("0.125")),
        ('a > 5 ? "大" : "小"', {"a": Decimal("7")}, "大"),
        ('"a" + b', {"a": Decimal(1), "b": "x"}, "ax"),
        ("a >= 1.10", {"a": Decimal("1.10")}, True),
        ("a ?? 0", {"a": None}, Decimal(0)),
    ],
)
def test_values(expression, values, result):
    assert evaluate_exact(expression, values) == result


def test_an_empty_operand_is_a_fault():
    with pytest.raises(BadExpression):
        evaluate_exact("a + b", {"a": Decimal(1), "b": None})


def test_names_are_found_outside_quotes():
    assert names_in("x_a + 'x_b' + round(x_c, 2)") == {"x_a", "round", "x_c"}

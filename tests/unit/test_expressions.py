"""What a condition that cannot be evaluated says to people."""

import pytest

from zhuxin.kernel.rules.expressions import BadExpression, evaluate


def test_a_missing_value_can_be_given_a_stand_in() -> None:
    assert evaluate("(income ?? 0) > 5000", {"income": None}) is False
    assert evaluate("(income ?? 0) > 5000", {"income": 8000}) is True


def test_a_fault_is_told_without_the_engines_stack() -> None:
    with pytest.raises(BadExpression) as raised:
        evaluate("income > 5000", {"income": None})
    words = raised.value.label.zh
    assert "income > 5000" in words and "Unsupported type" in words
    assert "Stack" not in words and "{" not in words and "\n" not in words

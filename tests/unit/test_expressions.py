"""What a condition that cannot be evaluated says to people."""

import pytest

from zhuxin.kernel.rules.expressions import BadExpression, evaluate, expression_fault


def test_a_missing_value_can_be_given_a_stand_in() -> None:
    assert evaluate("(income ?? 0) > 5000", {"income": None}) is False
    assert evaluate("(income ?? 0) > 5000", {"income": 8000}) is True


def test_a_fault_is_told_without_the_engines_stack() -> None:
    with pytest.raises(BadExpression) as raised:
        evaluate("income > 5000", {"income": None})
    assert raised.value.label.zh == "表达式有误：income > 5000（这些值不能这样运算）"


@pytest.mark.parametrize(
    ("expression", "zh"),
    [
        ("x_price *", "没有写完"),
        ("(x_price", "括号没有成对"),
        ('x_name == "a', "引号没有成对"),
        ("x_a ** 2", "第 6 个字起写法不对"),
        ("x_a x_b", "有多余的内容，或用了没有的函数"),
        ("nothing(x_a)", "有多余的内容，或用了没有的函数"),
    ],
)
def test_a_fault_is_told_in_plain_words(expression: str, zh: str) -> None:
    fault = expression_fault(expression)
    assert fault is not None
    assert fault.zh == zh
    assert fault.en.isascii()


def test_a_name_in_place_of_a_key_is_pointed_at() -> None:
    fault = expression_fault("'贷' == x_a + 金额")
    assert fault is not None
    assert fault.zh.startswith("第 14 个字认不出来")

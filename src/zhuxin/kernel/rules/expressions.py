"""Zen expressions: the one expression language of formulas, conditions and rules."""

import os
from functools import lru_cache
from typing import Any

import orjson
import zen

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label

# An expression over an empty field fails; the engine would write down its own stack each time, a thousand times the cost.
os.environ.setdefault("RUST_LIB_BACKTRACE", "0")


class BadExpression(Invalid):
    code = "expression.invalid"
    text = Label("表达式有误：{expression}（{why}）", "The expression is not valid: {expression} ({why})")

    def __init__(self, *, expression: str, why: str):
        super().__init__(expression=expression, why=why)
        self.why = why


@lru_cache(maxsize=4000)
def _compiled(expression: str) -> Any:
    return zen.compile_expression(expression)


def evaluate(expression: str, context: dict[str, Any]) -> Any:
    """The value of an expression over a context of JSON values; raises `BadExpression`."""
    try:
        return _compiled(expression).evaluate(context)
    except (RuntimeError, ValueError) as error:
        raise BadExpression(expression=expression, why=_why(error)) from None


@lru_cache(maxsize=4000)
def _compiled_condition(expression: str) -> Any:
    return zen.compile_unary_expression(expression)


def holds(condition: str, value: Any) -> bool:
    """Whether a condition on one value, such as a cell of a table (`>= 3`, `"a", "b"`), holds; raises `BadExpression`."""
    try:
        return bool(_compiled_condition(condition).evaluate({"$": value}))
    except (RuntimeError, ValueError) as error:
        raise BadExpression(expression=condition, why=_why(error)) from None


def condition_fault(condition: str) -> str | None:
    """Why a condition on one value does not parse, or None."""
    try:
        _compiled_condition(condition)
    except (RuntimeError, ValueError) as error:
        return _why(error)
    return None


def _why(error: Exception) -> str:
    """What the engine says, without its own stack."""
    first = str(error).partition("\n")[0][:200]
    try:
        return str(orjson.loads(first).get("source", first))
    except (orjson.JSONDecodeError, AttributeError):
        return first


def expression_fault(expression: str) -> str | None:
    """Why an expression does not parse, or None."""
    fault = zen.validate_expression(expression)
    return str(fault.get("source", fault)) if fault else None

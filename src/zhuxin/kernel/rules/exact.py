"""Expressions over exact numbers: amounts go in and come out as decimal text, so that no binary fraction is in between."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.rules.expressions import BadExpression, evaluate

_TOKEN = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|([A-Za-z_][A-Za-z0-9_]*)""")


def names_in(expression: str) -> frozenset[str]:
    """Every name an expression mentions outside of quotes: fields, functions and words of the language alike."""
    return frozenset(match[2] for match in _TOKEN.finditer(expression) if match[2])


def evaluate_exact(expression: str, values: Mapping[str, Any]) -> Any:
    """The value of an expression; `Decimal` values go in exactly, and a number comes out as `Decimal`.

    Raises `BadExpression`, among others where an operand is empty and the expression does not say what then.
    """
    numeric = frozenset(key for key, value in values.items() if isinstance(value, Decimal))

    def said(match: re.Match[str]) -> str:
        name = match[2]
        return f"number({name})" if name in numeric else match[0]

    exact = _TOKEN.sub(said, expression)
    plain = {key: str(value) if key in numeric else value for key, value in values.items()}
    found = evaluate(exact, plain)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return found
    try:
        return Decimal(evaluate(f"string({exact})", plain))
    except InvalidOperation:
        raise BadExpression(expression=expression, why=Label("结果不是数字", "it is no number")) from None

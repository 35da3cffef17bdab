"""Zen expressions: the one expression language of formulas, conditions and rules."""

import os
import re
from functools import lru_cache
from typing import Any

import orjson
import zen

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label

# An expression over an empty field fails; the engine would write down its own stack each time, a thousand times the cost.
os.environ.setdefault("RUST_LIB_BACKTRACE", "0")
# What the engine says, and what that means to who wrote the expression; {n} is the character, counted from 1.
_SAID = (
    (
        r"Unmatched symbol: .* at (\d+)",
        Label(
            "第 {n} 个字认不出来；字段用它的编码，可以从「插入字段」里选",
            "character {n} cannot be read; a field is named by its key",
        ),
    ),
    (r"Unexpected EOF", Label("引号没有成对", "a quotation mark is not closed")),
    (r"Expected Bracket", Label("括号没有成对", "a bracket is not closed")),
    (r"Unexpected end", Label("没有写完", "it breaks off")),
    (r"Unexpected token: .* at \((\d+)", Label("第 {n} 个字起写法不对", "it goes wrong at character {n}")),
    (
        r"Incomplete parser output",
        Label(
            "有多余的内容，或用了没有的函数", "there is something too much, or a function that is not there"
        ),
    ),
    (r"Unsupported type", Label("这些值不能这样运算", "these values cannot be combined so")),
)


class BadExpression(Invalid):
    code = "expression.invalid"
    text = Label("表达式有误：{expression}（{why}）", "The expression is not valid: {expression} ({why})")

    def __init__(self, *, expression: str, why: Label):
        super().__init__(expression=expression, why=why)
        self.why = why


# A range is for asking whether a value lies in it. One that is gone through number by number holds up everybody else.
_TEXT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)""")
_RANGE = re.compile(r"[\[\](][^\[\](),]*\.\.[^\[\](),]*[\[\])]")
_AFTER_IN = re.compile(r"\bin\s*$")
_STARTS_A_CELL = re.compile(r"(^|,|\bin)\s*$")
ITERATED = Label(
    "区间只能用来判断是否在其中（写在 in 之后），不能逐个计算",
    "a range says only whether a value lies in it (after in); it is not gone through one by one",
)


def range_fault(expression: str, *, cell: bool = False) -> Label | None:
    """Why a range stands where it would be gone through, if one does; `cell`: a condition may begin with one."""
    bare = _TEXT.sub("''", expression)
    allowed = _STARTS_A_CELL if cell else _AFTER_IN
    tested = sum(bool(allowed.search(bare[: match.start()])) for match in _RANGE.finditer(bare))
    return ITERATED if tested != bare.count("..") else None


@lru_cache(maxsize=4000)
def _compiled(expression: str) -> Any:
    if why := range_fault(expression):
        raise BadExpression(expression=expression, why=why)
    return zen.compile_expression(expression)


def evaluate(expression: str, context: dict[str, Any]) -> Any:
    """The value of an expression over a context of JSON values; raises `BadExpression`."""
    try:
        return _compiled(expression).evaluate(context)
    except (RuntimeError, ValueError) as error:
        raise BadExpression(expression=expression, why=_why(expression, error)) from None


@lru_cache(maxsize=4000)
def _compiled_condition(expression: str) -> Any:
    if why := range_fault(expression, cell=True):
        raise BadExpression(expression=expression, why=why)
    return zen.compile_unary_expression(expression)


def holds(condition: str, value: Any) -> bool:
    """Whether a condition on one value, such as a cell of a table (`>= 3`, `"a", "b"`), holds; raises `BadExpression`."""
    try:
        return bool(_compiled_condition(condition).evaluate({"$": value}))
    except (RuntimeError, ValueError) as error:
        raise BadExpression(expression=condition, why=_why(condition, error)) from None


def condition_fault(condition: str) -> Label | None:
    """Why a condition on one value does not parse, or None."""
    try:
        _compiled_condition(condition)
    except BadExpression as bad:
        return bad.why
    except (RuntimeError, ValueError) as error:
        return _why(condition, error)
    return None


def expression_fault(expression: str) -> Label | None:
    """Why an expression does not parse, or may not be, or None."""
    if why := range_fault(expression):
        return why
    fault = zen.validate_expression(expression)
    return in_plain_words(expression, str(fault.get("source", fault))) if fault else None


def _why(expression: str, error: Exception) -> Label:
    """What the engine says, without its own stack, in plain words."""
    first = str(error).partition("\n")[0][:200]
    try:
        return in_plain_words(expression, str(orjson.loads(first).get("source", first)))
    except (orjson.JSONDecodeError, AttributeError):
        return in_plain_words(expression, first)


def in_plain_words(expression: str, said: str) -> Label:
    """What the engine says of an expression, as its writer would say it; as it is where there are no words for it."""
    for pattern, words in _SAID:
        if found := re.search(pattern, said):
            place = int(found[1]) if found.groups() else 0
            return words.format(n=len(expression.encode()[:place].decode(errors="ignore")) + 1)
    return Label(said, said)

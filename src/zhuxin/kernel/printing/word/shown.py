"""A value in a Word template: how it is written, and what a condition compares."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

# What XML cannot hold, and what docxtpl takes for a new paragraph or page.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f￾￿]")


class Shown:
    """`write(format)` gives its text, `part(key)` a field of the record it refers to; an empty one compares as false."""

    __slots__ = ("_operand", "_part", "_rows", "_write")

    def __init__(
        self,
        write: Callable[[str], str],
        operand: Any = None,
        part: "Callable[[str], Shown] | None" = None,
        rows: "Sequence[Shown]" = (),
    ):
        self._write, self._operand, self._part, self._rows = write, operand, part, rows

    def written(self, form: str) -> str:
        return CONTROL.sub("", self._write(form))

    def part(self, key: str) -> "Shown":
        return self._part(key) if self._part else EMPTY

    def __str__(self) -> str:
        return self.written("")

    def __bool__(self) -> bool:
        return bool(self._rows) or bool(self._operand)

    def __iter__(self) -> "Iterator[Shown]":
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return bool(self._operand == _plain(other))

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: object) -> bool:
        return self._ordered(other, lambda one, two: one < two)

    def __le__(self, other: object) -> bool:
        return self._ordered(other, lambda one, two: one <= two)

    def __gt__(self, other: object) -> bool:
        return self._ordered(other, lambda one, two: one > two)

    def __ge__(self, other: object) -> bool:
        return self._ordered(other, lambda one, two: one >= two)

    def _ordered(self, other: object, compare: Callable[[Any, Any], bool]) -> bool:
        try:
            return compare(self._operand, _plain(other))
        except TypeError:
            return False


def _plain(other: object) -> object:
    if isinstance(other, Shown):
        return other._operand
    return Decimal(str(other)) if isinstance(other, float) else other


EMPTY = Shown(lambda _: "")

"""The values of a record as its reader sees them, written out: what is masked to her is masked on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.derived.formulas import operands_named
from zhuxin.kernel.exports.cells import Cell, cell_maker
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.printing.amount_words import amount_in_words
from zhuxin.kernel.printing.inserts import INSERT, Insert, read_insert
from zhuxin.kernel.rules.exact import evaluate_exact
from zhuxin.kernel.rules.expressions import BadExpression

NUMERIC = ("money", "number", "percent", "rating")


@dataclass(frozen=True, slots=True)
class Paper:
    """A record with its labels and `_expanded`, as a caller sees it."""

    caller: Caller
    definition: ObjectDef
    record: Mapping[str, Any]
    zone: tzinfo

    def text(self, text: Any) -> str:
        """A text in the caller's language with its inserts filled."""
        said = _in_language(text, self.caller.locale)
        return INSERT.sub(lambda match: self._insert(read_insert(*match.groups())), said)

    def holds(self, expression: str | None) -> bool:
        """Whether a condition holds; one over an empty field does not."""
        return not expression or self._evaluate(expression) is True

    def value(self, path: tuple[str, ...], form: str = "") -> str:
        """The value of a field, or of a field of the record that a reference names; empty where there is none to see."""
        if len(path) == 1:
            return self._value(self.definition, self.record, path[0], form)
        other = self.other(path[0])
        return other.value(path[1:], form) if other else ""

    def other(self, key: str) -> "Paper | None":
        """The record that a reference names, where the caller sees it."""
        target, record = self.definition.fields[key].target, (self.record.get("_expanded") or {}).get(key)
        if not target or not isinstance(record, Mapping):
            return None
        return Paper(self.caller, self.caller.catalog.object(target), record, self.zone)

    def operand(self, key: str) -> Any:
        """What a condition compares of a field: its plain value where the caller reads it in clear."""
        granted = self.caller.rights.object(self.definition.key)
        return self._operand(self.definition.fields[key]) if granted.access(key) >= Access.READ else None

    def label(self, path: tuple[str, ...]) -> str:
        definition = self.definition
        if len(path) > 1:
            definition = self.caller.catalog.object(definition.fields[path[0]].target or "")
        return definition.fields[path[-1]].label.in_language(self.caller.locale)

    def _value(self, definition: ObjectDef, record: Mapping[str, Any], key: str, form: str) -> str:
        one = definition.fields.get(key)
        if one is None or not self.caller.rights.object(definition.key).access(key):
            return ""
        return _written(one, cell_maker(one, self.caller.locale, self.zone)(record), form)

    def _insert(self, insert: Insert) -> str:
        if insert.path:
            return self.value(insert.path, insert.format)
        return _plain(self._evaluate(insert.expression), insert.format)

    def _evaluate(self, expression: str) -> Any:
        values = {key: self.operand(key) for key in operands_named(self.definition)}
        try:
            return evaluate_exact(expression, values)
        except BadExpression:
            return None

    def _operand(self, one: Field) -> Any:
        value = self.record.get(one.key)
        if value is None:
            return None
        if kind_of(one).key in NUMERIC:
            try:
                return Decimal(str(value))
            except InvalidOperation:
                return None
        return value.isoformat() if hasattr(value, "isoformat") else value


def _in_language(text: Any, locale: str) -> str:
    if not isinstance(text, Mapping):
        return str(text or "")
    zh = str(text.get("zh") or "")
    return str(text.get("en") or zh) if locale.startswith("en") else zh


def in_language(text: Any, locale: str) -> str:
    """A text or `{"zh", "en"}` in a language."""
    return _in_language(text, locale)


def _written(one: Field, cell: Cell, form: str) -> str:
    """A cell as paper shows it: amounts with thousands, ratios in percent."""
    if isinstance(cell, Decimal) and not form:
        if kind_of(one).key == "money":
            return f"{cell:,.2f}"
        if kind_of(one).key == "percent":
            return f"{cell * 100:.2f}%"
    return _plain(cell, form)


def _plain(value: Any, form: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return Label("是" if value else "否", "Yes" if value else "No").zh
    if form == "capital" and isinstance(value, Decimal | int):
        try:
            return amount_in_words(int((Decimal(value) * 100).to_integral_value()))
        except ValueError:
            return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if form == "long" and (day := _day(value)):
        return f"{day.year}年{day.month}月{day.day}日"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _day(value: Any) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    except ValueError:
        return None

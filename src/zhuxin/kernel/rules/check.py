"""The kind of definition `decision`: what is wrong with one, told by its place and in words that say how to mend it."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.definitions.forms import list_in, mapping_in
from zhuxin.kernel.definitions.kinds import Faults, define_kind
from zhuxin.kernel.derived.formulas import operands_named, sample_of
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.rules.expressions import BadExpression, condition_fault, expression_fault, holds

# What each kind of step may say, beside its key, kind and label.
PARTS = {
    "scorecard": {"base", "characteristics"},
    "table": {"hit", "columns", "outputs", "rows", "reasons"},
    "expressions": {"values"},
}
HITS = ("first", "collect")
# Facts that every process has, beside its record and those that record refers to.
GIVEN = frozenset({"business_date"})
LIMITS = {"steps": 50, "characteristics": 100, "bins": 100, "columns": 50, "outputs": 50, "rows": 2000}
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null", "as"})
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""")
_NAMED = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?<![\w.$#])([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?!\w)(?!\s*\()"""
)
_ALIAS = re.compile(r"\bas\s+([A-Za-z_]\w*)")


def check_decision(catalog: Catalog, key: str, body: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` with every step, field, condition and value that does not hold, by its place."""
    faults = Faults()
    faults.only("", body, {"key", "label", "steps"})
    faults.label("", body.get("label"))
    if body.get("key", key) != key:
        faults.add("/key", "decision.other_key", f"应与编码 {key} 相同", f"Must be the same as the key {key}")
    known, keys = _Known(catalog, faults), set[str]()
    for place, step in _entries(body, "steps", "", faults):
        where = f"/steps/{place}"
        if _name(step.get("key"), known, f"{where}/key", faults):
            _once(step["key"], keys, f"{where}/key", faults)
        faults.label(where, step.get("label"))
        if faults.among(f"{where}/kind", step.get("kind"), PARTS, "步骤类型", "kind of step"):
            faults.only(where, step, {"key", "kind", "label", *PARTS[step["kind"]]})
            known.found.update(_CHECKS[step["kind"]](step, known, where, faults))
    faults.done()


class _Known:
    """What an expression may name: the facts of records, and what the steps before it found."""

    def __init__(self, catalog: Catalog, faults: Faults):
        self.catalog, self.faults = catalog, faults
        self.found: set[str] = set()

    def field(self, path: str, pointer: str) -> Field | None:
        """The field that a path names; None where it names a result, or nothing, which is noted."""
        first, _, rest = path.partition(".")
        if first in self.found or first in GIVEN:
            return None
        definition = self.catalog.objects.get(first)
        if definition is None:
            zh = f"没有 {path}；文字要加引号，字段写作 对象.字段"
            en = f"There is no {path}; a text is quoted, a field is written as object.field"
            self.faults.add(pointer, "expression.unknown_field", zh, en)
        elif rest.partition(".")[0] not in {*operands_named(definition), "id"}:
            zh, en = f"没有可用于规则的字段 {path}", f"There is no field {path} that rules may use"
            self.faults.add(pointer, "expression.unknown_field", zh, en)
        else:
            return definition.fields.get(rest)
        return None

    def expression(
        self, text: Any, pointer: str, fault: Callable[[str], Label | None] = expression_fault
    ) -> bool:
        """Whether a text is an expression over what there is; noted where it is not."""
        if not isinstance(text, str):
            zh, en = (
                "应为文字；数字和 true/false 也加引号",
                "Must be a text; also quote numbers and true/false",
            )
            self.faults.add(pointer, "value.wrong_type", zh, en)
            return False
        if why := fault(text):
            zh, en = f"表达式有误：{why.zh}", f"The expression is not valid: {why.en}"
            self.faults.add(pointer, "expression.invalid", zh, en)
            return False
        before = len(self.faults.found)
        for path in _paths(text):
            self.field(path, pointer)
        return len(self.faults.found) == before

    def condition(self, text: Any, one: Field | None, pointer: str) -> None:
        """A cell of a table over a field; an empty one holds always."""
        if text == "" or not self.expression(text, pointer, condition_fault) or one is None:
            return
        if one.options:
            values = {option.value for option in one.options}
            for named in (match[1] or match[2] for match in _QUOTED.finditer(text)):
                self.faults.among(pointer, named, values, "选项", "option")
            return
        sample = sample_of(one)
        number = isinstance(sample, Decimal)
        try:
            holds(text, float(sample) if number else sample)
        except BadExpression:
            sound = False
        else:
            sound = not (number and _QUOTED.search(text))
        if not sound:
            kind = kind_of(one).label
            zh, en = f"条件与字段类型（{kind.zh}）不符", f"The condition does not suit the field ({kind.en})"
            self.faults.add(pointer, "decision.condition_unsuited", zh, en)


def _scorecard(step: Mapping[str, Any], known: _Known, where: str, faults: Faults) -> set[str]:
    _points(step.get("base"), f"{where}/base", faults)
    seen = set[str]()
    for place, one in _entries(step, "characteristics", where, faults):
        pointer = f"{where}/characteristics/{place}"
        faults.only(pointer, one, {"key", "field", "label", "bins"})
        if _key(one.get("key"), f"{pointer}/key", faults):
            _once(one["key"], seen, f"{pointer}/key", faults)
        faults.label(pointer, one.get("label"))
        field = _field(one.get("field"), known, f"{pointer}/field", faults)
        last: Any = None
        for number, bin_ in _entries(one, "bins", pointer, faults):
            at = f"{pointer}/bins/{number}"
            faults.only(at, bin_, {"when", "points", "label"})
            last = bin_.get("when")
            known.condition(last, field, f"{at}/when")
            _points(bin_.get("points"), f"{at}/points", faults)
            if "label" in bin_:
                faults.label(at, bin_["label"])
        if last != "":
            zh, en = (
                "最后一档的条件应留空，以便每个值都有分数",
                "The last bin has an empty condition, so that each value has points",
            )
            faults.add(f"{pointer}/bins", "decision.no_otherwise", zh, en)
    return {step["key"], f"{step['key']}_lines"} if isinstance(step.get("key"), str) else set()


def _table(step: Mapping[str, Any], known: _Known, where: str, faults: Faults) -> set[str]:
    faults.among(f"{where}/hit", step.get("hit", "first"), HITS, "命中方式", "way to hit")
    columns = _list(step, "columns", where, faults)
    fields = [_field(one, known, f"{where}/columns/{place}", faults) for place, one in enumerate(columns)]
    outputs = _list(step, "outputs", where, faults)
    seen = set[str]()
    for place, one in enumerate(outputs):
        if _key(one, f"{where}/outputs/{place}", faults):
            _once(one, seen, f"{where}/outputs/{place}", faults)
    reasons = mapping_in(step, "reasons", where, faults)
    for code, label in reasons.items():
        faults.title(f"{where}/reasons/{code}", label)
    if reasons and (step.get("hit") != "collect" or "code" not in outputs):
        zh, en = "有原因的表应为 collect，并输出 code", "A table with reasons collects, and gives code"
        faults.add(f"{where}/reasons", "decision.reasons_unsuited", zh, en)
    for place, row in _entries(step, "rows", where, faults):
        at = f"{where}/rows/{place}"
        faults.only(at, row, {"when", "then"})
        cells = list_in(row, "when", at, faults)
        if len(cells) != len(columns):
            zh, en = f"应有 {len(columns)} 格，每列一格", f"Takes {len(columns)} cells, one a column"
            faults.add(f"{at}/when", "decision.cells", zh, en)
        for number, (cell, field) in enumerate(zip(cells, fields, strict=False)):
            known.condition(cell, field, f"{at}/when/{number}")
        then = mapping_in(row, "then", at, faults)
        faults.only(f"{at}/then", then, seen)
        for name in seen:
            if known.expression(then.get(name), f"{at}/then/{name}") and name == "code" and reasons:
                for named in (match[1] or match[2] for match in _QUOTED.finditer(then[name])):
                    faults.among(f"{at}/then/code", named, reasons, "原因", "reason")
    return {step["key"]} if isinstance(step.get("key"), str) else set()


def _expressions(step: Mapping[str, Any], known: _Known, where: str, faults: Faults) -> set[str]:
    values = mapping_in(step, "values", where, faults)
    if not values:
        faults.add(f"{where}/values", "value.required", "必填", "Required")
    for name, text in values.items():
        _name(name, known, f"{where}/values/{name}", faults)
        known.expression(text, f"{where}/values/{name}")
    return set(values)


_CHECKS = {"scorecard": _scorecard, "table": _table, "expressions": _expressions}


def _list(body: Mapping[str, Any], part: str, where: str, faults: Faults) -> list[Any]:
    """A list that has something in it and not too much."""
    found, limit = list_in(body, part, where, faults), LIMITS[part]
    if not 0 < len(found) <= limit:
        faults.add(f"{where}/{part}", "value.out_of_range", f"应有 1 到 {limit} 项", f"Takes 1 to {limit}")
    return found[:limit]


def _entries(
    body: Mapping[str, Any], part: str, where: str, faults: Faults
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for place, one in enumerate(_list(body, part, where, faults)):
        if isinstance(one, Mapping):
            yield place, one
        else:
            faults.add(f"{where}/{part}/{place}", "value.wrong_type", "应为对象", "Must be an object")


def _key(value: Any, pointer: str, faults: Faults) -> bool:
    if isinstance(value, str) and KEY.fullmatch(value) and value not in _WORDS:
        return True
    zh, en = "应以小写字母开头，只含 a–z、0–9 和 _", "Begins with a letter and has only a–z, 0–9 and _"
    faults.add(pointer, "key.invalid", zh, en)
    return False


def _name(value: Any, known: _Known, pointer: str, faults: Faults) -> bool:
    """Whether a name can be given to what a step finds: no fact and no result has it."""
    taken = {*known.found, *known.catalog.objects, *GIVEN}
    return _key(value, pointer, faults) and _once(value, taken, pointer, faults)


def _once(value: str, seen: set[str], pointer: str, faults: Faults) -> bool:
    if value in seen:
        faults.add(pointer, "decision.name_taken", f"{value} 已有", f"There is a {value} already")
        return False
    seen.add(value)
    return True


def _field(path: Any, known: _Known, pointer: str, faults: Faults) -> Field | None:
    if isinstance(path, str) and _NAMED.fullmatch(path):
        return known.field(path, pointer)
    faults.add(
        pointer,
        "value.wrong_type",
        "应写作 对象.字段，或前面步骤的结果",
        "Is object.field, or what a step before found",
    )
    return None


def _points(value: Any, pointer: str, faults: Faults) -> None:
    if type(value) is not int:
        faults.add(pointer, "value.wrong_type", "应为整数", "Must be a whole number")


def _paths(text: str) -> Iterator[str]:
    """The dotted names an expression mentions outside of quotes, but functions, words of the language and names it gives itself."""
    own = set(_ALIAS.findall(text))
    for match in _NAMED.finditer(text):
        if match[1] and match[1] not in _WORDS and match[1].partition(".")[0] not in own:
            keyed = text[: match.start()].rstrip().endswith(("{", ",")) and text[
                match.end() :
            ].lstrip().startswith(":")
            if not keyed:
                yield match[1]


define_kind("decision", "规则", "Decision", check_decision, decides=True)

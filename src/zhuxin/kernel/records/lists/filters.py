"""The filter language: JSON in, a *shape* and its values out, and from the shape an SQL condition with bound values.

The shape holds no value, so that two filters that differ in values only share one compiled statement.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    LargeBinary,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    false,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.relative_dates import span
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import AMONG, SEVERAL, BadValue, Field
from zhuxin.kernel.objects.define import SEARCH_TERMS
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.permissions.scope import scope_condition
from zhuxin.kernel.records.errors import BadFilter
from zhuxin.kernel.records.plan import Plan, source_of
from zhuxin.kernel.search.terms import terms_query
from zhuxin.kernel.sharing.reach import shared_condition

DEPTH_LIMIT = 6
TERM_LIMIT = 50
LIST_LIMIT = 200

Shape = tuple[Any, ...]


class FilterReader:
    """Reads one filter for a caller: unknown or unreadable fields are refused, values are parsed by their kind."""

    def __init__(self, definition: ObjectDef, caller: Caller, vault: Vault, today: date, zone: tzinfo = UTC):
        self._definition, self._caller, self._vault = definition, caller, vault
        self._today, self._zone = today, zone
        self._rights = caller.rights.object(definition.key)
        self.values: list[Any] = []
        self._terms = 0
        self._away = False

    def _elsewhere(self, object_key: str) -> "FilterReader":
        """A reader for conditions on records of another object, which the caller must be able to read."""
        if self._away:
            raise _fault(Label("只能跨一层关联", "conditions reach through one reference"))
        if not self._caller.rights.object(object_key).read:
            raise _fault(Label(f"没有可筛选的对象 {object_key}", f"no object {object_key} to filter by"))
        definition = self._caller.catalog.object(object_key)
        reader = FilterReader(definition, self._caller, self._vault, self._today, self._zone)
        reader.values, reader._terms, reader._away = self.values, self._terms, True
        return reader

    def read(self, node: Any, depth: int = 0) -> Shape:
        """The shape of a filter; its values are appended to `values`. Raises `BadFilter`."""
        if depth > DEPTH_LIMIT:
            raise _fault(Label(f"最多嵌套 {DEPTH_LIMIT} 层", f"nested more than {DEPTH_LIMIT} deep"))
        if not isinstance(node, Mapping):
            raise _fault(Label("应为对象", "must be an object"))
        for word in ("and", "or"):
            if word in node:
                parts = node[word]
                if set(node) != {word} or not isinstance(parts, list) or not parts:
                    raise _fault(Label(f"{word} 应为非空列表", "must be a list that is not empty"))
                return (word, *(self.read(part, depth + 1) for part in parts))
        if "not" in node:
            if set(node) != {"not"}:
                raise _fault(Label("not 只能单独使用", "`not` stands alone"))
            return ("not", self.read(node["not"], depth + 1))
        return self._term(node)

    def _term(self, node: Mapping[str, Any]) -> Shape:
        self._terms += 1
        if self._terms > TERM_LIMIT:
            raise _fault(Label(f"最多 {TERM_LIMIT} 个条件", f"more than {TERM_LIMIT} conditions"))
        if not set(node) <= {"field", "op", "value"} or not {"field", "op"} <= set(node):
            raise _fault(Label("条件应为 {field, op, value}", "a condition is {field, op, value}"))
        key, op = node["field"], node["op"]
        if key == "id" and op in ("eq", "in", "ne", "not_in"):
            return ("id", op, self._bind(self._ids(op, node.get("value"))))
        if key == "id" and op == "shared":
            return self._shared(node.get("value"))
        if isinstance(key, str) and "." in key:
            return self._through(key, op, node.get("value"))
        one = self._definition.fields.get(key) if isinstance(key, str) else None
        if one is None or not self._probeable(one):
            raise _fault(Label(f"没有可筛选的字段 {key}", f"no field {key} to filter by"))
        if op not in kind_of(one).ops:
            raise _fault(Label(f"字段 {key} 不支持 {op}", f"{key} does not support {op}"))
        return self._typed(one, op, node.get("value"))

    def _shared(self, value: Any) -> Shape:
        """Records that somebody shared with the caller, or those nobody did."""
        if not isinstance(value, bool):
            raise _fault(Label("shared 的值应为 true 或 false", "shared takes true or false"))
        return ("shared", self._definition.key) if value else ("not", ("shared", self._definition.key))

    def _through(self, path: str, op: str, value: Any) -> Shape:
        """`reference.field` asks of the record referred to; `object.field` with `has` of those that refer to this one."""
        near, _, far = path.partition(".")
        if op == "has":
            child = self._caller.catalog.objects.get(near)
            via = child.fields.get(far) if child else None
            if via is None or via.kind not in ("reference", SEVERAL) or via.target != self._definition.key:
                raise _fault(Label(f"{path} 不关联到此对象", f"{path} does not refer to this object"))
            reader = self._elsewhere(near)
            if reader._rights.access(far) < Access.READ:
                raise _fault(Label(f"没有可筛选的字段 {path}", f"no field {path} to filter by"))
            if not isinstance(value, bool):
                return ("has", near, far, reader.read(value))
            every = ("has", near, far, ("id", "is_null", False))
            return every if value else ("not", every)
        one = self._definition.fields.get(near)
        if one is None or one.target is None or not self._probeable(one):
            raise _fault(Label(f"没有可筛选的字段 {path}", f"no field {path} to filter by"))
        return (
            "through",
            near,
            one.target,
            self._elsewhere(one.target).read({"field": far, "op": op, "value": value}),
        )

    def _probeable(self, one: Field) -> bool:
        """A field may be filtered by where its value may be read; an encrypted one where even its mask may be seen."""
        floor = Access.MASKED if kind_of(one).encrypted else Access.READ
        return self._rights.access(one.key) >= floor and not one.computed

    def _typed(self, one: Field, op: str, value: Any) -> Shape:
        if op == "is_null":
            if not isinstance(value, bool):
                raise _fault(Label("is_null 的值应为 true 或 false", "is_null takes true or false"))
            return (one.key, "is_null", value)
        if op in ("in", "not_in", *AMONG):
            if not isinstance(value, list) or not 0 < len(value) <= LIST_LIMIT:
                raise _fault(
                    Label(f"{op} 应为 1 到 {LIST_LIMIT} 个值", f"{op} takes 1 to {LIST_LIMIT} values")
                )
            chosen = self._value(one, value) if op in AMONG else [self._value(one, each) for each in value]
            return (one.key, op, self._bind(chosen))
        if op == "within":
            first, last = self._span(value)
            if kind_of(one).key == "date":
                return (one.key, "between", self._bind(first), self._bind(last))
            begins, ends = (
                self._bind(datetime.combine(day, time(), self._zone).astimezone(UTC))
                for day in (first, last + timedelta(days=1))
            )
            return ("and", (one.key, "ge", begins), (one.key, "lt", ends))
        if op == "under":
            return (
                one.key,
                "in",
                self._bind(list(self._caller.catalog.department_tree(self._value(one, value)))),
            )
        if op == "between":
            if not isinstance(value, list) or len(value) != 2:
                raise _fault(Label("between 应为两个值", "between takes two values"))
            low, high = (self._bind(self._value(one, each)) for each in value)
            return (one.key, op, low, high)
        if op in ("contains", "starts_with"):
            if not isinstance(value, str) or not 0 < len(value) <= 100:
                raise _fault(Label(f"{op} 应为 1 到 100 个字", f"{op} takes 1 to 100 characters"))
            escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            return (one.key, op, self._bind(f"%{escaped}%" if op == "contains" else f"{escaped}%"))
        parsed = self._value(one, value)
        if kind_of(one).encrypted:
            return (one.key, "blind", self._bind(self._vault.blinds(parsed, one.kind)))
        return (one.key, op, self._bind(parsed))

    def _span(self, word: Any) -> tuple[date, date]:
        try:
            return span(word if isinstance(word, str) else "", self._today)
        except ValueError:
            why = Label(
                "within 的值如 today、this_month、last_7_days",
                "within takes today, this_month, last_7_days and the like",
            )
            raise _fault(why) from None

    def _value(self, one: Field, value: Any) -> Any:
        if value == "$user.id":
            return self._caller.user_id
        if value == "$user.department":
            return self._caller.department_id
        if value == "$today" and kind_of(one).key == "date":
            return self._today
        try:
            return kind_of(one).parse(value, one)
        except BadValue as error:
            raise _fault(Label(f"{one.key}：{error.label.zh}", f"{one.key}: {error.label.en}")) from None

    def _ids(self, op: str, value: Any) -> Any:
        reference = kind_of(Field("id", "reference", self._definition.label))
        one = Field("id", "reference", self._definition.label)
        try:
            if op in ("in", "not_in"):
                return [reference.parse(each, one) for each in value]
            return reference.parse(value, one)
        except (BadValue, TypeError):
            raise _fault(Label("id 的值有误", "the id is not valid")) from None

    def terms(self, keys: list[str], text: str) -> Shape:
        """The shape of a text search over fields that are found by their lexemes."""
        return ("terms", self._bind(terms_query(keys, text)))

    def _bind(self, value: Any) -> int:
        self.values.append(value)
        return len(self.values) - 1


def condition(shape: Shape, source: FromClause, plan: Plan) -> ColumnElement[bool]:
    """The SQL condition of a shape over the plan's object, or an alias of it; value n is the parameter `f{n}`.

    Conditions on other objects hold within the caller's scope of those.
    """
    word = shape[0]
    if word == "and":
        return and_(*(condition(part, source, plan) for part in shape[1:]))
    if word == "or":
        return or_(*(condition(part, source, plan) for part in shape[1:]))
    if word == "not":
        return not_(condition(shape[1], source, plan))
    if word == "through":
        _, reference, target, inner = shape
        far = source_of(plan.catalog, plan.catalog.object(target)).alias()
        scope = scope_condition(plan.catalog, plan.rights, target, far)
        found = select(far.c.id).where(scope, condition(inner, far, plan))
        if plan.definition.fields[reference].kind == SEVERAL:
            return found.where(far.c.id == any_(source.c[reference])).exists()
        return source.c[reference].in_(found)
    if word == "has":
        _, child, via, inner = shape
        far = source_of(plan.catalog, plan.catalog.object(child)).alias()
        scope = scope_condition(plan.catalog, plan.rights, child, far)
        several = plan.catalog.object(child).fields[via].kind == SEVERAL
        refers = source.c.id == any_(far.c[via]) if several else far.c[via] == source.c.id
        referring = select(far.c.id).where(refers, scope, condition(inner, far, plan))
        return referring.exists()
    if word == "shared":
        return shared_condition(shape[1], source) if shape[1] in plan.catalog.shared else false()
    if word == "terms":
        query = cast(bindparam(f"f{shape[1]}", type_=Text), TSQUERY)
        return literal_column(f'"{plan.source.name}".{SEARCH_TERMS}').op("@@", is_comparison=True)(query)
    key, op, *rest = shape
    column = source.c[f"{key}_blind" if op == "blind" else key] if op != "is_null" else _stored(source, key)
    if op == "is_null":
        return column.is_(None) if rest[0] else column.is_not(None)
    if op == "blind":
        return column == any_(bindparam(f"f{rest[0]}", type_=ARRAY(LargeBinary)))
    if op in ("in", "not_in"):
        among = column == any_(bindparam(f"f{rest[0]}", type_=ARRAY(column.type)))
        return among if op == "in" else or_(not_(among), column.is_(None))
    value = [bindparam(f"f{place}", type_=column.type) for place in rest]
    if op in ("has", "not_has"):
        shared: ColumnElement[bool] = column.overlap(value[0])
        return shared if op == "has" else or_(not_(shared), column.is_(None))
    if op == "has_all":
        return column.contains(value[0])
    if op == "between":
        return column.between(value[0], value[1])
    if op in ("contains", "starts_with"):
        return column.ilike(value[0])
    if op == "ne":
        return column.is_distinct_from(value[0])
    compared = {
        "eq": column.__eq__,
        "lt": column.__lt__,
        "le": column.__le__,
        "gt": column.__gt__,
        "ge": column.__ge__,
    }
    result: ColumnElement[bool] = compared[op](value[0])
    return result


def _stored(source: FromClause, key: str) -> ColumnElement[Any]:
    return source.c[key] if key in source.c else source.c[f"{key}_masked"]


def _fault(why: Label) -> BadFilter:
    return BadFilter(pointer="/filter", why=why)

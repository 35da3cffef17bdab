"""The statement of a list: columns, scope, filter, order, keyset and labels, compiled once per shape."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    and_,
    any_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from zhuxin.core.db.statements import Prepared
from zhuxin.kernel.fields.types import SEVERAL
from zhuxin.kernel.records.lists.filters import Shape, condition
from zhuxin.kernel.records.plan import Plan, Render, label_source, titled

CACHED_SHAPES = 500


@dataclass(frozen=True, slots=True)
class ListShape:
    """What decides the statement of a list, values left out: `nulls` tells which values of the cursor are null; `binned`
    asks for the recycle bin instead."""

    keys: tuple[str, ...]
    sort: tuple[tuple[str, bool], ...]
    filters: tuple[Shape, ...]
    nulls: tuple[bool, ...] | None
    labels: bool
    binned: bool = False


@dataclass(frozen=True, slots=True)
class ListStatement:
    """The compiled statement; a row holds the values of `keys`, then sort values no key gives, then labels.

    `cursor_places` are the places of the sort values and the id in a row; `labels` the reference fields with the mask
    their titles need; `access` is the place of how far a shared row may be used.
    """

    prepared: Prepared
    cursor_places: tuple[int, ...]
    labels: tuple[tuple[str, Render | None], ...]
    labels_from: int
    access: int | None = None


def list_statement(plan: Plan, shape: ListShape) -> ListStatement:
    """The statement of a shape, made at most once per plan; value n of the filter is bound as `f{n}`, n of the cursor
    as `k{n}`, and `page` limits it."""
    if shape not in plan.lists:
        if len(plan.lists) >= CACHED_SHAPES:
            plan.lists.clear()
        plan.lists[shape] = _build(plan, shape)
    found: ListStatement = plan.lists[shape]
    return found


def _build(plan: Plan, shape: ListShape) -> ListStatement:
    order_keys = [*shape.sort, ("id", shape.sort[0][1])]
    columns = [plan.columns[key] for key in shape.keys]
    places = []
    for key, _ in order_keys:
        if key in shape.keys and key not in plan.renders_masked:
            places.append(shape.keys.index(key))
        else:
            places.append(len(columns))
            columns.append(plan.source.c[key].label(f"_sort_{key}"))
    access, access_at = None if shape.binned else plan.access_column(), None
    if access is not None:
        access_at = len(columns)
        columns.append(access)
    scope = plan.bin_scope() if shape.binned else plan.scope
    statement = select(*columns).where(scope, *(condition(one, plan.source, plan) for one in shape.filters))
    sort_columns = [(plan.source.c[key], descending) for key, descending in order_keys]
    if shape.nulls is not None:
        statement = statement.where(_after(sort_columns, shape.nulls))
    labels = []
    if shape.labels:
        from_clause: Any = plan.source
        for key in shape.keys:
            one = plan.definition.fields.get(key)
            if one is None or one.target is None:
                continue
            if not titled(plan, one.target):
                continue
            alias, title, scope, mask = label_source(plan.catalog, plan.rights, one.target)
            if one.kind == SEVERAL:
                title = _titles(alias, title, scope, plan.source.c[key])
            else:
                on = alias.c.id == plan.source.c[key]
                from_clause = from_clause.outerjoin(alias, on if scope is None else and_(on, scope))
            statement = statement.add_columns(title.label(f"_label_{key}"))
            labels.append((key, mask))
        statement = statement.select_from(from_clause)
    order = [
        column.desc().nulls_first() if descending else column.asc().nulls_last()
        for column, descending in sort_columns
    ]
    prepared = Prepared(statement.order_by(*order).limit(bindparam("page")))
    return ListStatement(prepared, tuple(places), tuple(labels), len(columns), access_at)


def _titles(alias: FromClause, title: Any, scope: Any, ids: Any) -> Any:
    """What the records of a list are called, in its order, those that may be seen."""
    order = func.array_position(ids, alias.c.id)
    joined = func.string_agg(title, aggregate_order_by(literal_column("'、'"), order))
    among = alias.c.id == any_(ids)
    return select(joined).where(among if scope is None else and_(among, scope)).scalar_subquery()


def _after(sort_columns: list[tuple[Any, bool]], nulls: tuple[bool, ...]) -> ColumnElement[bool]:
    """Rows after the cursor: ascending order has nulls last, descending has them first, as a plain index has."""
    directions = {descending for _, descending in sort_columns}
    if len(directions) == 1 and not any(column.nullable for column, _ in sort_columns):
        left = tuple_(*(column for column, _ in sort_columns))
        right = tuple_(
            *(bindparam(f"k{place}", type_=column.type) for place, (column, _) in enumerate(sort_columns))
        )
        return left < right if directions == {True} else left > right
    later: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for place, (column, descending) in enumerate(sort_columns):
        value = bindparam(f"k{place}", type_=column.type)
        if nulls[place]:
            beyond = column.is_not(None) if descending else None
            same = column.is_(None)
        else:
            beyond = column < value if descending else or_(column > value, column.is_(None))
            same = column == value
        if beyond is not None:
            later.append(and_(*equal, beyond))
        equal.append(same)
    return or_(*later)

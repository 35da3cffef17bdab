"""Reading records: one by id, and pages of a list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
import psycopg
from psycopg.rows import tuple_row
from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, tuple_

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import Prepared, any_of, compile_statement
from zhuxin.core.errors import Forbidden, Missing
from zhuxin.core.ids import is_id
from zhuxin.core.paging import BadCursor, check_limit, decode_cursor, encode_cursor
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import BadValue
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.permissions.scope import scope_parameters
from zhuxin.kernel.records.errors import BadFields, BadFilter, BadSort
from zhuxin.kernel.records.filters import FilterReader, condition
from zhuxin.kernel.records.plan import Plan, label_source, plan_for, source_of

SORT_LIMIT = 4


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a page of a list is asked with; `filter` is JSON text or a parsed filter."""

    filter: Any = None
    sort: str = "-created_at"
    fields: tuple[str, ...] = ()
    limit: int = 50
    cursor: str | None = None
    count: bool = False
    labels: bool = False
    q: str | None = None


async def get_record(
    connection: Connection, caller: Caller, object_key: str, record_id: str, *, labels: bool = False
) -> dict[str, Any]:
    """One record as the caller may see it; raises `Missing` where there is none within scope."""
    plan = _readable(caller, object_key)
    if not is_id(record_id):
        raise Missing
    if labels:
        page = await list_records(
            connection,
            caller,
            object_key,
            ListQuery(filter={"field": "id", "op": "eq", "value": record_id}, labels=True, limit=1),
            vault=None,
            today=None,
        )
        if not page["items"]:
            raise Missing
        item: dict[str, Any] = page["items"][0]
        return item
    parameters = {"id": record_id, **scope_parameters(caller)}
    row = await (await connection.run(plan.get_statement(), parameters, row_factory=tuple_row)).fetchone()
    if row is None:
        raise Missing
    return plan.shape_row(plan.keys)(row)


async def list_records(
    connection: Connection,
    caller: Caller,
    object_key: str,
    query: ListQuery,
    *,
    vault: Vault | None,
    today: date | None,
) -> dict[str, Any]:
    """A page `{"items", "next_cursor"}`, with `total` where it is asked for."""
    plan = _readable(caller, object_key)
    keys = _fields(plan, query.fields)
    sort = _sort(plan, query.sort)
    limit = check_limit(query.limit)
    reader = FilterReader(plan.definition, caller, vault, today)  # type: ignore[arg-type]
    shapes = []
    if query.filter is not None:
        shapes.append(reader.read(_parsed(query.filter)))
    if query.q:
        shapes.append(_search_shape(plan, reader, query.q, vault))
    seen = decode_cursor(query.cursor, len(sort) + 1) if query.cursor else None
    nulls = tuple(value is None for value in seen) if seen else None
    shape_key = (tuple(keys), tuple(sort), tuple(shapes), nulls, query.labels)
    statement, row_keys, label_keys = _statement(plan, shape_key)
    parameters = {f"f{place}": value for place, value in enumerate(reader.values)}
    parameters |= scope_parameters(caller)
    if seen:
        parameters |= {f"k{place}": value for place, value in enumerate(seen)}
    try:
        cursor = await connection.run(
            statement,
            {**parameters, "page": limit + 1},
            row_factory=tuple_row,
            prepare=False if query.q else None,
        )
    except psycopg.DataError:
        raise BadCursor(pointer="/cursor") from None
    rows = await cursor.fetchall()
    page: dict[str, Any] = {
        "items": _items(plan, rows[:limit], row_keys, label_keys, len(keys)),
        "next_cursor": None,
    }
    if len(rows) > limit:
        last = rows[limit - 1]
        page["next_cursor"] = encode_cursor(list(last[len(keys) : len(row_keys)]))
    if query.count:
        page["total"] = await _count(connection, plan, tuple(shapes), parameters)
    return page


def _items(
    plan: Plan, rows: list[Any], row_keys: list[str], label_keys: list[Any], width: int
) -> list[dict[str, Any]]:
    shape = plan.shape_row(row_keys[:width])
    if not label_keys:
        return [shape(row) for row in rows]
    items = []
    for row in rows:
        item = shape(row)
        titles = row[len(row_keys) :]
        item["_labels"] = {
            key: mask(title) if mask and title is not None else title
            for (key, mask), title in zip(label_keys, titles, strict=True)
            if title is not None
        }
        items.append(item)
    return items


def _statement(plan: Plan, shape_key: tuple[Any, ...]) -> tuple[Prepared, list[str], list[Any]]:
    """The statement of a list, the keys of its rows (fields, then the sort keys of the cursor) and of its labels."""
    cached: Any = plan.statements.get(shape_key)
    if cached:
        found: tuple[Prepared, list[str], list[Any]] = cached
        return found
    keys, sort, shapes, nulls, labels = shape_key
    sort_columns = [(plan.source.c[key], descending) for key, descending in sort] + [
        (plan.source.c.id, sort[0][1])
    ]
    statement = select(
        *(plan.columns[key] for key in keys),
        *(column.label(f"_k{place}") for place, (column, _) in enumerate(sort_columns)),
    ).where(plan.scope, *(condition(shape, plan.source) for shape in shapes))
    if nulls is not None:
        statement = statement.where(_after(sort_columns, nulls))
    label_keys = []
    if labels:
        from_clause: Any = plan.source
        for key in keys:
            one = plan.definition.fields.get(key)
            if one is None or one.target is None:
                continue
            alias, title, scope, mask = label_source(plan.catalog, plan.rights, one.target)
            on = alias.c.id == plan.source.c[key]
            from_clause = from_clause.outerjoin(alias, on if scope is None else and_(on, scope))
            statement = statement.add_columns(title.label(f"_label_{key}"))
            label_keys.append((key, mask))
        statement = statement.select_from(from_clause)
    order = [
        column.desc().nulls_first() if descending else column.asc().nulls_last()
        for column, descending in sort_columns
    ]
    prepared = Prepared(statement.order_by(*order).limit(bindparam("page")))
    row_keys = [*keys, *(f"_k{place}" for place in range(len(sort_columns)))]
    if len(plan.statements) > 500:
        plan.statements.clear()
    plan.statements[shape_key] = (prepared, row_keys, label_keys)  # type: ignore[assignment]
    return prepared, row_keys, label_keys


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


async def _count(
    connection: Connection, plan: Plan, shapes: tuple[Any, ...], parameters: dict[str, Any]
) -> int:
    statement = (
        select(func.count())
        .select_from(plan.source)
        .where(plan.scope, *(condition(shape, plan.source) for shape in shapes))
    )
    total: int = await connection.value(Prepared(statement), parameters)
    return total


def _readable(caller: Caller, object_key: str) -> Plan:
    plan = plan_for(caller.catalog, caller.rights, object_key)
    if not plan.granted.read:
        raise Forbidden
    return plan


def _fields(plan: Plan, wanted: tuple[str, ...]) -> list[str]:
    if not wanted:
        return plan.keys
    for key in wanted:
        if key not in plan.columns:
            raise BadFields(pointer="/fields", field=key)
    return ["id", *(key for key in dict.fromkeys(wanted) if key not in ("id", "version")), "version"]


def _sort(plan: Plan, words: str) -> list[tuple[str, bool]]:
    """Sort keys with whether they descend; only fields that may be read and that have an order."""
    result: list[tuple[str, bool]] = []
    for word in words.split(",")[: SORT_LIMIT + 1]:
        descending, key = word.startswith("-"), word.lstrip("-")
        one = plan.definition.fields.get(key)
        if (
            one is None
            or plan.granted.access(key) < Access.READ
            or not kind_of(one).sortable
            or one.computed
            or len(result) == SORT_LIMIT
        ):
            raise BadSort(pointer="/sort", field=key)
        result.append((key, descending))
    return result


def _parsed(raw: Any) -> Any:
    if not isinstance(raw, str | bytes):
        return raw
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise BadFilter(pointer="/filter", why="不是 JSON / not JSON") from None


def _search_shape(plan: Plan, reader: FilterReader, text: str, vault: Vault | None) -> Any:
    """Free text: contained in a searchable field, or the whole of an encrypted one."""
    parts = []
    for one in plan.definition.fields.values():
        access = plan.granted.access(one.key)
        if (one.searchable or one.kind == "auto_number") and access >= Access.READ:
            parts.append(reader.read({"field": one.key, "op": "contains", "value": text[:100]}))
        elif kind_of(one).encrypted and access >= Access.MASKED and vault is not None:
            try:
                kind_of(one).parse(text, one)
            except BadValue:
                continue
            parts.append(reader.read({"field": one.key, "op": "eq", "value": text}))
    if not parts:
        return ("id", "is_null", True)
    return ("or", *parts)


async def require_visible(context: ActionContext, object_key: str, record_ids: list[str]) -> None:
    """Raises `Missing` unless every one of the records is within the caller's scope. Actions call it for what they touch."""
    if context.caller.system:
        return
    plan = _readable(context.caller, object_key)
    statement = select(func.count()).where(any_of(plan.source.c.id, sorted(set(record_ids))), plan.scope)
    sql, parameters = compile_statement(statement)
    visible = await context.connection.value(sql, {**parameters, **scope_parameters(context.caller)})
    if visible != len(set(record_ids)):
        raise Missing


async def find_row(
    context: ActionContext, definition: ObjectDef, record_id: str, *, lock: bool = False
) -> Any:
    """A record's whole row, if it is within the caller's scope, locked on request; raises `Missing`."""
    await require_visible(context, definition.key, [record_id])
    table = source_of(context.caller.catalog, definition)
    statement = select(table).where(table.c.id == record_id)
    row = await context.connection.find(statement.with_for_update() if lock else statement)
    if row is None:
        raise Missing
    return row

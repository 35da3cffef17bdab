"""Reading records: one by id, and pages of a list."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from typing import Any

import orjson
import psycopg
from psycopg.rows import tuple_row
from sqlalchemy import and_, func, select

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import Prepared, any_of, compile_statement
from zhuxin.core.errors import Forbidden, Missing
from zhuxin.core.ids import is_id
from zhuxin.core.paging import BadCursor, check_limit, decode_cursor, encode_cursor
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import BadValue
from zhuxin.kernel.permissions.caller import Caller, everywhere
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.permissions.scope import scope_parameters
from zhuxin.kernel.records.disclosure.comparisons import allow_comparisons, masked_in
from zhuxin.kernel.records.disclosure.reads import note_reading
from zhuxin.kernel.records.errors import BadFields, BadFilter, BadSort
from zhuxin.kernel.records.lists.filters import FilterReader, Shape, condition
from zhuxin.kernel.records.lists.list_statement import ListShape, ListStatement, list_statement
from zhuxin.kernel.records.lists.roads import expected_rows, explained, search_road, searches
from zhuxin.kernel.records.plan import ACCESS, Plan, label_source, plan_for, titled
from zhuxin.kernel.search.terms import termed_fields

SORT_LIMIT = 4
ESTIMATED_FROM = 10_000


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a page of a list is asked with; `filter` is JSON text or a parsed filter."""

    filter: Any = None
    sort: str = "-created_at"
    fields: tuple[str, ...] = ()
    limit: int = 50
    cursor: str | None = None
    count: bool = False
    estimate: bool = False  # where there are many, the count the planner expects is enough
    labels: bool = False
    q: str | None = None
    binned: bool = False
    reading: str = "list"  # what the read log calls it: list, record, export, print
    offered_for: str | None = None  # `object.field`: a reference whose records to choose from are asked for


async def get_record(
    connection: Connection,
    caller: Caller,
    object_key: str,
    record_id: str,
    *,
    labels: bool = False,
    reading: str = "record",
) -> dict[str, Any]:
    """One record as the caller may see it; raises `Missing` where there is none within scope. `reading` is what the read log calls it."""
    plan = readable(caller, object_key)
    if not is_id(record_id):
        raise Missing
    if labels:
        page = await list_records(
            connection,
            caller,
            object_key,
            ListQuery(
                filter={"field": "id", "op": "eq", "value": record_id}, labels=True, limit=1, reading=reading
            ),
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
    found = plan.shape_row(plan.keys)(row)
    if len(row) > len(plan.keys) and row[-1] is not None:
        found[ACCESS] = row[-1]
    if plan.sensitive:
        note_reading(connection, caller, plan, reading, (found,))
    return found


async def within_own_scope(connection: Connection, caller: Caller, object_key: str, record_id: str) -> bool:
    """Whether a record is within the caller's scope without any share."""
    statement = readable(caller, object_key).get_statement(reach="own")
    return (
        is_id(record_id)
        and await connection.find(statement, {"id": record_id, **scope_parameters(caller)}) is not None
    )


async def list_records(
    connection: Connection,
    caller: Caller,
    object_key: str,
    query: ListQuery,
    *,
    vault: Vault | None,
    today: date | None,
    zone: tzinfo = UTC,
) -> dict[str, Any]:
    """A page `{"items", "next_cursor"}`, with `total` where it is asked for, and whether that is `estimated`."""
    plan = readable(caller, object_key)
    keys = _fields(plan, query.fields)
    sort = _sort(plan, query.sort)
    limit = check_limit(query.limit)
    shapes, parameters = read_filters(
        plan,
        caller,
        query.filter,
        query.q,
        vault=vault,
        today=today,
        zone=zone,
        only=_offered_by(plan, caller, query.offered_for) if query.offered_for else None,
    )
    if shapes:
        await allow_comparisons(
            connection, caller, [one for shape in shapes for one in masked_in(shape, caller, object_key)]
        )
    seen = decode_cursor(query.cursor, len(sort) + 1) if query.cursor else None
    nulls = tuple(value is None for value in seen) if seen else None
    shape = ListShape(tuple(keys), tuple(sort), shapes, nulls, query.labels, query.binned)
    statement = list_statement(plan, shape)
    if seen:
        parameters |= {f"k{place}": value for place, value in enumerate(seen)}
    searching = tuple(filter(searches, shapes))
    road = search_road(connection, plan, searching, parameters) if searching else nullcontext()
    try:
        async with road:
            cursor = await connection.run(
                statement.prepared,
                {**parameters, "page": limit + 1},
                row_factory=tuple_row,
                prepare=False if searching else None,
            )
            rows = await cursor.fetchall()
    except (psycopg.DataError, psycopg.ProgrammingError) as error:
        if seen:
            raise BadCursor(pointer="/cursor") from None
        if isinstance(error, psycopg.DataError):
            raise BadFilter(pointer="/filter", why=Label("值有误", "a value is not valid")) from None
        raise
    page: dict[str, Any] = {
        "items": _items(plan, rows[:limit], keys, statement),
        "next_cursor": None,
    }
    if len(rows) > limit:
        last = rows[limit - 1]
        page["next_cursor"] = encode_cursor([last[place] for place in statement.cursor_places])
    reading = "search" if query.q and query.reading == "list" else query.reading
    note_reading(connection, caller, plan, reading, page["items"], (query.filter, query.q), vault)
    if query.count and not seen and page["next_cursor"] is None:
        page |= {"total": len(page["items"]), "estimated": False}
    elif query.count:
        page |= await _count(connection, plan, shape, parameters, query.estimate)
    return page


def _items(plan: Plan, rows: list[Any], keys: list[str], statement: ListStatement) -> list[dict[str, Any]]:
    record = plan.shape_row(keys)
    items = [record(row) for row in rows]
    if statement.access is not None:
        for item, row in zip(items, rows, strict=True):
            if row[statement.access] is not None:
                item[ACCESS] = row[statement.access]
    if statement.labels:
        for item, row in zip(items, rows, strict=True):
            titles = zip(statement.labels, row[statement.labels_from :], strict=True)
            item["_labels"] = {
                key: mask(title) if mask else title for (key, mask), title in titles if title is not None
            }
    return items


async def _count(
    connection: Connection, plan: Plan, shape: ListShape, parameters: dict[str, Any], estimate: bool
) -> dict[str, Any]:
    """How many records a list has: counted, or as many as the planner expects where an estimate of many will do.

    What the planner knows is of all rows, so that only who may see all of them is told its estimate.
    """
    rows = (
        plan.bin_scope() if shape.binned else plan.scope,
        *(condition(one, plan.source, plan) for one in shape.filters),
    )
    if estimate and plan.granted.scope == "all":
        expected = await expected_rows(connection, explained(plan, rows), parameters)
        if expected > ESTIMATED_FROM:
            return {"total": round(expected), "estimated": True}
    statement = Prepared(select(func.count()).select_from(plan.source).where(*rows))
    return {"total": await connection.value(statement, parameters), "estimated": False}


async def titles_of(
    connection: Connection, caller: Caller, object_key: str, ids: list[str]
) -> dict[str, Any]:
    """What records are called, by id; those the caller may not see are left out."""
    plan = plan_for(caller.catalog, caller.rights, object_key)
    if not titled(plan, object_key):
        return {}
    alias, title, scope, mask = label_source(caller.catalog, caller.rights, object_key)
    wanted = any_of(alias.c.id, ids)
    statement = select(alias.c.id, title.label("title")).where(
        wanted if scope is None else and_(wanted, scope)
    )
    sql, parameters = compile_statement(statement)
    rows = await connection.all(sql, {**parameters, **scope_parameters(caller)})
    return {row.id: mask(row.title) if mask and row.title else row.title for row in rows}


def readable(caller: Caller, object_key: str) -> Plan:
    """The plan of an object the caller reads; raises `Forbidden`."""
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


def check_query(
    caller: Caller,
    object_key: str,
    *,
    filter_: Any = None,
    sort: str | None = None,
    vault: Any = None,
    today: date | None = None,
) -> None:
    """Read a filter and a sort as a list would, without running it; raises what the list would."""
    plan = readable(caller, object_key)
    if sort is not None:
        _sort(plan, sort)
    read_filters(plan, caller, filter_, vault=vault, today=today)


def read_filters(
    plan: Plan,
    caller: Caller,
    filter_: Any,
    q: str | None = None,
    *,
    vault: Vault | None,
    today: date | None,
    zone: tzinfo = UTC,
    only: str | None = None,
) -> tuple[tuple[Shape, ...], dict[str, Any]]:
    """The shapes of a filter and a search text, and the parameters that they and the caller's scope bind."""
    reader = FilterReader(plan.definition, caller, vault, today, zone)  # type: ignore[arg-type]
    shapes: list[Shape] = []
    if filter_ is not None:
        shapes.append(reader.read(_parsed(filter_)))
    if only:
        # What a field offers is its builder's to say: the caller need not see what it asks for.
        whole = FilterReader(plan.definition, everywhere(caller), vault, today, zone)  # type: ignore[arg-type]
        whole.values = reader.values
        shapes.append(whole.read(_parsed(only)))
    if q:
        shapes.append(_search_shape(plan, reader, q, vault))
    values = {f"f{place}": value for place, value in enumerate(reader.values)}
    return tuple(shapes), {**values, **scope_parameters(caller)}


def _offered_by(plan: Plan, caller: Caller, path: str) -> str | None:
    """The filter of a reference to this object, by `object.field`; raises `BadFilter` where the caller sees no such field."""
    near, _, key = path.partition(".")
    other = caller.catalog.objects.get(near)
    one = other.fields.get(key) if other else None
    if one is None or one.target != plan.definition.key or not caller.rights.object(near).access(key):
        raise BadFilter(pointer="/offered_for", why=Label(f"没有关联字段 {path}", f"no reference {path}"))
    return one.only


def _parsed(raw: Any) -> Any:
    if not isinstance(raw, str | bytes):
        return raw
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise BadFilter(pointer="/filter", why=Label("不是 JSON", "not JSON")) from None


def _search_shape(plan: Plan, reader: FilterReader, text: str, vault: Vault | None) -> Any:
    """Free text: in a name or number, its pinyin or initials; in a longer searchable text; or the whole of an encrypted one."""
    parts = []
    termed = [key for key in termed_fields(plan.definition) if plan.granted.access(key) >= Access.READ]
    if termed:
        parts.append(reader.terms(termed, text[:100]))
    for one in plan.definition.fields.values():
        access = plan.granted.access(one.key)
        if one.searchable and one.key not in termed and access >= Access.READ:
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

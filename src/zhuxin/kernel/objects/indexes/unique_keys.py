"""What may be there only once: the value of a field, or of several together, kept apart by an index of the database.

Records in the recycle bin do not count, nor do those where one of the fields is empty.
"""

from hashlib import sha256
from typing import Any, NoReturn

import psycopg
from psycopg import sql
from sqlalchemy import any_, delete, literal, update

from zhuxin.core.db.database import Connection
from zhuxin.core.db.errors import DuplicateValue
from zhuxin.core.errors import FieldFault, InvalidFields, Missing
from zhuxin.core.ids import new_id
from zhuxin.core.jobs.queue import job
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import move_revision
from zhuxin.kernel.objects.ddl import make_indexes, run_online, without_hurry
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.errors import KeyExists, NotUnique, NotUniqueYet
from zhuxin.kernel.objects.indexes.fields import SMALL_BYTES
from zhuxin.kernel.objects.tables import unique_key
from zhuxin.kernel.objects.types import ObjectDef

JOB = "kernel.unique_key.build"
LIMIT = 5
NO_KEY = Label("这个字段不能设为不可重复", "This field cannot be kept unique")
ONE_TO_FIVE = Label(f"请选择 1 到 {LIMIT} 个不同的字段", f"Name 1 to {LIMIT} fields, each once")
_KEY = (
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field("json", "fields", "字段", "Fields", required=True),
)


@action("object.add_unique_key", "设为不可重复", "Keep unique", *_KEY)
async def add_unique_key(context: ActionContext, object: str, fields: Any) -> dict[str, Any]:
    """Keep records apart by fields taken together; raises `NotUniqueYet` where some repeat. A large table is indexed by a job."""
    definition = context.caller.catalog.object(object)
    ready = await keep_unique(context, definition, read_key(definition, fields))
    return {"object": object, "ready": ready, "revision": await move_revision(context.connection)}


@action("object.remove_unique_key", "允许重复", "Allow repeats", *_KEY)
async def remove_unique_key(context: ActionContext, object: str, fields: Any) -> dict[str, Any]:
    definition = context.caller.catalog.object(object)
    await allow_repeats(context, definition, read_key(definition, fields))
    return {"object": object, "revision": await move_revision(context.connection)}


async def keep_unique(
    context: ActionContext, definition: ObjectDef, fields: tuple[Field, ...], pointer: str = "/fields"
) -> bool:
    """Make the index of a key, at once or by a job; whether it is ready. The catalog's revision is the caller's to move."""
    keys = tuple(one.key for one in fields)
    if any(set(one.fields) == set(keys) for one in definition.unique_keys):
        raise KeyExists(pointer=pointer, fields=named(fields).zh, fields_en=named(fields).en)
    table = definition.table.name
    size = await context.connection.value("SELECT pg_table_size(%(table)s::regclass)", {"table": table})
    ready = size <= SMALL_BYTES
    repeated = await _repeated(context.connection, definition, fields)
    if repeated["groups"]:
        raise NotUniqueYet(pointer=pointer, fields=named(fields).zh, fields_en=named(fields).en, **repeated)
    if ready:
        made = sql.SQL("CREATE UNIQUE INDEX {} ON {}")
        on = _on(definition, fields)
        await run_online(context, [made.format(sql.Identifier(index_name(table, keys)), on)])
    await context.connection.insert(
        unique_key,
        {
            "id": new_id(),
            "created_at": context.now,
            "object": definition.key,
            "fields": list(keys),
            "state": "ready" if ready else "building",
        },
    )
    if not ready:
        await context.enqueue(JOB, object=definition.key, fields=list(keys))
    await context.record("object.unique_key.added", object=definition.key, fields=list(keys))
    return ready


async def allow_repeats(context: ActionContext, definition: ObjectDef, fields: tuple[Field, ...]) -> None:
    keys = [one.key for one in fields]
    mine = (unique_key.c.object == definition.key, unique_key.c.fields == keys)
    gone = await context.connection.find(delete(unique_key).where(*mine).returning(unique_key.c.id))
    if gone is None:
        raise Missing(pointer="/fields")
    name = sql.Identifier(index_name(definition.table.name, tuple(keys)))
    await run_online(context, [sql.SQL("DROP INDEX IF EXISTS {}").format(name)])
    await context.record("object.unique_key.removed", object=definition.key, fields=keys)


async def forget_keys(context: ActionContext, object_key: str, field_key: str | None = None) -> None:
    """Forget the keys of an object, or those of one of its fields, whose columns are gone."""
    mine = [unique_key.c.object == object_key]
    if field_key is not None:
        mine.append(literal(field_key) == any_(unique_key.c.fields))
    await context.connection.execute(delete(unique_key).where(*mine))


def keys_with(definition: ObjectDef, field_key: str) -> list[tuple[Field, ...]]:
    """The keys of an object that a field is part of."""
    return [
        tuple(definition.fields[key] for key in one.fields)
        for one in definition.unique_keys
        if field_key in one.fields
    ]


def tells_apart(definition: ObjectDef, one: Field) -> bool:
    """Whether a value of a field may be taken already, by itself or together with others."""
    return one.unique or bool(keys_with(definition, one.key))


def refuse_repeated(definition: ObjectDef, error: DuplicateValue) -> NoReturn:
    """Raises `NotUnique` at the fields of the key that a write broke, or the error itself where no key of people's is."""
    for one in definition.unique_keys:
        if index_name(definition.table.name, one.fields) == error.extra.get("constraint"):
            fields = tuple(definition.fields[key] for key in one.fields)
            label = named(fields)
            raise NotUnique(pointer=f"/{one.fields[0]}", fields=label.zh, fields_en=label.en) from None
    raise error


def named(fields: tuple[Field, ...]) -> Label:
    """The fields of a key as people call them."""
    return Label(
        "、".join(f"「{one.label.zh}」" for one in fields), ", ".join(f"“{one.label.en}”" for one in fields)
    )


def index_name(table: str, keys: tuple[str, ...]) -> str:
    digest = sha256("\x00".join((table, *keys)).encode()).hexdigest()[:12]
    return f"uqk_{table[:40]}_{digest}"


def read_key(definition: ObjectDef, raw: Any) -> tuple[Field, ...]:
    """The fields of a key; raises `InvalidFields` at each that cannot be part of one."""
    names = raw if isinstance(raw, list) else [raw]
    if not (0 < len(names) <= LIMIT) or len(set(map(str, names))) < len(names):
        raise InvalidFields([FieldFault("/fields", "unique_key.fields", ONE_TO_FIVE)])
    found = [definition.fields.get(str(one)) for one in names]
    faults = [
        FieldFault(f"/fields/{place}", "unique_key.field", NO_KEY)
        for place, one in enumerate(found)
        if one is None or not may_be_key(one)
    ]
    if faults:
        raise InvalidFields(faults)
    return tuple(one for one in found if one is not None)


def may_be_key(one: Field) -> bool:
    """Whether records can be told apart by a field: a column of moderate width that people write."""
    derived = one.computed or one.expression is not None or one.rollup is not None
    return not derived and kind_of(one).keyable


def _columns(fields: tuple[Field, ...]) -> list[sql.Identifier]:
    return [sql.Identifier(f"{one.key}_blind" if kind_of(one).encrypted else one.key) for one in fields]


def _alive(definition: ObjectDef) -> sql.SQL:
    return sql.SQL("deleted_at IS NULL" if "deleted_at" in definition.table.c else "true")


def _on(definition: ObjectDef, fields: tuple[Field, ...]) -> sql.Composed:
    columns = sql.SQL(", ").join(_columns(fields))
    table = sql.Identifier(definition.table.name)
    return sql.SQL("{} ({}) WHERE {}").format(table, columns, _alive(definition))


async def _repeated(
    connection: Connection, definition: ObjectDef, fields: tuple[Field, ...]
) -> dict[str, Any]:
    """How many values repeat, and in how many records."""
    columns = _columns(fields)
    statement = sql.SQL(
        "SELECT count(*), coalesce(sum(n), 0)::bigint FROM"
        " (SELECT count(*) AS n FROM {} WHERE {} AND {} GROUP BY {} HAVING count(*) > 1) AS several"
    ).format(
        sql.Identifier(definition.table.name),
        _alive(definition),
        sql.SQL(" AND ").join(sql.SQL("{} IS NOT NULL").format(one) for one in columns),
        sql.SQL(", ").join(columns),
    )
    row = await (await connection.raw.execute(statement)).fetchone()
    assert row is not None
    return {"groups": row[0], "records": row[1]}


@job(JOB, lock=JOB)
async def build_key(services: Services, object: str, fields: list[str]) -> None:
    """Make the index of a key while everybody goes on. Where records repeat by now, the key has failed and says so."""
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
        definition = catalog.objects.get(object)
        if definition is None or not any(one.fields == tuple(fields) for one in definition.unique_keys):
            return
        name = index_name(definition.table.name, tuple(fields))
        on = _on(definition, tuple(definition.fields[key] for key in fields))
        state = "ready"
        async with without_hurry(connection):
            try:
                await make_indexes(connection, {name: on}, unique=True)
            except psycopg.errors.UniqueViolation:
                state = "failed"
                dropped = sql.SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(sql.Identifier(name))
                await connection.raw.execute(dropped)
    async with services.database.transaction() as connection:
        mine = (unique_key.c.object == object, unique_key.c.fields == fields)
        await connection.execute(update(unique_key).where(*mine).values(state=state))
        await move_revision(connection)

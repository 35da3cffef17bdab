"""The indexes and foreign keys of people's fields: at once on a small table, by a job that holds nobody up on a large one."""

from hashlib import sha256
from typing import NoReturn

from psycopg import sql

from zhuxin.core.db.errors import StillReferenced
from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.jobs.queue import job
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import SEVERAL, Field
from zhuxin.kernel.objects.ddl import Statement, make_indexes, run_online, without_hurry
from zhuxin.kernel.objects.define import GIN_WITH
from zhuxin.kernel.objects.types import ObjectDef

JOB = "kernel.field.index"
SMALL_BYTES = 8_000_000
REFERRING = ("reference", "user", "department")
LISTED = ("multi_choice", SEVERAL)
MISSING = Label(
    "所选的记录不存在，可能已被删除，请重新选择",
    "There is no such record, it may have been deleted: choose another",
)
_PUT_OFF = sql.SQL(", ").join(sql.SQL(f"{key} = {value}") for key, value in GIN_WITH.items())


async def add_indexes(context: ActionContext, definition: ObjectDef, one: Field) -> None:
    """Give the column of a field the indexes it is found by, once it is there; a job does it where the table is large."""
    wanted = [*indexes_of(definition, one), *_checked_keys(definition, one)]
    if not wanted:
        return
    table = definition.table.name
    size = await context.connection.value("SELECT pg_table_size(%(table)s::regclass)", {"table": table})
    if size > SMALL_BYTES:
        await context.enqueue(JOB, object=definition.key, key=one.key)
    else:
        await run_online(context, wanted)


def indexes_of(definition: ObjectDef, one: Field) -> list[Statement]:
    """The statements that make the indexes of a field, by what it is searched for; the database names them."""
    table = sql.Identifier(definition.table.name)
    return [sql.SQL("CREATE INDEX ON {} {}").format(table, on) for _, on in _named(definition, one)]


def _named(definition: ObjectDef, one: Field) -> list[tuple[str, sql.Composed]]:
    """The indexes of a field: names of no other field, table or kind, and what is indexed.

    Empty values are not, where only what is there is looked for: the index of a new field of a large table writes nothing.
    """
    column = sql.Identifier(one.key)
    found = []
    if one.searchable:
        found.append(("trigram", sql.SQL("USING gin ({} gin_trgm_ops) WITH ({})").format(column, _PUT_OFF)))
    if one.kind in LISTED:
        found.append(("members", sql.SQL("USING gin ({}) WITH ({})").format(column, _PUT_OFF)))
    if one.kind in REFERRING and one.target:
        found.append(("refers", sql.SQL("({}, id) WHERE {} IS NOT NULL").format(column, column)))
    if kind_of(one).encrypted:
        blind = sql.Identifier(f"{one.key}_blind")
        found.append(("blind", sql.SQL("({}) WHERE {} IS NOT NULL").format(blind, blind)))
    whole = f"{definition.table.name}.{one.key}.{one.kind}"
    return [(f"ix_{one.key}_{sha256(f'{whole}.{what}'.encode()).hexdigest()[:12]}", on) for what, on in found]


def foreign_key(table: str, one: Field, target: str) -> Statement:
    """The constraint of a reference, which holds for all that is written from here on; its delete rule is `on_delete`."""
    rule = sql.SQL({"refuse": "NO ACTION", "clear": "SET NULL", "cascade": "CASCADE"}[one.on_delete])
    return sql.SQL(
        "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} (id) ON DELETE {} NOT VALID"
    ).format(
        sql.Identifier(table),
        sql.Identifier(_key_name(table, one)),
        sql.Identifier(one.key),
        sql.Identifier(target),
        rule,
    )


def _key_name(table: str, one: Field) -> str:
    return f"fk_{table}_{one.key}"[:63]


def refuse_missing(definition: ObjectDef, error: StillReferenced) -> NoReturn:
    """Raises `InvalidFields` at the reference with which a write named a record that is not there, or the error itself."""
    table, broken = definition.table.name, error.extra.get("constraint")
    for one in definition.fields.values():
        if one.target and broken in (_key_name(table, one), _members_name(table, one)):
            raise InvalidFields([FieldFault(f"/{one.key}", "reference.missing", MISSING)]) from None
    raise error


def member_triggers(table: str, one: Field, target: str) -> list[Statement]:
    """What a foreign key is for one id, for the lists of a field (`migrations/sql/members.sql`); its rule is `on_delete`."""
    return [
        sql.SQL(
            "CREATE TRIGGER {} AFTER INSERT OR UPDATE OF {} ON {} FOR EACH ROW EXECUTE FUNCTION check_members({}, {})"
        ).format(
            sql.Identifier(_members_name(table, one)),
            sql.Identifier(one.key),
            sql.Identifier(table),
            sql.Literal(one.key),
            sql.Literal(target),
        ),
        sql.SQL(
            "CREATE TRIGGER {} AFTER DELETE ON {} FOR EACH ROW EXECUTE FUNCTION release_members({}, {}, {})"
        ).format(
            sql.Identifier(f"{_members_name(table, one)}_gone"),
            sql.Identifier(target),
            sql.Literal(table),
            sql.Literal(one.key),
            sql.Literal(one.on_delete),
        ),
    ]


def drop_member_triggers(table: str, one: Field, target: str) -> list[Statement]:
    """The statements before the column of such a field goes."""
    name, drop = _members_name(table, one), sql.SQL("DROP TRIGGER IF EXISTS {} ON {}")
    return [
        drop.format(sql.Identifier(name), sql.Identifier(table)),
        drop.format(sql.Identifier(f"{name}_gone"), sql.Identifier(target)),
    ]


def _members_name(table: str, one: Field) -> str:
    return f"members_{sha256(f'{table}.{one.key}'.encode()).hexdigest()[:16]}"


def _checked_keys(definition: ObjectDef, one: Field) -> list[Statement]:
    """The statement that says of a foreign key that it holds for all rows."""
    if not (one.kind in REFERRING and one.target):
        return []
    table = definition.table.name
    return [
        sql.SQL("ALTER TABLE {} VALIDATE CONSTRAINT {}").format(
            sql.Identifier(table), sql.Identifier(_key_name(table, one))
        )
    ]


@job(JOB, lock=JOB)
async def build_indexes(services: Services, object: str, key: str) -> None:
    """Make the indexes of a field while everybody goes on; one that broke off is made anew. Nothing where the field is gone."""
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
        definition = catalog.objects.get(object)
        one = definition.fields.get(key) if definition else None
        if definition is None or one is None:
            return
        table = sql.Identifier(definition.table.name)
        named = {name: sql.SQL("{} {}").format(table, on) for name, on in _named(definition, one)}
        async with without_hurry(connection):
            await make_indexes(connection, named)
            for statement in _checked_keys(definition, one):
                await connection.raw.execute(statement)  # type: ignore[arg-type]

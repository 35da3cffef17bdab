"""Changing tables while people work with them: short lock waits, tried again, all inside the action's transaction."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import psycopg
from psycopg import sql
from sqlalchemy import Table
from sqlalchemy.schema import CreateIndex, CreateTable

from zhuxin.core.db.database import Connection
from zhuxin.core.db.errors import Busy
from zhuxin.core.db.statements import dialect
from zhuxin.kernel.actions.context import ActionContext

LOCK_WAIT_MS = 200
LOCK_TRIES = 10
# A vacuum of the database's own makes way for a waiting lock, but only when that has waited for as long as a deadlock is
# looked for: one second, which is longer than we wait. The setting is taken where the role may set it.
_SOONER = """SELECT set_config('deadlock_timeout', '30ms', true)
WHERE has_parameter_privilege(current_user, 'deadlock_timeout', 'SET')"""

Statement = sql.Composable | str
_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('public.\"' || %(name)s || '\"')"


async def run_online(context: ActionContext, statements: Sequence[Statement]) -> None:
    """Run DDL so that it never queues a whole table behind itself: it gives up a lock it does not get at once, and comes
    again. Raises `Busy` after the last try; nothing was changed then."""
    raw = context.connection.raw
    for attempt in range(LOCK_TRIES):
        try:
            async with raw.transaction():
                await raw.execute(f"SET LOCAL lock_timeout = {LOCK_WAIT_MS}")
                await raw.execute(_SOONER)
                for statement in statements:
                    await raw.execute(statement)  # type: ignore[arg-type]
            await raw.execute("SET LOCAL lock_timeout = DEFAULT")
            return
        except psycopg.errors.LockNotAvailable:
            await asyncio.sleep(0.1 * (attempt + 1))
    raise Busy


@asynccontextmanager
async def without_hurry(connection: Connection) -> AsyncIterator[None]:
    """Statements inside wait for locks and run as long as they take: for work that holds nobody up."""
    await connection.execute("SET statement_timeout = 0")
    await connection.execute("SET lock_timeout = 0")
    try:
        yield
    finally:
        await connection.execute("RESET statement_timeout")
        await connection.execute("RESET lock_timeout")


async def make_indexes(
    connection: Connection, indexes: Mapping[str, sql.Composable], *, unique: bool = False
) -> list[str]:
    """Make indexes while everybody reads and writes; the names of those made.

    `indexes` says for each name what it is on, such as `"lead" ("status", id)`. One that is there is kept; one that a killed
    build left unfinished is made anew.
    """
    made = []
    create = sql.SQL(f"CREATE {'UNIQUE ' if unique else ''}INDEX CONCURRENTLY {{}} ON {{}}")
    for name, on in indexes.items():
        valid = await connection.value(_VALID, {"name": name})
        if valid:
            continue
        identifier = sql.Identifier(name)
        if valid is False:
            await connection.raw.execute(sql.SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(identifier))
        await connection.raw.execute(create.format(identifier, on))
        made.append(name)
    return made


def create_table(table: Table) -> list[Statement]:
    """The statements that make a table with its indexes."""
    made = [str(CreateTable(table).compile(dialect=dialect))]
    return [*made, *(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)]

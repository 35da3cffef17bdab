"""Changing tables while people work with them: short lock waits, tried again, all inside the action's transaction."""

import asyncio
from collections.abc import Sequence

import psycopg
from psycopg import sql
from sqlalchemy import Table
from sqlalchemy.schema import CreateIndex, CreateTable

from zhuxin.core.db.errors import Busy
from zhuxin.core.db.statements import dialect
from zhuxin.kernel.actions.context import ActionContext

LOCK_WAIT_MS = 200
LOCK_TRIES = 10

Statement = sql.Composable | str


async def run_online(context: ActionContext, statements: Sequence[Statement]) -> None:
    """Run DDL so that it never queues a whole table behind itself: it gives up a lock it does not get at once, and comes
    again. Raises `Busy` after the last try; nothing was changed then."""
    raw = context.connection.raw
    for attempt in range(LOCK_TRIES):
        try:
            async with raw.transaction():
                await raw.execute(f"SET LOCAL lock_timeout = {LOCK_WAIT_MS}")
                for statement in statements:
                    await raw.execute(statement)  # type: ignore[arg-type]
            await raw.execute("SET LOCAL lock_timeout = DEFAULT")
            return
        except psycopg.errors.LockNotAvailable:
            await asyncio.sleep(0.1 * (attempt + 1))
    raise Busy


def create_table(table: Table) -> list[Statement]:
    """The statements that make a table with its indexes."""
    made = [str(CreateTable(table).compile(dialect=dialect))]
    return [*made, *(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)]

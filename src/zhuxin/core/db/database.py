"""Connections and transactions: one request or job is one transaction, and only this module commits."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import orjson
import psycopg
from psycopg import AsyncConnection
from psycopg.pq import TransactionStatus
from psycopg.rows import namedtuple_row, tuple_row
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg.types.string import TextLoader
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import Table
from sqlalchemy.sql import ClauseElement

from zhuxin.core.db.errors import Busy, as_refusal
from zhuxin.core.db.statements import Prepared, compile_statement, insert_sql, insert_values
from zhuxin.core.storage import check_room

POOL_WAIT_S = 15
RECONNECT_S = 5
Row = Any
Parameters = Mapping[str, Any]


class Connection:
    """A database connection that runs Core statements, `Prepared` ones, or SQL text with parameters.

    Rows come back as named tuples. Errors that are facts (a duplicate, a lock not had) raise as `Refusal`.
    `statements` counts what was run, every use of `raw` as one.
    """

    def __init__(self, raw: AsyncConnection[Any], reads: Any = None):
        self._raw = raw
        # What is read through it is noted there (`core.audit.reads.ReadLog`).
        self.reads = reads
        self.statements = 0

    @property
    def raw(self) -> AsyncConnection[Any]:
        """The driver's connection, for what has no other way."""
        self.statements += 1
        return self._raw

    async def run(
        self,
        statement: ClauseElement | Prepared | str,
        parameters: Parameters | None = None,
        *,
        row_factory: Any = None,
        prepare: bool | None = None,
    ) -> psycopg.AsyncCursor[Any]:
        """Execute and return the cursor."""
        if isinstance(statement, str):
            sql = statement
        elif isinstance(statement, Prepared):
            sql = statement.sql
            parameters = {**statement.defaults, **(parameters or {})}
        else:
            sql, parameters = compile_statement(statement)
        cursor = self._raw.cursor(row_factory=row_factory or namedtuple_row)
        self.statements += 1
        try:
            try:
                await cursor.execute(sql, parameters or None, prepare=prepare)
            except psycopg.errors.FeatureNotSupported as error:
                await self._forget_plans(error)
                await cursor.execute(sql, parameters or None, prepare=prepare)
        except psycopg.Error as error:
            if refusal := as_refusal(error):
                raise refusal from error
            raise
        return cursor

    async def _forget_plans(self, error: psycopg.Error) -> None:
        """A column has become one of another type since a statement was prepared: prepare anew, or raise `Busy` where a
        transaction has failed with it."""
        if "cached plan" not in str(error):
            raise error
        if self.raw.info.transaction_status != TransactionStatus.IDLE:
            raise Busy from error
        await self.raw.execute("DEALLOCATE ALL")

    async def all(
        self, statement: ClauseElement | Prepared | str, parameters: Parameters | None = None
    ) -> list[Row]:
        """Every row."""
        return await (await self.run(statement, parameters)).fetchall()

    async def find(
        self, statement: ClauseElement | Prepared | str, parameters: Parameters | None = None
    ) -> Row | None:
        """The first row, or None."""
        return await (await self.run(statement, parameters)).fetchone()

    async def value(
        self, statement: ClauseElement | Prepared | str, parameters: Parameters | None = None
    ) -> Any:
        """The first column of the first row, or None."""
        row = await (await self.run(statement, parameters, row_factory=tuple_row)).fetchone()
        return row[0] if row else None

    async def execute(
        self, statement: ClauseElement | Prepared | str, parameters: Parameters | None = None
    ) -> int:
        """Run for its effect; the count of rows touched."""
        return (await self.run(statement, parameters)).rowcount

    async def insert(self, table: Table, values: Mapping[str, Any], tail: str = "") -> Row | None:
        """Insert one row; with a tail such as `RETURNING id` its row comes back."""
        cursor = await self.run(insert_sql(table, tuple(values), tail), insert_values(table, values))
        return await cursor.fetchone() if tail.startswith("RETURNING") or "RETURNING" in tail else None

    async def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows that all have the same keys."""
        if not rows:
            return
        sql = insert_sql(table, tuple(rows[0]))
        try:
            await self.raw.cursor().executemany(sql, [insert_values(table, row) for row in rows])
        except psycopg.Error as error:
            if refusal := as_refusal(error):
                raise refusal from error
            raise


class Database:
    """The pool of one process. Writes leave the reserve of the data directory's disk free."""

    def __init__(
        self,
        url: str,
        *,
        data_dir: Path,
        pool_size: int = 10,
        lock_timeout_ms: int = 5000,
        statement_timeout_ms: int = 30000,
    ):
        options = f"-c lock_timeout={lock_timeout_ms} -c statement_timeout={statement_timeout_ms} -c timezone=UTC -c jit=off"
        self.url = url
        self.data_dir = data_dir
        self.reads: Any = None
        self.pool = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=pool_size,
            open=False,
            configure=_configure,
            check=None,
            timeout=POOL_WAIT_S,
            # Given up soon, so that the next request tries anew instead of waiting for a growing pause to end.
            reconnect_timeout=RECONNECT_S,
            kwargs={"options": options, "autocommit": True, "application_name": "zhuxin"},
        )

    async def open(self) -> None:
        await self.pool.open(wait=True, timeout=30)

    async def close(self) -> None:
        await self.pool.close()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection outside a transaction: each statement stands alone. For reads."""
        try:
            async with self.pool.connection() as raw:
                yield Connection(raw, self.reads)
        except psycopg.Error as error:
            raise _said(error) from error

    @asynccontextmanager
    async def transaction(
        self, *, roll_back: bool = False, on: Connection | None = None
    ) -> AsyncIterator[Connection]:
        """A transaction: committed when the block ends, rolled back when it raises, or always with `roll_back`; `on` a
        connection that is held already, or on one of its own.

        Raises `StorageFull` before anything is done where the disk has no room.
        """
        check_room(self.data_dir)
        held = nullcontext(on) if on is not None else self.connection()
        async with held as connection, connection.raw.transaction(force_rollback=roll_back):
            yield connection


def _said(error: psycopg.Error) -> Exception:
    """What the database refuses outside of a statement, when connecting or committing, as a `Refusal` where it is one."""
    return as_refusal(error) or error


async def _configure(raw: AsyncConnection[Any]) -> None:
    set_json_loads(orjson.loads, raw)
    set_json_dumps(lambda value: orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS, default=str), raw)
    raw.adapters.register_loader("uuid", TextLoader)  # ids stay text: they come from and go to JSON
    raw.prepare_threshold = 3

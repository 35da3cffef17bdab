"""The read log: who read what. Apart from the audit chain, so that reading stays quick: a process keeps what was read for at most a
second and writes it in one go, off the way of the requests.

A process that is killed loses the reads of its last second. What leaves the system as a file, and values revealed, are written before
they leave (`write_now`, the audit log).
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import ARRAY, literal, select

from zhuxin.core.audit.tables import read_log
from zhuxin.core.db.database import Connection, Database, Row
from zhuxin.core.db.schema import ID
from zhuxin.core.errors import Refusal
from zhuxin.core.log import log

FLUSH_EVERY_S = 1.0
# While the database is away nothing is read; what is more than this is not kept.
KEPT = 100_000
_COLUMNS = (
    "at", "actor_id", "actor_name", "kind", "object", "record_ids", "count", "filter", "address", "via", "request_id",
)  # fmt: skip
_COPY = f"COPY read_log ({', '.join(_COLUMNS)}) FROM STDIN"
_FORGET = "SELECT forget_reads(%(days)s)"


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: `kind` is record, list, search, export, download, print or audit; `record_ids` are the records, and the customers
    they belong to; `filter` a keyed digest of what was asked for."""

    at: datetime
    actor_id: str | None
    actor_name: str
    kind: str
    object: str | None
    record_ids: Sequence[str]
    count: int
    filter: str | None
    address: str | None
    via: str | None
    request_id: str | None

    def row(self) -> tuple[Any, ...]:
        return (
            self.at,
            self.actor_id,
            self.actor_name,
            self.kind,
            self.object,
            f"{{{','.join(self.record_ids)}}}",  # a text costs the driver a tenth of a list
            self.count,
            self.filter,
            self.address,
            self.via,
            self.request_id,
        )


class ReadLog:
    """What one process has read and not written yet."""

    def __init__(self, database: Database):
        self._database = database
        self._waiting: list[Read] = []
        self._writer: asyncio.Task[None] | None = None

    def note(self, read: Read) -> None:
        """Keep a reading until the next second's writing."""
        if len(self._waiting) < KEPT:
            self._waiting.append(read)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_soon())

    async def flush(self) -> None:
        """Write what waits; where the database is away it goes on waiting."""
        taken, self._waiting = self._waiting, []
        if not taken:
            return
        try:
            async with self._database.connection() as connection:
                await _write(connection, taken)
        except (Refusal, psycopg.Error) as error:
            log.warning("reads are not written yet", count=len(taken), error=str(error))
            self._waiting = (taken + self._waiting)[:KEPT]

    async def close(self) -> None:
        """Write the last of it."""
        if self._writer is not None:
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)
        await self.flush()

    async def _write_soon(self) -> None:
        while self._waiting:
            await asyncio.sleep(FLUSH_EVERY_S)
            await self.flush()


async def write_now(database: Database, reads: Sequence[Read]) -> None:
    """Write readings in a transaction of their own, before what was read leaves."""
    async with database.transaction() as connection:
        await _write(connection, reads)


async def _write(connection: Connection, reads: Sequence[Read]) -> None:
    async with connection.raw.cursor() as cursor, cursor.copy(_COPY) as copy:
        for one in reads:
            await copy.write_row(one.row())


async def list_reads(
    connection: Connection,
    *,
    record_id: str | None = None,
    actor_id: str | None = None,
    object_key: str | None = None,
    kind: str | None = None,
    before: int | None = None,
    limit: int,
) -> list[Row]:
    """Readings, newest first: of a record or customer, by somebody, of an object, of a kind; those below id `before`."""
    statement = select(read_log).order_by(read_log.c.id.desc()).limit(limit)
    if record_id is not None:
        statement = statement.where(read_log.c.record_ids.op("@>")(literal([record_id], ARRAY(ID))))
    for column, value in (
        (read_log.c.actor_id, actor_id),
        (read_log.c.object, object_key),
        (read_log.c.kind, kind),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if before is not None:
        statement = statement.where(read_log.c.id < before)
    return await connection.all(statement)


async def forget_reads(connection: Connection, days: int) -> int:
    """Take readings away that are older; how many. The database refuses fewer than 180 days."""
    gone: int = await connection.value(_FORGET, {"days": days})
    return gone

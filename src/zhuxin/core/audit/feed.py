"""What changes, as it happens: each process reads the outbox once a second while somebody listens, and tells what kinds
of events there were, and of which objects."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select

from zhuxin.core.audit.tables import event
from zhuxin.core.db.database import Connection, Database
from zhuxin.core.errors import Refusal
from zhuxin.core.log import log

INTERVAL_S = 1.0
# Ids are given out before their transaction ends: one may show up behind others, so the last few are looked at again.
LAG = 500
WAITING = 100

SINCE = "SELECT id, name, object, request_id FROM event WHERE id > %(after)s ORDER BY id LIMIT 5000"

Told = frozenset[tuple[str, str | None, str | None]]
Changes = asyncio.Queue[Told | None]


class Feed:
    """The listeners of one process. Each gets sets of (event name, object key, request id); None says that the feed is closing."""

    def __init__(self, database: Database):
        self._database = database
        self._listeners: set[Changes] = set()
        self._reader: asyncio.Task[None] | None = None
        self._last = 0
        self._seen: set[int] = set()

    @asynccontextmanager
    async def listen(self) -> AsyncIterator[Changes]:
        """A queue of changes from now on. Whoever does not empty it misses changes and holds nobody up."""
        changes: Changes = asyncio.Queue(WAITING)
        self._listeners.add(changes)
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._read())
        try:
            yield changes
        finally:
            self._listeners.discard(changes)

    def close(self) -> None:
        """Tell every listener to go."""
        for changes in self._listeners:
            _put(changes, None)

    async def _read(self) -> None:
        fresh = True
        while self._listeners:
            try:
                async with self._database.connection() as connection:
                    told = await self._told(connection, fresh)
                fresh = False
            except Refusal as refusal:
                log.warning("live.unavailable", code=refusal.code)
                told = frozenset()
            if told:
                for changes in tuple(self._listeners):
                    _put(changes, told)
            await asyncio.sleep(INTERVAL_S)

    async def _told(self, connection: Connection, fresh: bool) -> Told:
        if fresh:
            self._last = await connection.value(select(func.coalesce(func.max(event.c.id), 0)))
            self._seen = set()
        rows = await connection.all(SINCE, {"after": self._last - LAG})
        found = frozenset(
            (row.name, row.object, row.request_id) for row in rows if row.id not in self._seen and not fresh
        )
        self._seen = {row.id for row in rows}
        self._last = max((row.id for row in rows), default=self._last)
        return found


def _put(changes: Changes, what: Told | None) -> None:
    if not changes.full():
        changes.put_nowait(what)

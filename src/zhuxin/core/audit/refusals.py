"""Refusals of rights in the audit log: one entry a request, in a transaction of its own, and never a flood."""

from dataclasses import replace
from datetime import datetime

import psycopg

from zhuxin.core.audit.entries import Entry, append_note, plain
from zhuxin.core.db.database import Database
from zhuxin.core.errors import Refusal, TooMany
from zhuxin.core.log import log
from zhuxin.core.rates import RateLimit

NAME = "access.refused"
PER_MINUTE = 30


class RefusalLog:
    """What one process refused. Beyond `PER_MINUTE` refusals of one person or address they are counted, and the next
    entry says how many were left out."""

    def __init__(self, database: Database):
        self._database = database
        self._limit = RateLimit(PER_MINUTE)
        self._left_out: dict[str, int] = {}

    async def note(self, entry: Entry, now: datetime) -> None:
        """Write an entry of this name; a database that is away leaves a line of the program's log."""
        who = entry.actor_id or entry.address or ""
        try:
            self._limit.take(who, now)
        except TooMany:
            self._left_out[who] = self._left_out.get(who, 0) + 1
            return
        if left_out := self._left_out.pop(who, 0):
            entry = replace(entry, detail={**entry.detail, "left_out": left_out})
        try:
            async with self._database.transaction() as connection:
                await append_note(connection, replace(entry, detail=plain(entry.detail)))
        except (Refusal, psycopg.Error) as error:
            log.warning("a refusal is not in the audit log", error=str(error), detail=entry.detail)

"""What an action works with: the transaction, the caller, and the ways to leave a trace."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from zhuxin.core.audit.entries import Entry, append, append_many, plain
from zhuxin.core.business_day import business_date, hold_business_date
from zhuxin.core.clock import Clock
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection, Database
from zhuxin.core.jobs.queue import Queue
from zhuxin.core.settings import Settings
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.permissions.caller import Caller


class Services(Protocol):
    """What a process has wired once (`bootstrap.py`)."""

    database: Database
    queue: Queue
    vault: Vault
    clock: Clock
    settings: Settings

    async def catalog(self, connection: Connection) -> Catalog:
        """The catalog of the current revision."""
        ...


@dataclass(slots=True)
class ActionContext:
    """One action under way. `name` is the audit name of the facts it writes unless it says another."""

    services: Services
    connection: Connection
    caller: Caller
    now: datetime
    dry_run: bool = False
    # After how many statements nothing was left to derive; `derived/due.py` goes by it.
    settled_at: int | None = None
    _business_date: date | None = None

    async def business_date(self) -> date:
        """Today in the books, read once."""
        if self._business_date is None:
            self._business_date = await business_date(self.connection)
        return self._business_date

    async def hold_business_date(self) -> None:
        """Keep day-end from moving the date until this transaction ends; to be called before any loan is locked."""
        self._business_date = await hold_business_date(self.connection)

    def business_date_moved(self, begins: date) -> None:
        """Day-end has begun another date in this transaction."""
        self._business_date = begins

    def entry(
        self,
        name: str,
        *,
        object: str | None = None,
        record_id: str | None = None,
        subject_id: str | None = None,
        **detail: Any,
    ) -> Entry:
        """An audit entry in the caller's name, in a preview that of who looks; `subject_id` is the customer concerned."""
        who = self.caller.previewer or self.caller
        return Entry(
            name=name,
            at=self.now,
            actor_id=who.user_id,
            actor_name=who.name,
            object=object,
            record_id=record_id,
            subject_id=subject_id,
            detail=plain(detail),
            request_id=self.caller.request_id,
            address=self.caller.address,
            via=self.caller.via,
        )

    async def record(
        self,
        name: str,
        *,
        object: str | None = None,
        record_id: str | None = None,
        subject_id: str | None = None,
        **detail: Any,
    ) -> None:
        """Write a fact: an audit entry and its event."""
        entry = self.entry(name, object=object, record_id=record_id, subject_id=subject_id, **detail)
        if not await append(self.connection, entry, "EXISTS (SELECT FROM derived_due)"):
            self.settled_at = self.connection.statements

    async def record_many(self, entries: list[Entry]) -> None:
        await append_many(self.connection, entries)

    async def enqueue(self, job: str, *, at: datetime | None = None, **arguments: Any) -> None:
        """Put a job into the queue, in this transaction."""
        await self.services.queue.enqueue(self.connection, job, arguments, at=at)

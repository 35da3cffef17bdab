"""Progress of long jobs: kept in its own short transactions, so that it shows while the work goes on."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import or_, select, update

from zhuxin.core.db.database import Connection, Database
from zhuxin.core.ids import new_id
from zhuxin.core.jobs.tables import job_run
from zhuxin.core.text import Label

ENDED = ("completed", "failed", "canceled")


async def create_run(
    connection: Connection,
    kind: str,
    label: Label,
    arguments: dict[str, Any],
    *,
    total: int,
    created_by: str | None,
) -> str:
    """A new run in state queued; its id."""
    run_id = new_id()
    await connection.insert(
        job_run,
        {
            "id": run_id,
            "kind": kind,
            "label": label.to_json(),
            "status": "queued",
            "total": total,
            "arguments": arguments,
            "created_by": created_by,
        },
    )
    return run_id


async def find_run(connection: Connection, run_id: str, *, lock: bool = False) -> Any | None:
    statement = select(job_run).where(job_run.c.id == run_id)
    return await connection.find(statement.with_for_update() if lock else statement)


async def list_runs(
    connection: Connection, *, kind: str | None = None, created_by: str | None = None, limit: int = 50
) -> list[Any]:
    """The newest runs; with `created_by` only that user's and the demo's."""
    statement = select(job_run).order_by(job_run.c.created_at.desc()).limit(limit)
    if kind is not None:
        statement = statement.where(job_run.c.kind == kind)
    if created_by is not None:
        statement = statement.where(or_(job_run.c.created_by == created_by, job_run.c.kind == "demo"))
    return await connection.all(statement)


async def cancel_run(connection: Connection, run_id: str, now: datetime) -> None:
    """Ask a run to stop; it does so at its next step."""
    await connection.execute(
        update(job_run).where(job_run.c.id == run_id).values(status="canceled", finished_at=now)
    )


class Progress:
    """What a long job tells of itself, and whether it was asked to stop."""

    def __init__(self, database: Database, run_id: str):
        self._database, self.run_id = database, run_id

    async def start(self) -> Any:
        """Mark as running; the row with `arguments`, `done`, and `status` as it was before. None where there is nothing to do:
        the run is gone or has ended."""
        async with self._database.transaction() as connection:
            row = await find_run(connection, self.run_id)
            if row is None or row.status in ENDED:
                return None
            started = row.started_at or datetime.now(UTC)
            await self._set(connection, status="running", started_at=started)
            return row

    async def step(self, done: int, total: int | None = None, message: Label | None = None) -> bool:
        """Report progress; False where the job was canceled and must stop."""
        values: dict[str, Any] = {"done": done}
        if total is not None:
            values["total"] = total
        if message is not None:
            values["message"] = message.to_json()
        async with self._database.transaction() as connection:
            await self._set(connection, **values)
            status = await connection.value(select(job_run.c.status).where(job_run.c.id == self.run_id))
        return status != "canceled"

    async def finish(self, result: dict[str, Any]) -> None:
        async with self._database.transaction() as connection:
            await self._set(connection, status="completed", result=result, finished_at=datetime.now(UTC))

    async def fail(self, message: Label) -> None:
        async with self._database.transaction() as connection:
            await self._set(
                connection, status="failed", message=message.to_json(), finished_at=datetime.now(UTC)
            )

    async def _set(self, connection: Connection, **values: Any) -> None:
        await connection.execute(
            update(job_run)
            .where(job_run.c.id == self.run_id, job_run.c.status.notin_(ENDED))
            .values(**values)
        )

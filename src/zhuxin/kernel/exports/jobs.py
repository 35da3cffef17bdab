"""Writing an export in the background: page after page as its asker sees the list then, and taking the file away in time."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from zhuxin.core.crypto.envelope import PART as PIECE
from zhuxin.core.crypto.envelope import write_sealed
from zhuxin.core.errors import Missing, Refusal, StorageFull, Unavailable
from zhuxin.core.jobs.queue import job
from zhuxin.core.jobs.runs import Progress
from zhuxin.core.storage import check_room, means_full
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.exports.cells import cell_maker
from zhuxin.kernel.exports.errors import ExportTooLarge
from zhuxin.kernel.exports.queries import (
    check_may_export,
    find_request,
    find_request_of,
    list_query,
    path_of,
    query_of,
    read_page,
)
from zhuxin.kernel.exports.sheets import SHEETS
from zhuxin.kernel.exports.spool import Spool
from zhuxin.kernel.exports.tables import export_request
from zhuxin.kernel.identity.holders import find_caller
from zhuxin.kernel.permissions.caller import Caller

JOB, EXPIRE = "kernel.export.write", "kernel.export.expire"
PAGE, PART = 200, "part"


@job(JOB, queue="low")
async def write(services: Services, run_id: str) -> None:
    """Write the file of a request. Killed in mid-work it goes on where it stood; a refusal ends it with its reason."""
    async with services.database.connection() as connection:
        row = await find_request_of(connection, run_id)
    path = path_of(services, row)
    place = path.with_suffix(".work")
    progress = Progress(services.database, run_id)
    try:
        if await progress.start() is not None:
            written = await _write(services, row, place, progress)
            if written is not None:
                size = await asyncio.to_thread(_seal, services, place / PART, path)
                await _complete(services, row, written, size, progress)
    except Exception as error:
        if isinstance(error, StorageFull | Unavailable) or means_full(error):
            raise  # goes on once there is room, or the database is back
        await asyncio.to_thread(shutil.rmtree, place, ignore_errors=True)
        if not isinstance(error, Refusal):
            raise
        await progress.fail(error.label)
    else:
        await asyncio.to_thread(shutil.rmtree, place, ignore_errors=True)


async def _write(services: Services, row: Any, place: Path, progress: Progress) -> int | None:
    """The count of rows in the file made of a request; None where the job was canceled."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    asked = query_of(services, row)
    limit = services.settings.export_free_rows if row.status == "free" else None
    with await asyncio.to_thread(Spool, place / "pages", services.vault) as spool:
        while not spool.ended:
            check_room(place)
            caller = await asker_of(services, row)
            spool.add(await _page(services, caller, row.object, asked, spool.cursor))
            if limit is not None and spool.rows > limit:
                raise ExportTooLarge(rows=f"{spool.rows:,}", limit=f"{limit:,}")
            if not await progress.step(spool.rows, total=max(spool.rows, row.rows)):
                return None
        await _make_file(services, row, place / PART, spool)
        # Who canceled while the file was made gets none.
        return spool.rows if await progress.step(spool.rows, total=spool.rows) else None


async def _make_file(services: Services, row: Any, part: Path, spool: Spool) -> None:
    """The file of all pages, in the words of who asked, with her mark."""
    caller = await asker_of(services, row)
    zone = ZoneInfo(services.settings.time_zone)
    known = caller.catalog.object(row.object).fields
    fields = [known[key] for key in query_of(services, row)["fields"] if key in known]
    cells = [cell_maker(one, caller.locale, zone) for one in fields]
    now = services.clock.now().astimezone(zone)
    mark = Label(
        f"{caller.name} 于 {now:%Y-%m-%d %H:%M} 导出，共 {spool.rows} 行，编号 {row.id}",
        f"Exported by {caller.name} at {now:%Y-%m-%d %H:%M}, {spool.rows} rows, no. {row.id}",
    )

    def make() -> None:
        sheet = SHEETS[row.format](part, fields, caller.locale)
        for record in spool.records():
            sheet.row([cell(record) for cell in cells])
        sheet.close(mark.in_language(caller.locale))

    await asyncio.to_thread(make)


async def _page(
    services: Services, caller: Caller, object_key: str, asked: dict[str, Any], cursor: str | None
) -> dict[str, Any]:
    query = list_query(asked, limit=PAGE, cursor=cursor, labels=True, reading="export")
    async with services.database.connection() as connection:
        return await read_page(connection, services, caller, object_key, query)


async def asker_of(services: Services, row: Any) -> Caller:
    """Who asked, with the rights she has now and in the language she asked in; raises where she may not export the object any more."""
    locale = query_of(services, row).get("locale")
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
        caller = await find_caller(connection, catalog, row.created_by, services.clock.now(), locale)
    if caller is None:
        raise Missing
    check_may_export(caller, row.object)
    return caller


def _seal(services: Services, part: Path, path: Path) -> int:
    """Put the file in its place, encrypted; its size in clear."""
    with open(part, "rb") as file:
        write_sealed(services.vault, iter(lambda: file.read(PIECE), b""), path)
    return part.stat().st_size


async def _complete(services: Services, row: Any, written: int, size: int, progress: Progress) -> None:
    caller = await asker_of(services, row)
    async with action_context(services, caller) as context:
        expires = context.now + timedelta(hours=services.settings.export_hours)
        values = {"rows": written, "size_bytes": size, "expires_at": expires}
        await context.connection.execute(
            update(export_request).where(export_request.c.id == row.id).values(**values)
        )
        await context.record("export.completed", export_id=row.id, of=row.object, rows=written)
        await context.enqueue(EXPIRE, at=expires, export_id=row.id)
    await progress.finish({"export_id": row.id, "rows": written, "expires_at": expires.isoformat()})


@job(EXPIRE, queue="low")
async def expire(services: Services, export_id: str) -> None:
    """Take the file of an export away; what was asked for, by whom and when stays."""
    async with services.database.connection() as connection:
        row = await find_request(connection, export_id)
    if row.expires_at <= services.clock.now():
        path_of(services, row).unlink(missing_ok=True)

"""Writing an export in the background: page after page as its asker sees the list then, and taking the file away in time."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from zhuxin.core.errors import Missing, Refusal, StorageFull, Unavailable
from zhuxin.core.jobs.queue import job
from zhuxin.core.jobs.runs import Progress
from zhuxin.core.storage import check_room
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.exports.cells import cell_maker
from zhuxin.kernel.exports.errors import ExportTooLarge
from zhuxin.kernel.exports.queries import (
    check_may_export,
    find_request,
    list_query,
    path_of,
    query_of,
    read_page,
)
from zhuxin.kernel.exports.sheets import SHEETS
from zhuxin.kernel.exports.tables import export_request
from zhuxin.kernel.identity.holders import find_caller
from zhuxin.kernel.permissions.caller import Caller

JOB, EXPIRE = "kernel.export.write", "kernel.export.expire"
PAGE = 200


@job(JOB, queue="low")
async def write(services: Services, run_id: str) -> None:
    """Write the file of a request. Killed in mid-work it begins anew; a refusal ends it with its reason."""
    progress = Progress(services.database, run_id)
    run = await progress.start()
    if run is None:
        return
    async with services.database.connection() as connection:
        row = await find_request(connection, run.arguments["export_id"])
    part = path_of(services, row).with_suffix(".part")
    try:
        written = await _write(services, row, part, progress)
    except (StorageFull, Unavailable):
        raise  # tried again once there is room, or the database is back
    except Refusal as refusal:
        await progress.fail(refusal.label)
        return
    finally:
        part.unlink(missing_ok=True)
    if written is not None:
        await _complete(services, row, written, progress)


async def _write(services: Services, row: Any, part: Path, progress: Progress) -> int | None:
    """The count of rows written to the file of a request; None where the job was canceled."""
    part.parent.mkdir(parents=True, exist_ok=True)
    caller = await asker_of(services, row)
    asked, zone = query_of(services, row), ZoneInfo(services.settings.time_zone)
    definition = caller.catalog.object(row.object)
    fields = [definition.fields[key] for key in asked["fields"] if key in definition.fields]
    cells = [cell_maker(one, caller.locale, zone) for one in fields]
    sheet = SHEETS[row.format](part, fields, caller.locale)
    limit = services.settings.export_free_rows if row.status == "free" else None
    done, cursor = 0, None
    try:
        while True:
            page = await _page(services, caller, row.object, asked, cursor)
            for record in page["items"]:
                sheet.row([make(record) for make in cells])
            done += len(page["items"])
            if limit is not None and done > limit:
                raise ExportTooLarge(rows=f"{done:,}", limit=f"{limit:,}")
            if not await progress.step(done, total=max(done, row.rows)):
                return None
            cursor = page["next_cursor"]
            if cursor is None:
                break
            caller = await asker_of(services, row)
            check_room(part.parent)
    finally:
        now = services.clock.now().astimezone(zone)
        mark = Label(
            f"{caller.name} 于 {now:%Y-%m-%d %H:%M} 导出，共 {done} 行，编号 {row.id}",
            f"Exported by {caller.name} at {now:%Y-%m-%d %H:%M}, {done} rows, no. {row.id}",
        )
        await asyncio.to_thread(sheet.close, mark.in_language(caller.locale))
    part.replace(path_of(services, row))
    return done


async def _page(
    services: Services, caller: Caller, object_key: str, asked: dict[str, Any], cursor: str | None
) -> dict[str, Any]:
    query = list_query(asked, limit=PAGE, cursor=cursor, labels=True)
    async with services.database.connection() as connection:
        return await read_page(connection, services, caller, object_key, query)


async def asker_of(services: Services, row: Any) -> Caller:
    """Who asked, with the rights she has now; raises where she may not export the object any more."""
    async with services.database.connection() as connection:
        caller = await find_caller(
            connection, await services.catalog(connection), row.created_by, services.clock.now()
        )
    if caller is None:
        raise Missing
    check_may_export(caller, row.object)
    return caller


async def _complete(services: Services, row: Any, written: int, progress: Progress) -> None:
    caller = await asker_of(services, row)
    async with action_context(services, caller) as context:
        expires = context.now + timedelta(hours=services.settings.export_hours)
        size = path_of(services, row).stat().st_size
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

"""Reading exports: who may have one, what was asked for, and the file of one that is ready."""

import hmac
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import and_, or_, select

from zhuxin.core.business_day import business_date
from zhuxin.core.crypto.passwords import token_digest
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.exports.errors import ExportGone, ExportNotAllowed
from zhuxin.kernel.exports.tables import export_request
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.queries import ListQuery, list_records, readable, titles_of

APPROVES = "export.approve"
PURPOSE = "export.query"


def check_may_export(caller: Caller, object_key: str) -> None:
    """Raises `Forbidden` unless the caller reads the object, and `ExportNotAllowed` without the right to export it."""
    definition = readable(caller, object_key).definition
    if not caller.rights.may_export(object_key):
        raise ExportNotAllowed(object=definition.label.zh, object_en=definition.label.en)


def list_query(asked: dict[str, Any], **more: Any) -> ListQuery:
    """The page of a list that a request asks for."""
    sort, fields = asked.get("sort") or "-created_at", tuple(asked["fields"])
    return ListQuery(filter=asked.get("filter"), sort=sort, fields=fields, q=asked.get("q"), **more)


async def read_page(
    connection: Connection, services: Services, caller: Caller, object_key: str, query: ListQuery
) -> dict[str, Any]:
    """A page as a list shows it to the caller: the same rights, scope and masks."""
    today, zone = await business_date(connection), ZoneInfo(services.settings.time_zone)
    return await list_records(
        connection, caller, object_key, query, vault=services.vault, today=today, zone=zone
    )


async def find_request(connection: Connection, export_id: str, *, lock: bool = False) -> Any:
    """The row of a request; raises `Missing`."""
    if not is_id(export_id):
        raise Missing
    statement = select(export_request).where(export_request.c.id == export_id)
    row = await connection.find(statement.with_for_update() if lock else statement)
    if row is None:
        raise Missing
    return row


async def find_request_of(connection: Connection, run_id: str) -> Any:
    """The row of the request that a job writes; raises `Missing`."""
    row = await connection.find(select(export_request).where(export_request.c.run_id == run_id))
    if row is None:
        raise Missing
    return row


def query_of(services: Services, row: Any) -> dict[str, Any]:
    """What a request asks for: `filter`, `sort`, `q`, `fields`, and in which `locale`."""
    found: dict[str, Any] = orjson.loads(services.vault.decrypt(row.query, PURPOSE))
    return found


async def exported_since(
    connection: Connection, services: Services, object_key: str, fields: Collection[str], since: datetime
) -> int:
    """How many records the fullest export held that was asked for no earlier than `since`, finished, and had all of these fields and no
    filter, whoever asked for it."""
    statement = select(export_request).where(
        export_request.c.object == object_key,
        export_request.c.created_at >= since,
        export_request.c.size_bytes.is_not(None),
    )
    found = 0
    for row in await connection.all(statement):
        asked = query_of(services, row)
        if not asked.get("filter") and not asked.get("q") and set(fields) <= set(asked["fields"]):
            found = max(found, row.rows)
    return found


async def list_exports(connection: Connection, caller: Caller, now: datetime) -> dict[str, Any]:
    """The caller's own requests, newest first, and for who approves exports those of others that wait."""
    mine = export_request.c.created_by == caller.user_id
    waiting = and_(export_request.c.status == "waiting", export_request.c.created_by != caller.user_id)
    shown = or_(mine, waiting) if caller.rights.may_call(APPROVES) else mine
    rows = await connection.all(
        select(export_request).where(shown).order_by(export_request.c.created_at.desc()).limit(50)
    )
    people = sorted({row.created_by for row in rows} | {row.decided_by for row in rows if row.decided_by})
    names = await titles_of(connection, caller, "user", people)
    objects = caller.catalog.objects
    return {
        "items": [
            {
                "id": row.id,
                "at": row.created_at,
                "object": row.object,
                "object_label": objects[row.object].label.to_json() if row.object in objects else None,
                "format": row.format,
                "rows": row.rows,
                "status": row.status,
                "reason": row.reason,
                "opinion": row.opinion,
                "by": names.get(row.created_by),
                "mine": row.created_by == caller.user_id,
                "decided_by": names.get(row.decided_by),
                "job_id": row.run_id,
                "size": row.size_bytes,
                "expires_at": row.expires_at,
                "ready": row.expires_at is not None and row.expires_at > now,
            }
            for row in rows
        ]
    }


async def find_file(
    connection: Connection, services: Services, caller: Caller, export_id: str, token: str
) -> tuple[Any, Path]:
    """The row and the path of a file, for who asked for it by a link that still holds; raises `ExportGone`."""
    now = services.clock.now()
    row = await find_request(connection, export_id)
    path = path_of(services, row)
    fits = row.link_digest and hmac.compare_digest(bytes(row.link_digest), token_digest(token))
    lives = row.link_expires_at is not None and row.link_expires_at > now < row.expires_at
    if row.created_by != caller.user_id or not fits or not lives or not path.exists():
        raise ExportGone
    check_may_export(caller, row.object)
    return row, path


def path_of(services: Services, row: Any) -> Path:
    return services.settings.export_dir / f"{row.id}.{row.format}"

"""What a person was told, of records that she may see by now."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select

from zhuxin.core.db.database import Connection
from zhuxin.kernel.notify.tables import follow, notification
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.queries import titles_of
from zhuxin.kernel.timeline import label_of_name

LIMIT = 50
COUNTED = 99


async def list_notifications(connection: Connection, caller: Caller) -> dict[str, Any]:
    """The last 50, newest first, and how many are unread (at most 99 are counted); what she may no longer see is left out."""
    mine = notification.c.user_id == caller.user_id
    rows = await connection.all(
        select(notification)
        .where(mine)
        .order_by(notification.c.created_at.desc(), notification.c.id)
        .limit(LIMIT)
    )
    unread = await connection.value(
        select(func.count()).select_from(
            select(notification.c.id).where(mine, notification.c.read_at.is_(None)).limit(COUNTED).subquery()
        )
    )
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.object].add(row.record_id)
    titles = {
        key: await titles_of(connection, caller, key, sorted(found))
        for key, found in ids.items()
        if caller.rights.object(key).read
    }
    items = [
        {
            "id": row.id,
            "at": row.created_at,
            "reason": row.reason,
            "name": row.name,
            "label": label_of_name(caller, row.name).to_json(),
            "object": row.object,
            "record_id": row.record_id,
            "title": titles[row.object][row.record_id],
            "actor": row.actor_name,
            "note": row.note,
            "read": row.read_at is not None,
        }
        for row in rows
        if row.record_id in titles.get(row.object, {})
    ]
    return {"items": items, "unread": unread}


async def list_followers(
    connection: Connection, caller: Caller, object_key: str, record_id: str
) -> dict[str, Any]:
    """How many follow a record, and whether the caller does."""
    rows = await connection.all(
        select(follow.c.user_id).where(follow.c.object == object_key, follow.c.record_id == record_id)
    )
    return {"count": len(rows), "mine": any(row.user_id == caller.user_id for row in rows)}

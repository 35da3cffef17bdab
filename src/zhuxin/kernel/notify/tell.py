"""Telling people: those a comment mentions at once, those who follow a record when what happened to it is sealed."""

from sqlalchemy import update

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import FieldFault, Forbidden, InvalidFields, Missing
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.identity.holders import find_caller
from zhuxin.kernel.notify.tables import follow, notification
from zhuxin.kernel.records.hooks import MERGED
from zhuxin.kernel.records.queries import get_record

MENTIONS = 20
NOT_SEEN = Label("此人不存在，或看不到这条记录", "There is no such person, or she may not see this record")
# Facts of a record that its followers hear of. Who did it, and who was mentioned in it, hears nothing of it again.
_TELL = """
INSERT INTO notification (id, created_at, user_id, reason, name, object, record_id, actor_name, note)
SELECT gen_random_uuid(), a.at, f.user_id, 'followed', a.name, a.object, f.record_id, a.actor_name, left(a.detail->>'note', 200)
FROM audit_entry a
JOIN follow f ON f.object = a.object AND f.record_id::text = a.record_id
WHERE a.id = ANY(%(ids)s) AND a.actor_id IS DISTINCT FROM f.user_id::text
  AND (a.name = 'record.commented' OR a.name IN (a.object || '.changed', a.object || '.deleted', a.object || '.restored'))
  AND NOT coalesce(a.detail->'mentions' ? f.user_id::text, false)
"""


async def tell_followers(connection: Connection, entry_ids: list[int]) -> int:
    """Tell the followers of records of these audit entries; how many were told. Each entry is given once, by the sealer."""
    return await connection.execute(_TELL, {"ids": entry_ids})


async def tell_mentioned(
    context: ActionContext, object_key: str, record_id: str, mentions: list[str], note: str
) -> None:
    """Tell people that a comment mentions them; raises `InvalidFields` for one who may not see the record."""
    for place, user_id in enumerate(mentions):
        catalog, now = context.caller.catalog, context.now
        person = await find_caller(context.connection, catalog, user_id, now)
        try:
            if person is None:
                raise Missing
            await get_record(context.connection, person, object_key, record_id)
        except (Forbidden, Missing):
            fault = FieldFault(f"/mentions/{place}", "mention.not_seen", NOT_SEEN)
            raise InvalidFields([fault]) from None
        await context.connection.insert(
            notification,
            {
                "id": new_id(),
                "created_at": now,
                "user_id": user_id,
                "reason": "mentioned",
                "name": "record.commented",
                "object": object_key,
                "record_id": record_id,
                "actor_name": context.caller.name,
                "note": note[:200],
            },
        )
        await follow_record(context, object_key, record_id, user_id)


async def follow_record(context: ActionContext, object_key: str, record_id: str, user_id: str) -> None:
    """Let somebody follow a record; nothing where she does."""
    row = {"user_id": user_id, "object": object_key, "record_id": record_id, "created_at": context.now}
    await context.connection.insert(follow, row, "ON CONFLICT DO NOTHING")


async def hand_over(context: ActionContext, object_key: str, keep: str, drop: str) -> None:
    """Who followed a record that is merged into another follows that one."""
    gone = follow.delete().where(follow.c.object == object_key, follow.c.record_id == drop)
    for row in await context.connection.all(gone.returning(follow.c.user_id)):
        await follow_record(context, object_key, keep, row.user_id)
    mine = (notification.c.object == object_key, notification.c.record_id == drop)
    await context.connection.execute(update(notification).where(*mine).values(record_id=keep))


MERGED.append(hand_over)

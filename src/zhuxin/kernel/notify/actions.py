"""Following records, saying something about them, and having read what one was told."""

from typing import Any

from sqlalchemy import update

from zhuxin.core.errors import FieldFault, Forbidden, InvalidFields
from zhuxin.core.ids import is_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.notify.tables import follow, notification
from zhuxin.kernel.notify.tell import MENTIONS, follow_record, tell_mentioned
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.actions import RECORD
from zhuxin.kernel.records.rows import get_row, require_visible


@action(
    "record.comment",
    "评论",
    "Comment",
    *RECORD,
    field("long_text", "note", "内容", "Text", required=True, max_length=2000),
    field("json", "mentions", "提到的人", "People mentioned"),
)
async def comment(context: ActionContext, object: str, id: str, note: str, mentions: Any) -> dict[str, Any]:
    """Say something about a record, in its timeline for good; whoever sees the record may. `mentions` are ids of people who see
    it too: they are told, and follow it from here on, as does who comments."""
    definition = context.caller.catalog.object(object)
    await require_visible(context, object, [id])
    people = _people(mentions)
    row = await get_row(context, object, id)
    subject = getattr(row, definition.party_field) if definition.party_field else None
    await tell_mentioned(context, object, id, people, note)
    if context.caller.user_id:
        await follow_record(context, object, id, context.caller.user_id)
    more = {"mentions": people} if people else {}
    await context.record(
        "record.commented", object=object, record_id=id, subject_id=subject, note=note, **more
    )
    return {"object": object, "id": id}


@action("record.follow", "关注", "Follow", *RECORD)
async def follow_it(context: ActionContext, object: str, id: str) -> dict[str, Any]:
    """Hear of what others do with a record."""
    await require_visible(context, object, [id])
    await follow_record(context, object, id, _who(context))
    await context.record("record.followed", object=object, record_id=id)
    return {"object": object, "id": id}


@action("record.unfollow", "取消关注", "Unfollow", *RECORD)
async def unfollow_it(context: ActionContext, object: str, id: str) -> dict[str, Any]:
    mine = (follow.c.object == object, follow.c.record_id == id, follow.c.user_id == _who(context))
    await context.connection.execute(follow.delete().where(*mine))
    await context.record("record.unfollowed", object=object, record_id=id)
    return {"object": object, "id": id}


@action("notification.read", "标为已读", "Mark as read", field("json", "ids", "通知", "Notifications"))
async def read_notifications(context: ActionContext, ids: Any) -> dict[str, Any]:
    """Mark notifications of one's own as read: those named, or all."""
    statement = update(notification).where(
        notification.c.user_id == _who(context), notification.c.read_at.is_(None)
    )
    if ids is not None:
        statement = statement.where(notification.c.id.in_(_ids(ids, "/ids")))
    return {"read": await context.connection.execute(statement.values(read_at=context.now))}


def _who(context: ActionContext) -> str:
    if context.caller.user_id is None:
        raise Forbidden
    return context.caller.user_id


def _people(mentions: Any) -> list[str]:
    return list(dict.fromkeys(_ids(mentions or [], "/mentions")))[:MENTIONS]


def _ids(value: Any, pointer: str) -> list[str]:
    if (
        isinstance(value, list)
        and len(value) <= 200
        and all(isinstance(one, str) and is_id(one) for one in value)
    ):
        return value
    raise InvalidFields(
        [FieldFault(pointer, "value.wrong_type", Label("应为编号列表", "Must be a list of ids"))]
    )

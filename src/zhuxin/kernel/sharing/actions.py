"""Sharing one record, and taking that back. Who passes a record on has it within her own scope, not by a share."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update

from zhuxin.core.errors import Forbidden, Missing
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.identity.queries import find_user, names_of
from zhuxin.kernel.objects.catalog import move_revision
from zhuxin.kernel.objects.define import field, options
from zhuxin.kernel.records.actions import RECORD
from zhuxin.kernel.records.rows import require_visible
from zhuxin.kernel.sharing.errors import (
    EndsInThePast,
    OneGrantee,
    SharedTooOften,
    TooManyShares,
    UnknownGrantee,
)
from zhuxin.kernel.sharing.reach import grantee_parts
from zhuxin.kernel.sharing.tables import record_share as share
from zhuxin.kernel.timeline import register_labels

SHARE_LIMIT = 100  # of one record
DAILY_LIMIT = 500  # by one person

register_labels(
    {
        "record.shared": ("共享", "Shared"),
        "record.unshared": ("取消共享", "No longer shared"),
        "object.shared": ("首次有记录被共享", "First record shared"),
    }
)


@action(
    "record.share",
    "共享",
    "Share",
    *RECORD,
    field("user", "user_id", "用户", "User", target="user"),
    field("department", "department_id", "部门", "Department", target="department"),
    field("text", "role_key", "角色", "Role", max_length=40),
    field(
        "choice",
        "access",
        "权限",
        "Access",
        required=True,
        default="read",
        options=options("read:可查看:May read", "write:可修改:May change"),
    ),
    field("date", "until", "最后一天", "Last day"),
    field("text", "note", "说明", "Note", max_length=200),
)
async def share_record(
    context: ActionContext,
    object: str,
    id: str,
    user_id: str | None,
    department_id: str | None,
    role_key: str | None,
    access: str,
    until: Any,
    note: str | None,
) -> dict[str, Any]:
    """Share a record with one user, department (those below it too) or role; what was shared with them before is replaced.

    They see the row; which of its fields, and whether they may change them, their own roles say. To be changed it is shared by who
    may change it herself.
    """
    await require_visible(context, object, [id], reach="own")
    if access == "write":
        if not context.caller.rights.object(object).update:
            raise Forbidden(pointer="/access")
        await require_visible(context, object, [id], reach="update")
    await _check_daily(context)
    given = {"user": user_id, "department": department_id, "role": role_key}
    chosen = [(kind, key) for kind, key in given.items() if key]
    if len(chosen) != 1:
        raise OneGrantee(pointer="/user_id")
    ends = _ends(context, until)
    name = await _name(context, chosen[0])
    grantee = ":".join(chosen[0])
    values = {"access": access, "until_date": until, "until_at": ends, "note": note}
    here = (share.c.object == object, share.c.record_id == id)
    known = await context.connection.value(
        select(share.c.id).where(*here, share.c.grantee == grantee).with_for_update()
    )
    if known is None:
        counted = select(func.count()).select_from(share).where(*here)
        if await context.connection.value(counted) >= SHARE_LIMIT:
            raise TooManyShares(limit=SHARE_LIMIT)
        await _tell_catalog(context, object)
        known = new_id()
        row = {"id": known, "created_at": context.now, "created_by": context.caller.user_id, "object": object}
        await context.connection.insert(share, {**row, "record_id": id, "grantee": grantee, **values})
    else:
        changed = {**values, "created_at": context.now, "created_by": context.caller.user_id}
        await context.connection.execute(update(share).where(share.c.id == known).values(**changed))
    told = {"shared_with": name.to_json(), "grantee": grantee, "access": access, "until": until}
    await context.record("record.shared", object=object, record_id=id, note=note, **told)
    return {"share_id": known}


@action(
    "record.unshare",
    "取消共享",
    "Stop sharing",
    *RECORD,
    field("reference", "share_id", "共享", "Share", required=True),
    danger=True,
)
async def unshare_record(context: ActionContext, object: str, id: str, share_id: str) -> dict[str, Any]:
    await require_visible(context, object, [id], reach="own")
    row = await context.connection.find(
        delete(share)
        .where(share.c.id == share_id, share.c.object == object, share.c.record_id == id)
        .returning(share.c.grantee)
    )
    if row is None:
        raise Missing(pointer="/share_id")
    party = grantee_parts(row.grantee)
    name = (await names_of(context.connection, [party])).get(party, Label(party[1], party[1]))
    told = {"shared_with": name.to_json(), "grantee": row.grantee}
    await context.record("record.unshared", object=object, record_id=id, **told)
    return {"share_id": share_id}


async def _check_daily(context: ActionContext) -> None:
    """Raises `TooManyShares` for who has shared as many records as one person may in a day."""
    since = context.now - timedelta(days=1)
    made = select(func.count()).where(
        share.c.created_by == context.caller.user_id, share.c.created_at > since
    )
    if await context.connection.value(made.select_from(share)) >= DAILY_LIMIT:
        raise SharedTooOften(limit=DAILY_LIMIT)


def _ends(context: ActionContext, until: Any) -> datetime | None:
    """When the last day has ended where the lender is; raises `EndsInThePast`."""
    if until is None:
        return None
    zone = ZoneInfo(context.services.settings.time_zone)
    ends = datetime.combine(until + timedelta(days=1), time(), zone)
    if ends <= context.now:
        raise EndsInThePast(pointer="/until")
    return ends


async def _name(context: ActionContext, party: tuple[str, str]) -> Label:
    """What a party is called; raises `UnknownGrantee` for one that is not there or is disabled."""
    kind, key = party
    name = (await names_of(context.connection, [party])).get(party)
    person = await find_user(context.connection, key) if kind == "user" else None
    if name is None or (person is not None and person.status != "active"):
        raise UnknownGrantee(pointer="/role_key" if kind == "role" else f"/{kind}_id")
    return name


async def _tell_catalog(context: ActionContext, object_key: str) -> None:
    """The first share of an object makes every process look for shares of it. Another one, held until this commits, says
    that they already do."""
    other = select(share.c.id).where(share.c.object == object_key).limit(1).with_for_update(read=True)
    if await context.connection.value(other) is None or object_key not in context.caller.catalog.shared:
        await move_revision(context.connection)
        await context.record("object.shared", object=object_key)

"""Reading saved views: the caller's own, and those shared with her or with everybody."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select

from zhuxin.core.business_day import business_date
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.queries import list_role_labels
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.queries import readable, titles_of
from zhuxin.kernel.views.checks import UNAVAILABLE, Reading, body_for
from zhuxin.kernel.views.tables import default_view, saved_view

SHARES = "view.share"


async def list_views(
    connection: Connection, services: Services, caller: Caller, object_key: str
) -> dict[str, Any]:
    """`{"items", "default", "roles"}`: the views of an object the caller may open, which she opens first, and for who may
    share them the roles there are.

    One that rests on a field out of her sight comes without its body and says why it cannot be opened.
    """
    readable(caller, object_key)
    rows = await connection.all(
        select(saved_view)
        .where(saved_view.c.object == object_key, _mine_or_shared(caller))
        .order_by(saved_view.c.shared.desc(), saved_view.c.created_at, saved_view.c.id)
    )
    owners = await titles_of(connection, caller, "user", sorted({row.owner_id for row in rows}))
    reading = await reading_for(connection, services, caller) if rows else None
    default = await connection.value(
        select(default_view.c.view).where(
            default_view.c.user_id == caller.user_id, default_view.c.object == object_key
        )
    )
    return {
        "items": [_described(reading, row, owners) for row in rows],
        "default": default,
        "roles": await list_role_labels(connection) if caller.rights.may_call(SHARES) else [],
    }


async def get_visible_view(
    connection: Connection, caller: Caller, view_id: str, *, lock: bool = False
) -> Any:
    """The row of a view that is the caller's or shared with her; raises `Missing`."""
    if not is_id(view_id):
        raise Missing
    statement = select(saved_view).where(saved_view.c.id == view_id, _mine_or_shared(caller))
    row = await connection.find(statement.with_for_update() if lock else statement)
    if row is None or not caller.rights.object(row.object).read:
        raise Missing
    return row


async def count_views(connection: Connection, user_id: str | None, object_key: str) -> int:
    """How many views of an object a user has saved."""
    mine = saved_view.c.owner_id == user_id
    counted = select(func.count()).select_from(saved_view).where(mine, saved_view.c.object == object_key)
    found: int = await connection.value(counted)
    return found


async def reading_for(connection: Connection, services: Services, caller: Caller) -> Reading:
    """What a caller's filters are read with now."""
    zone = ZoneInfo(services.settings.time_zone)
    return Reading(caller, services.vault, await business_date(connection), zone)


def _mine_or_shared(caller: Caller) -> Any:
    roles = saved_view.c.roles
    for_me = or_(func.cardinality(roles) == 0, roles.overlap(list(caller.role_keys)))
    return or_(saved_view.c.owner_id == caller.user_id, and_(saved_view.c.shared, for_me))


def _described(reading: Reading | None, row: Any, owners: dict[str, Any]) -> dict[str, Any]:
    assert reading is not None
    caller = reading.caller
    body, left_out = body_for(reading, row.object, row.body)
    mine = row.owner_id == caller.user_id
    return {
        "id": row.id,
        "version": row.version,
        "label": row.label,
        "body": body,
        "unavailable": None if body else UNAVAILABLE.to_json(),
        "left_out": left_out,
        "owner": {"id": row.owner_id, "name": owners.get(row.owner_id)},
        "mine": mine,
        "shared": row.shared,
        "roles": row.roles if mine or caller.rights.may_call(SHARES) else [],
        "changeable": caller.rights.may_call(SHARES) if row.shared else mine,
    }

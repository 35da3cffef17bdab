"""Whether anybody combines powers that one person may not: checked wherever roles, or what they give, change."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.identity.errors import RolesNotCombinable
from zhuxin.kernel.identity.tables import ROLE, ROLE_GRANT, USER
from zhuxin.kernel.packages.environment import find_installation
from zhuxin.kernel.permissions.powers import powers_of

account, role, grant = USER.table, ROLE.table, ROLE_GRANT.table


async def check_roles(context: ActionContext, role_keys: Collection[str], pointer: str) -> None:
    """Raises `RolesNotCombinable` where these roles give more than one of the powers together."""
    if len(powers_of((await _grants(context.connection, role_keys)).values())) > 1 and not await _is_copy(
        context
    ):
        raise RolesNotCombinable(pointer=pointer)


async def check_holders(context: ActionContext, role_keys: Collection[str], pointer: str) -> None:
    """The same for these roles themselves, and for everybody who has one of them, for good or for a time."""
    for key in role_keys:
        await check_roles(context, [key], pointer)
    combined = await list_combined(context.connection, context.now)
    if any(set(role_keys) & set(keys) for _, keys in combined) and not await _is_copy(context):
        raise RolesNotCombinable(pointer=pointer)


async def list_combined(connection: Connection, now: Any) -> list[tuple[str, list[str]]]:
    """Name and role keys of everybody whose roles give more than one of the powers."""
    grants = await _grants(connection, None)
    rows = await connection.all(
        select(account.c.id, account.c.name, account.c.role_keys).where(account.c.status == "active")
    )
    lent = await connection.all(
        select(grant.c.user_id, role.c.key)
        .join(role, role.c.id == grant.c.role_id)
        .where(grant.c.status == "approved", grant.c.until_at > now)
    )
    found = []
    for row in rows:
        keys = [*row.role_keys, *(one.key for one in lent if one.user_id == row.id)]
        if len(powers_of(grants[key] for key in keys if key in grants)) > 1:
            found.append((row.name, keys))
    return found


async def _grants(connection: Connection, keys: Collection[str] | None) -> dict[str, Any]:
    rows = await connection.all(select(role.c.key, role.c.grants))
    return {row.key: row.grants for row in rows if keys is None or row.key in keys}


async def _is_copy(context: ActionContext) -> bool:
    """A copy of the configuration has nobody's data, and one administrator for everything."""
    return bool((await find_installation(context.connection)).base)

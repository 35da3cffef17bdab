"""Which factors somebody has, and whether she must have one."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from zhuxin.core.db.database import Connection
from zhuxin.core.settings import Settings
from zhuxin.kernel.identity.grants import temporary_roles
from zhuxin.kernel.identity.tables import USER, recovery_code, second_factor, session

account = USER.table
_DEMO = "SELECT EXISTS (SELECT FROM installation WHERE demo OR environment <> 'production')"


async def list_factors(connection: Connection, user_id: str, kind: str | None = None) -> list[Any]:
    """Factors that were confirmed, oldest first."""
    mine = [second_factor.c.user_id == user_id, second_factor.c.confirmed_at.is_not(None)]
    if kind is not None:
        mine.append(second_factor.c.kind == kind)
    return await connection.all(select(second_factor).where(*mine).order_by(second_factor.c.created_at))


async def has_factor(connection: Connection, user_id: str) -> bool:
    return bool(await list_factors(connection, user_id))


async def needs_factor(connection: Connection, settings: Settings, user_id: str, now: datetime) -> bool:
    """Whether a role of hers asks for a second factor. A demo and a copy of the configuration, where nobody's data are, go
    without."""
    wanted = {key.strip() for key in settings.second_factor_roles.split(",")} - {""}
    if not wanted:
        return False
    own = await connection.value(select(account.c.role_keys).where(account.c.id == user_id))
    held = {*own, *await temporary_roles(connection, user_id, now)}
    if "*" not in wanted and not wanted & held:
        return False
    return not await connection.value(_DEMO)


async def codes_left(connection: Connection, user_id: str) -> int:
    """How many recovery codes were not used."""
    unused = (recovery_code.c.user_id == user_id, recovery_code.c.used_at.is_(None))
    left: int = await connection.value(select(func.count()).select_from(recovery_code).where(*unused))
    return left


async def is_verified_within(connection: Connection, session_id: str, since: datetime) -> bool:
    """Whether the owner of a session proved who she is after a moment."""
    at = await connection.value(select(session.c.verified_at).where(session.c.id == session_id))
    return at is not None and at > since

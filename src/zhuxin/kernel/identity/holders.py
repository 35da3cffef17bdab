"""Who somebody is at this moment: her roles and departments, read in one expression wherever a caller is made of a user."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.schema import ID, INSTANT
from zhuxin.core.db.statements import Prepared
from zhuxin.kernel.identity.tables import DEPARTMENT_MEMBER, ROLE, ROLE_GRANT, USER
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.permissions.caller import Caller, user_caller
from zhuxin.kernel.permissions.rights import Rights, rights_of

account, member, role, grant = USER.table, DEPARTMENT_MEMBER.table, ROLE.table, ROLE_GRANT.table

_HERS = select(member.c.department_id).where(member.c.user_id == account.c.id)
_MEMBERSHIPS = func.array(_HERS.scalar_subquery())
_HEADS = func.array(_HERS.where(member.c.position == "head").scalar_subquery())
# The roles that are hers for good, and those she has at this moment for a time.
_ROLES = account.c.role_keys.concat(
    func.array(
        select(role.c.key)
        .join(grant, grant.c.role_id == role.c.id)
        .where(
            grant.c.user_id == account.c.id,
            grant.c.status == "approved",
            grant.c.from_at <= bindparam("now", type_=INSTANT),
            grant.c.until_at > bindparam("now", type_=INSTANT),
        )
        .scalar_subquery()
    )
)
# What a caller is made of; `caller_from` reads it.
HOLDER = (
    account.c.id,
    account.c.name,
    _ROLES.label("role_keys"),
    account.c.department_id,
    account.c.locale,
    _MEMBERSHIPS.label("memberships"),
    _HEADS.label("heads"),
    bindparam("now", type_=INSTANT).label("at"),
)


def caller_from(catalog: Catalog, row: Any, locale: str | None = None, **origin: Any) -> Caller:
    """The caller of a row of `HOLDER`, in her own language or another; `origin` is how she asks: `request_id`, `address`, `via`,
    `verified_at`."""
    return user_caller(
        catalog,
        user_id=row.id,
        name=row.name,
        role_keys=tuple(row.role_keys),
        department_id=row.department_id,
        memberships=tuple(row.memberships),
        heads=tuple(row.heads),
        locale=locale or row.locale,
        at=row.at,
        **origin,
    )


_BY_ID = Prepared(
    select(*HOLDER).where(account.c.id == bindparam("user_id", type_=ID), account.c.status == "active")
)
_ROLES_HELD = Prepared(
    select(_ROLES.label("role_keys")).where(account.c.id == bindparam("user_id", type_=ID))
)
_EVERYBODY = Prepared(select(account.c.username, *HOLDER).where(account.c.status == "active"))


async def find_caller(
    connection: Connection, catalog: Catalog, user_id: str, now: datetime, locale: str | None = None
) -> Caller | None:
    """An active user as a caller, with the rights she has at `now`, in her own language or another; or None."""
    row = await connection.find(_BY_ID, {"user_id": user_id, "now": now})
    return caller_from(catalog, row, locale) if row else None


async def rights_held(connection: Connection, catalog: Catalog, user_id: str, now: datetime) -> Rights:
    """The rights of the roles that somebody holds at `now`, also of one who has left and kept them on paper."""
    row = await connection.find(_ROLES_HELD, {"user_id": user_id, "now": now})
    return rights_of(catalog, row.role_keys if row else ())


async def list_callers(connection: Connection, catalog: Catalog, now: datetime) -> dict[str, Caller]:
    """Every active user as a caller, by username."""
    rows = await connection.all(_EVERYBODY, {"now": now})
    return {row.username: caller_from(catalog, row) for row in rows}

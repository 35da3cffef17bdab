"""Reading people, roles and departments."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.kernel.identity.tables import DEPARTMENT, ROLE, USER

user, role, department = USER.table, ROLE.table, DEPARTMENT.table


async def list_people(connection: Connection) -> list[Any]:
    """Every user, whole rows."""
    return await connection.all(select(user).order_by(user.c.username))


async def find_user(connection: Connection, user_id: str | None) -> Any | None:
    return await connection.find(select(user).where(user.c.id == user_id))


async def find_department(connection: Connection, department_id: str | None) -> Any | None:
    return await connection.find(select(department).where(department.c.id == department_id))


async def list_departments(connection: Connection) -> list[Any]:
    return await connection.all(select(department).order_by(department.c.key))


async def list_roles(connection: Connection, keys: Sequence[str] | None = None) -> list[Any]:
    """Every role, or those of some keys."""
    statement = select(role).order_by(role.c.key)
    return await connection.all(statement if keys is None else statement.where(any_of(role.c.key, keys)))

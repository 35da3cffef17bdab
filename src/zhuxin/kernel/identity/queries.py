"""Reading people, roles and departments."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.core.text import Label
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


async def list_role_labels(connection: Connection, keys: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Roles as who chooses among them sees them: `{"key", "label"}`; every one, or those of some keys."""
    return [
        {"key": row.key, "label": {"zh": row.name, "en": row.name_en or row.name}}
        for row in await list_roles(connection, keys)
    ]


async def names_of(
    connection: Connection, parties: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Label]:
    """What users, departments (by id) and roles (by key) are called; those that are gone are left out."""
    found: dict[tuple[str, str], Label] = {}
    for kind, table in (("user", user), ("department", department)):
        ids = sorted({key for one, key in parties if one == kind})
        if ids:
            rows = await connection.all(select(table.c.id, table.c.name).where(any_of(table.c.id, ids)))
            found |= {(kind, row.id): Label(row.name, row.name) for row in rows}
    if roles := {key for one, key in parties if one == "role"}:
        labels = await role_labels(connection, roles)
        found |= {("role", key): label for key, label in labels.items()}
    return found


async def role_labels(connection: Connection, keys: Collection[str]) -> dict[str, Label]:
    """What roles are called in both languages, by key; one without an English name is called by its own in both."""
    rows = await connection.all(
        select(role.c.key, role.c.name, role.c.name_en).where(any_of(role.c.key, sorted(keys)))
    )
    return {row.key: Label(row.name, row.name_en or row.name) for row in rows}

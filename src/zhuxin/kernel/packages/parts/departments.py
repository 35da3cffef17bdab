"""Departments as parts of a configuration: what they are called and where they stand, found again by their keys."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.identity.queries import list_departments
from zhuxin.kernel.records.plan import source_of
from zhuxin.kernel.records.writes import create_record, update_record

Departments = dict[str, dict[str, Any]]


async def read_departments(connection: Connection) -> Departments:
    """`{key: {"name", "parent"}}` of every department, its parent by key, those above first."""
    rows = {row.id: row for row in await list_departments(connection)}

    def depth(row: Any) -> int:
        seen = set[str]()
        while row.parent_id in rows and row.id not in seen:
            seen.add(row.id)
            row = rows[row.parent_id]
        return len(seen)

    return {
        row.key: {"name": row.name, "parent": rows[row.parent_id].key if row.parent_id else None}
        for row in sorted(rows.values(), key=lambda one: (depth(one), one.key))
    }


def check_departments(body: Any) -> bool:
    """Whether a file of a package tells departments."""
    return isinstance(body, dict) and all(
        isinstance(key, str)
        and isinstance(one, dict)
        and set(one) == {"name", "parent"}
        and isinstance(one["name"], str)
        and (one["parent"] is None or isinstance(one["parent"], str))
        for key, one in body.items()
    )


async def put_department(context: ActionContext, key: str, body: Mapping[str, Any]) -> None:
    """Make a department, or call it and put it where a package says; raises `Missing` where there is no such parent."""
    table = source_of(context.caller.catalog, context.caller.catalog.object("department"))
    named = [key, body["parent"]] if body["parent"] else [key]
    rows = await context.connection.all(
        select(table.c.id, table.c.key, table.c.version).where(table.c.key.in_(named))
    )
    known = {row.key: row for row in rows}
    parent = known.get(body["parent"])
    if body["parent"] and parent is None:
        raise Missing(pointer=f"/files/departments.yaml/{key}/parent")
    values = {"name": body["name"], "parent_id": parent.id if parent else None}
    if key in known:
        await update_record(context, "department", known[key].id, values, known[key].version)
    else:
        await create_record(context, "department", {"key": key, **values})

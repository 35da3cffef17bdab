"""Definitions as they are stored: versions of a key, one of them published."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.objects.catalog import Definition
from zhuxin.kernel.objects.tables import definition


async def stored_definition(connection: Connection, definition_id: str) -> Definition:
    """A version by its id, published or not; raises `Missing`."""
    row = await connection.find(select(definition).where(definition.c.id == definition_id))
    if row is None:
        raise Missing
    return Definition(row.id, row.kind, row.key, row.version, row.body)


async def find_published(connection: Connection, kind: str, key: str) -> Any | None:
    """The row of the published version, or None."""
    return await connection.find(
        select(definition).where(definition.c.kind == kind, definition.c.key == key, definition.c.published)
    )


async def publish(
    context: ActionContext,
    kind: str,
    key: str,
    body: Mapping[str, Any],
    *,
    reason: str,
    package: str | None = None,
) -> int:
    """Store the next version of a key and publish it; its number. The catalog's revision is the caller's to move."""
    current = await find_published(context.connection, kind, key)
    version = current.version + 1 if current else 1
    if current is not None:
        await context.connection.execute(
            update(definition).where(definition.c.id == current.id).values(published=False)
        )
    await context.connection.insert(
        definition,
        {
            "id": new_id(),
            "created_at": context.now,
            "created_by": context.caller.user_id,
            "kind": kind,
            "key": key,
            "version": version,
            "published": True,
            "body": body,
            "package": package,
            "reason": reason,
        },
    )
    return version

"""Definitions as they are stored: versions of a key, one of them published, and at most one draft (version 0)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.definitions.tables import definition
from zhuxin.kernel.objects.catalog import Definition


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
    package: str = "",
) -> int:
    """Store the next version of a key and publish it; its number. The catalog's revision is the caller's to move."""
    current = await find_published(context.connection, kind, key)
    last = select(func.max(definition.c.version)).where(definition.c.kind == kind, definition.c.key == key)
    version = (await context.connection.value(last) or 0) + 1
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


async def unpublish(context: ActionContext, kind: str, key: str) -> None:
    """Take a definition out of use; its versions stay."""
    mine = (definition.c.kind == kind, definition.c.key == key, definition.c.published)
    await context.connection.execute(update(definition).where(*mine).values(published=False))


DRAFT = 0


async def find_version(connection: Connection, kind: str, key: str, version: int) -> Any | None:
    """The row of a version, or None; version 0 is the draft."""
    mine = (definition.c.kind == kind, definition.c.key == key, definition.c.version == version)
    return await connection.find(select(definition).where(*mine))


async def find_draft(connection: Connection, kind: str, key: str) -> Any | None:
    return await find_version(connection, kind, key, DRAFT)


async def keep_draft(context: ActionContext, kind: str, key: str, body: Mapping[str, Any]) -> None:
    """Keep a draft in place of the one there was."""
    await discard_draft(context, kind, key)
    await context.connection.insert(
        definition,
        {
            "id": new_id(),
            "created_at": context.now,
            "created_by": context.caller.user_id,
            "kind": kind,
            "key": key,
            "version": DRAFT,
            "published": False,
            "body": body,
            "package": "",
            "reason": "",
        },
    )


async def discard_draft(context: ActionContext, kind: str, key: str) -> bool:
    """Throw a draft away; whether there was one."""
    mine = (definition.c.kind == kind, definition.c.key == key, definition.c.version == DRAFT)
    return await context.connection.execute(definition.delete().where(*mine)) > 0


async def list_versions(connection: Connection, kind: str, key: str) -> list[Any]:
    """Every version with who made it and why, the newest first, the draft left out."""
    mine = (definition.c.kind == kind, definition.c.key == key, definition.c.version != DRAFT)
    return await connection.all(select(definition).where(*mine).order_by(definition.c.version.desc()))


async def list_drafts(connection: Connection) -> list[Any]:
    return await connection.all(
        select(definition).where(definition.c.version == DRAFT).order_by(definition.c.created_at)
    )

"""Definitions as they are stored: versions of a key, one of them published, and at most one draft (version 0)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Conflict, Missing
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.definitions.tables import definition
from zhuxin.kernel.objects.catalog import Definition

DRAFT = 0


class DraftMoved(Conflict):
    code = "definition.draft_moved"
    text = Label(
        "别人也在改：草稿在您打开之后已被保存或发布。请载入最新内容，或用您的内容覆盖",
        "Somebody else works on it: it was saved or published since you opened it. Load what is there, or write yours over it",
    )


async def stored_definition(connection: Connection, definition_id: str) -> Definition:
    """A version by its id, published or not; raises `Missing`."""
    row = await connection.find(select(definition).where(definition.c.id == definition_id))
    if row is None:
        raise Missing
    return Definition(row.id, row.kind, row.key, row.version, row.body, row.package, row.created_by)


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
    await unpublish(context, kind, key)
    last = select(func.max(definition.c.version)).where(*_of(kind, key))
    version = int(await context.connection.value(last) or DRAFT) + 1
    await _store(context, kind, key, version, body, published=True, package=package, reason=reason)
    return version


async def unpublish(context: ActionContext, kind: str, key: str) -> None:
    """Take a definition out of use; its versions stay."""
    live = (*_of(kind, key), definition.c.published)
    await context.connection.execute(update(definition).where(*live).values(published=False))


async def find_version(connection: Connection, kind: str, key: str, version: int) -> Any | None:
    """The row of a version, or None; version 0 is the draft."""
    return await connection.find(select(definition).where(*_of(kind, key), definition.c.version == version))


async def find_brought(connection: Connection, kind: str, key: str, package: str) -> Any | None:
    """The row of the version that a package brought last, or None."""
    brought = select(definition).where(*_of(kind, key), definition.c.package == package)
    return await connection.find(brought.order_by(definition.c.version.desc()).limit(1))


async def find_draft(connection: Connection, kind: str, key: str) -> Any | None:
    return await find_version(connection, kind, key, DRAFT)


async def keep_draft(
    context: ActionContext, kind: str, key: str, body: Mapping[str, Any], base: str | None = None
) -> str:
    """Keep a draft in place of the one there was; what the next one begins with.

    Raises `DraftMoved` where somebody has saved or published since `base`, which `base_of` gave; None writes over it.
    """
    if base is not None:
        await context.connection.value(
            "SELECT pg_advisory_xact_lock(hashtext(%(of)s))", {"of": f"draft.{kind}.{key}"}
        )
        draft = await find_draft(context.connection, kind, key)
        live = await context.connection.value(
            select(definition.c.version).where(*_of(kind, key), definition.c.published)
        )
        if base != base_of(draft, live):
            raise DraftMoved
    await discard_draft(context, kind, key)
    return await _store(context, kind, key, DRAFT, body, published=False)


def base_of(draft: Any | None, published: int | None) -> str:
    """What a change of a definition begins with: the draft there is, or the version in use."""
    return str(draft.id) if draft else f"v{published or DRAFT}"


async def discard_draft(context: ActionContext, kind: str, key: str) -> bool:
    """Throw a draft away; whether there was one."""
    draft = definition.delete().where(*_of(kind, key), definition.c.version == DRAFT)
    return await context.connection.execute(draft) > 0


async def list_versions(connection: Connection, kind: str, key: str) -> list[Any]:
    """Every version with who made it and why, the newest first, the draft left out."""
    versions = select(definition).where(*_of(kind, key), definition.c.version != DRAFT)
    return await connection.all(versions.order_by(definition.c.version.desc()))


async def list_withdrawn(connection: Connection, kind: str) -> list[Any]:
    """The last version of every key of a kind of which none is published any more."""
    live = select(definition.c.key).where(definition.c.kind == kind, definition.c.published)
    last = (
        select(definition)
        .where(definition.c.kind == kind, definition.c.version != DRAFT, definition.c.key.not_in(live))
        .ext(distinct_on(definition.c.key))
        .order_by(definition.c.key, definition.c.version.desc())
    )
    return await connection.all(last)


async def list_drafts(connection: Connection) -> list[Any]:
    return await connection.all(
        select(definition).where(definition.c.version == DRAFT).order_by(definition.c.created_at)
    )


def _of(kind: str, key: str) -> tuple[Any, Any]:
    return definition.c.kind == kind, definition.c.key == key


async def _store(
    context: ActionContext,
    kind: str,
    key: str,
    version: int,
    body: Mapping[str, Any],
    *,
    published: bool,
    package: str = "",
    reason: str = "",
) -> str:
    """Insert a row; its id."""
    definition_id = new_id()
    await context.connection.insert(
        definition,
        {
            "id": definition_id,
            "created_at": context.now,
            "created_by": context.caller.user_id,
            "kind": kind,
            "key": key,
            "version": version,
            "published": published,
            "body": body,
            "package": package,
            "reason": reason,
        },
    )
    return definition_id

"""Reading definitions for who builds: what is published, the draft with its faults, versions, and what differs."""

from dataclasses import replace
from typing import Any

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden, Missing
from zhuxin.kernel.definitions.diff import differences
from zhuxin.kernel.definitions.kinds import as_published, definition_kind, faults_of
from zhuxin.kernel.definitions.store import (
    DRAFT,
    base_of,
    find_draft,
    find_version,
    list_drafts,
    list_versions,
    list_withdrawn,
)
from zhuxin.kernel.identity.queries import list_people
from zhuxin.kernel.permissions.caller import Caller, previewing

BUILDS = "definition.save"


async def get_definition(connection: Connection, caller: Caller, kind: str, key: str) -> dict[str, Any]:
    """`{"published", "draft", "base", "versions", "faults"}`, `base` being what a save begins with; an object
    without a layout has none of them yet."""
    check_builds(caller)
    draft = await find_draft(connection, kind, key)
    versions = await list_versions(connection, kind, key)
    names = {row.id: row.name for row in await list_people(connection)}
    live = next((row for row in versions if row.published), None)
    return {
        "kind": kind,
        "key": key,
        "published": {"version": live.version, "body": live.body} if live else None,
        "base": base_of(draft, live.version if live else None),
        "withdrawn": {"version": versions[0].version, "body": versions[0].body}
        if versions and not live
        else None,
        "withdrawable": live is not None and definition_kind(kind).withdrawable,
        "draft": {"body": draft.body, "by": names.get(draft.created_by), "at": draft.created_at}
        if draft
        else None,
        "versions": [
            {
                "version": row.version,
                "at": row.created_at,
                "by": names.get(row.created_by) or row.package,
                "reason": row.reason,
                "published": row.published,
            }
            for row in versions
        ],
        "faults": faults_of(caller.catalog, kind, key, draft.body) if draft else [],
    }


async def get_differences(
    connection: Connection, caller: Caller, kind: str, key: str, old: int, new: int
) -> dict[str, Any]:
    """What changed from one version to another; version 0 is the draft. Raises `Missing`."""
    check_builds(caller)
    rows = [await find_version(connection, kind, key, version) for version in (old, new)]
    if any(row is None for row in rows):
        raise Missing
    before, after = rows
    assert before is not None and after is not None
    return {"from": old, "to": new, "changes": differences(before.body, after.body)}


async def list_definitions(connection: Connection, caller: Caller, kind: str) -> dict[str, Any]:
    """Every definition of a kind, published, a draft or withdrawn, by key, with the body in work."""
    check_builds(caller)
    drafts = {row.key: row.body for row in await list_drafts(connection) if row.kind == kind}
    live = {one.key: one for one in caller.catalog.definitions.values() if one.kind == kind}
    left = {row.key: row.body for row in await list_withdrawn(connection, kind)}
    return {
        "items": [
            {
                "key": key,
                "version": live[key].version if key in live else None,
                "draft": key in drafts,
                "withdrawn": key in left,
                "body": drafts.get(key) or (live[key].body if key in live else left[key]),
            }
            for key in sorted({*drafts, *live, *left})
        ]
    }


async def get_drafts(connection: Connection, caller: Caller) -> dict[str, Any]:
    """Every draft, with whether it could be published as it is."""
    check_builds(caller)
    return {
        "items": [
            {
                "kind": row.kind,
                "key": row.key,
                "at": row.created_at,
                "faults": len(faults_of(caller.catalog, row.kind, row.key, row.body)),
            }
            for row in await list_drafts(connection)
        ],
        "draft": DRAFT,
    }


async def preview_caller(
    connection: Connection, caller: Caller, kind: str, key: str, role: str | None
) -> Caller:
    """Somebody of a role, or the builder herself, as if the draft of a definition were published. Raises `InvalidFields` where
    the draft could not be, and `Missing` for a role there is not."""
    check_builds(caller)
    if role is not None and role not in caller.catalog.roles:
        raise Missing(pointer="/role")
    catalog = caller.catalog
    draft = await find_draft(connection, kind, key)
    if draft is not None:
        definition_kind(kind).check(catalog, key, draft.body)
        catalog = as_published(catalog, {(kind, key): draft.body})
    builder = replace(caller, catalog=catalog)
    return previewing(builder, builder, (role,)) if role is not None else builder


def check_builds(caller: Caller) -> None:
    """Raises `Forbidden` for who does not build."""
    if not caller.rights.may_call(BUILDS):
        raise Forbidden

"""Taking a package out: what it brought goes where nothing is lost by it, and what people have come to use stays, said why."""

from collections.abc import Awaitable
from typing import Any

from psycopg import sql
from sqlalchemy import update

from zhuxin.core.errors import Conflict, Missing, Refusal
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.definitions.store import unpublish
from zhuxin.kernel.derived.due import settle
from zhuxin.kernel.objects.actions import archive_object, delete_object
from zhuxin.kernel.objects.catalog import load_catalog, move_revision
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.field_actions import remove_field
from zhuxin.kernel.packages.installed import find_installed
from zhuxin.kernel.packages.samples import take_samples_out
from zhuxin.kernel.packages.tables import installed_package
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.second_person.types import ALWAYS

# The system stands on it: roles, layouts and menus of the installed objects.
FOUNDATION = "base"
CHANGED_HERE = Label("本地改过", "changed here")


class NotRemovable(Conflict):
    code = "package.not_removable"
    text = Label("方案包 {key} 是系统的基础，不能卸载", "The package {key} is what the system stands on")


@action(
    "package.uninstall",
    "卸载方案包",
    "Uninstall a package",
    field("text", "key", "方案包", "Package", required=True, max_length=40),
    danger=True,
    second_person=ALWAYS,
)
async def uninstall(context: ActionContext, key: str) -> dict[str, Any]:
    """Take out what a package brought; `{"parts": [{"part", "key", "outcome", "why"}]}`, with a dry run what would become of it.

    Definitions are taken out of use (`withdrawn`) unless they were changed here. Objects without records are `deleted`, those
    with records `archived`. Fields on other objects are `binned`. Sample records go as far as nobody uses them. Roles and records stay.
    """
    row = await find_installed(context.connection, key)
    if row is None or row.removed_at is not None:
        raise Missing(pointer="/key")
    if key == FOUNDATION:
        raise NotRemovable(pointer="/key", key=key)
    caller = context.caller
    await take_samples_out(context, key)
    await settle(context)  # as long as what follows from them is still there
    try:
        told = [
            *await _definitions(context, key, row.parts["definitions"]),
            *await _objects(context, row.parts["objects"]),
            *await _fields(context, row.parts),
            *({"part": "role", "key": one, "outcome": "kept", "why": None} for one in row.parts["roles"]),
        ]
    finally:
        context.caller = caller
    mine = installed_package.c.key == key
    await context.connection.execute(update(installed_package).where(mine).values(removed_at=context.now))
    await context.record("package.uninstalled", package=key, version=row.version, parts=told)
    await move_revision(context.connection)
    return {"package": key, "parts": told}


async def _definitions(context: ActionContext, package: str, names: list[str]) -> list[dict[str, Any]]:
    told = []
    for name in names:
        kind, _, key = name.partition("/")
        live = context.caller.catalog.definitions.get((kind, key))
        if live is None:
            continue
        mine = live.package == package
        if mine:
            await unpublish(context, kind, key)
        why = None if mine else CHANGED_HERE.to_json()
        told.append({"part": kind, "key": key, "outcome": "withdrawn" if mine else "kept", "why": why})
    return told


async def _objects(context: ActionContext, keys: list[str]) -> list[dict[str, Any]]:
    """Delete what is empty and nothing refers to, again as long as that frees another; archive the rest."""
    told: list[dict[str, Any]] = []
    await _untie(context, keys)
    waiting = list(keys)
    while waiting:
        left = []
        for key in waiting:
            await _see(context)
            if key not in context.caller.catalog.objects:
                continue
            refusal = await _tried(context, delete_object(context, key, exported=False))
            if refusal is None:
                told.append({"part": "object", "key": key, "outcome": "deleted", "why": None})
            else:
                left.append((key, refusal))
        if len(left) == len(waiting):
            for key, refusal in left:
                await archive_object(context, key)
                why = refusal.label.to_json()
                told.append({"part": "object", "key": key, "outcome": "archived", "why": why})
            break
        waiting = [key for key, _ in left]
    await _see(context)
    return told


async def _untie(context: ActionContext, keys: list[str]) -> None:
    """Put sub-tables between objects that both go into the bin: the rows refer to the record, and it would hold on to them."""
    catalog, empty = context.caller.catalog, set()
    for key in keys:
        if key in catalog.objects:
            held = sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(
                sql.Identifier(catalog.object(key).table.name)
            )
            cursor = await context.connection.raw.execute(held)
            row = await cursor.fetchone()
            empty |= set() if row and row[0] else {key}
    for key in empty:
        for one in catalog.object(key).fields.values():
            if one.kind == "children" and one.target in empty:
                await remove_field(context, key, one.key)


async def _fields(context: ActionContext, parts: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Put the fields that were added to other objects into the bin; one that is needed there stays."""
    told = []
    for name in parts["fields"]:
        object_key, _, key = name.partition(".")
        known = context.caller.catalog.objects.get(object_key)
        if object_key in parts["objects"] or known is None or key not in known.fields:
            continue
        refusal = await _tried(context, remove_field(context, object_key, key))
        outcome = "kept" if refusal else "binned"
        why = refusal.label.to_json() if refusal else None
        told.append({"part": "field", "key": name, "outcome": outcome, "why": why})
        await _see(context)
    return told


async def _tried(context: ActionContext, deed: Awaitable[Any]) -> Refusal | None:
    """Do it, or leave everything as it was and give the refusal."""
    try:
        async with context.connection.raw.transaction():
            await deed
    except Refusal as refusal:
        return refusal
    return None


async def _see(context: ActionContext) -> None:
    context.caller = system_caller(await load_catalog(context.connection), context.caller.name)

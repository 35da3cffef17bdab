"""Installing a package: what is new or changed is added; what the lender changed is left alone.

A definition whose published version was changed by a person keeps that version; roles and records that exist are kept.
"""

from typing import Any

from sqlalchemy import select

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.definitions.store import find_published, publish
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.identity.queries import list_roles
from zhuxin.kernel.objects.catalog import field_from_json, load_catalog, move_revision
from zhuxin.kernel.objects.field_actions import add_field
from zhuxin.kernel.packages.read import Package
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.plan import source_of
from zhuxin.kernel.records.writes import insert_record
from zhuxin.kernel.workflows.definitions import check_definition


async def install_package(context: ActionContext, package: Package) -> int:
    """Install or upgrade in the context's transaction; the count of things added. Raises what its parts refuse."""
    added = await _install_fields(context, package)
    context.caller = system_caller(await load_catalog(context.connection))
    added += await _install_definitions(context, package)
    added += await _install_roles(context, package)
    for object_key, body in package.records.items():
        added += await _install_records(context, object_key, body)
    if added:
        await move_revision(context.connection)
        await context.record("package.installed", package=package.key, version=package.version, added=added)
    return added


async def _install_fields(context: ActionContext, package: Package) -> int:
    added = 0
    for object_key, bodies in package.fields.items():
        for body in bodies:
            one = field_from_json(body)
            if one.key not in context.caller.catalog.object(object_key).fields:
                await add_field(context, context.caller.catalog.object(object_key), one)
                added += 1
    return added


async def _install_definitions(context: ActionContext, package: Package) -> int:
    added = 0
    for (kind, key), body in package.definitions.items():
        if kind == "process":
            check_definition(body, context.caller.catalog)
        current = await find_published(context.connection, kind, key)
        if current is not None and (current.body == body or current.created_by is not None):
            continue
        reason = f"{package.key} {package.version}"
        await publish(context, kind, key, body, reason=reason, package=package.key)
        added += 1
    return added


async def _install_roles(context: ActionContext, package: Package) -> int:
    known = {row.key for row in await list_roles(context.connection)}
    rows = [one for one in package.roles if one["key"] not in known]
    for one in rows:
        await insert_record(
            context,
            context.caller.catalog.object("role"),
            {
                "key": one["key"],
                "name": one["name"],
                "name_en": one.get("name_en"),
                "grants": one["grants"],
            },
        )
    return len(rows)


async def _install_records(context: ActionContext, object_key: str, body: dict[str, Any]) -> int:
    """Rows are found again by the field named in `match`; `{"$ref": "object/value"}` points to another record so."""
    one = context.caller.catalog.object(object_key)
    source, match, added = source_of(context.caller.catalog, one), body["match"], 0
    for row in body["rows"]:
        if await context.connection.value(select(source.c.id).where(source.c[match] == row[match])):
            continue
        values = {key: await _resolved(context, value) for key, value in row.items()}
        fields = [
            each for each in one.fields.values() if not each.computed and kind_of(each).key != "auto_number"
        ]
        parsed = parse_values([each for each in fields if each.key in values or not each.read_only], values)
        await insert_record(context, one, parsed)
        added += 1
    return added


async def _resolved(context: ActionContext, value: Any) -> Any:
    if not (isinstance(value, dict) and "$ref" in value):
        return value
    object_key, wanted = value["$ref"].split("/", 1)
    source = source_of(context.caller.catalog, context.caller.catalog.object(object_key))
    return await context.connection.value(select(source.c.id).where(source.c.key == wanted))

"""Installing a package: what is new or changed is added; what the lender changed is left alone. Roles and records that exist
are kept."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.definitions.kinds import KINDS
from zhuxin.kernel.definitions.store import publish, unpublish
from zhuxin.kernel.derived.fill import check_definition_of, fill_field
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.identity.queries import list_roles
from zhuxin.kernel.objects.actions import make_object
from zhuxin.kernel.objects.catalog import field_from_json, load_catalog, move_revision
from zhuxin.kernel.objects.field_actions import add_field
from zhuxin.kernel.objects.field_shape import DERIVED
from zhuxin.kernel.packages.compare import compare
from zhuxin.kernel.packages.read import Package
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.plan import source_of
from zhuxin.kernel.records.writes import insert_record


async def install_package(
    context: ActionContext, package: Package, *, take: Collection[str] = (), withdraw: bool = False
) -> dict[str, int]:
    """Install or upgrade in the context's transaction; how many parts were added, changed and withdrawn.

    A conflict keeps what is here unless `take` names it as `kind/key`; `withdraw` takes back what the package brings no
    more. Raises what its parts refuse.
    """
    plan = await compare(context.connection, context.caller.catalog, package)
    change = {(one["part"], one["key"]): one["change"] for one in plan}
    done = {"added": 0, "changed": 0, "withdrawn": 0}
    for key, body in package.objects.items():
        if change["object", key] == "added":
            await make_object(context, key, {"title_field": "x_name", **body})
            done["added"] += 1
    await _see(context)
    done["added"] += await _install_fields(context, package)
    for (kind, key), body in package.definitions.items():
        what = change[kind, key]
        if what in ("added", "changed") or (what == "conflict" and f"{kind}/{key}" in take):
            if kind in KINDS:
                KINDS[kind].check(context.caller.catalog, key, body)
            reason = f"{package.key} {package.version}"
            await publish(context, kind, key, body, reason=reason, package=package.key)
            done["added" if what == "added" else "changed"] += 1
    if withdraw:
        for one in plan:
            if one["change"] == "withdrawn":
                await unpublish(context, one["part"], one["key"])
                done["withdrawn"] += 1
    done["added"] += await _install_roles(context, package)
    for object_key, body in package.records.items():
        done["added"] += await _install_records(context, object_key, body)
    if any(done.values()):
        await move_revision(context.connection)
        await context.record("package.installed", package=package.key, version=package.version, done=done)
    return done


async def _see(context: ActionContext) -> None:
    """Go on with what was just made."""
    catalog = await load_catalog(context.connection)
    context.caller = system_caller(catalog, context.caller.name)


async def _install_fields(context: ActionContext, package: Package) -> int:
    """Fields in the order of the file; a rollup or formula of one object may need fields of another that come later."""
    every = [(key, field_from_json(body)) for key, bodies in package.fields.items() for body in bodies]
    plain = [one for one in every if one[1].kind not in DERIVED]
    derived = [one for one in every if one[1].kind in DERIVED]
    added = 0
    for object_key, one in plain:
        definition = context.caller.catalog.object(object_key)
        if one.key not in definition.fields:
            await add_field(context, definition, one, prefix=definition.number_prefix)
            added += 1
    for object_key, one in derived:
        await _see(context)
        definition = context.caller.catalog.object(object_key)
        if one.key not in definition.fields:
            check_definition_of(definition, one)
            await add_field(context, definition, one)
            await _see(context)
            await fill_field(context, object_key, None)
            added += 1
    await _see(context)
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

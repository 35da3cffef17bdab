"""Installing a package: what is new or changed is added; what the lender changed is left alone. Records that exist are kept."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from zhuxin.core.errors import FieldFault, Forbidden, Invalid, InvalidFields, Refusal, faults_at
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.definitions.kinds import as_published, definition_kind
from zhuxin.kernel.definitions.store import publish, unpublish
from zhuxin.kernel.derived.due import follow_derived
from zhuxin.kernel.derived.fill import check_definition_of, fill_field
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.identity.actions import put_grants
from zhuxin.kernel.objects.actions import archive_object, describe_object, make_object, restore_object
from zhuxin.kernel.objects.catalog import Catalog, field_from_json, load_catalog, move_revision
from zhuxin.kernel.objects.define import define_custom_object
from zhuxin.kernel.objects.field_actions import add_field, put_field, remove_field
from zhuxin.kernel.objects.field_shape import DERIVED
from zhuxin.kernel.packages.compare import compare, record_key
from zhuxin.kernel.packages.configuration import described
from zhuxin.kernel.packages.installed import is_current, keep_installed
from zhuxin.kernel.packages.parts.departments import put_department
from zhuxin.kernel.packages.parts.unique_keys import put_keys
from zhuxin.kernel.packages.read import Package, file_of
from zhuxin.kernel.permissions.caller import Caller, everywhere, refreshed
from zhuxin.kernel.permissions.grants import NO_GRANTS
from zhuxin.kernel.records.plan import source_of
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.records.writes import create_record
from zhuxin.kernel.search.follow import follow_terms


class BadRef(Invalid):
    code = "package.bad_ref"
    text = Label(
        "「{ref}」所指的对象没有编码，不能这样引用",
        "{ref} names an object without keys, which cannot be referred to so",
    )


async def install_package(
    context: ActionContext,
    package: Package,
    *,
    take: Collection[str] = (),
    withdraw: bool = False,
    leave_roles: bool = False,
) -> dict[str, int]:
    """Install or upgrade in the context's transaction; how many parts were added, changed and withdrawn.

    A conflict keeps what is here unless `take` names it as `kind/key`; `withdraw` takes back what the package brings no
    more; `leave_roles` leaves roles to who decides on them: a new one is made and may nothing yet. Raises what its parts
    refuse. Definitions are published, and records made, in the name of who installs it: records as she could make them by
    hand, but for objects that come with it.
    """
    plan = await compare(context.connection, context.caller.catalog, package)
    for one in plan:
        if one["change"] == "conflict" and f"{one['part']}/{one['key']}" in take:
            one["change"] = "changed"
        if leave_roles and one["part"] == "role":
            one["change"] = "empty" if one["change"] == "added" else "same"
    change = {(one["part"], one["key"]): one["change"] for one in plan}
    asked = context.caller
    context.caller = everywhere(asked)
    done = {"added": 0, "changed": 0, "withdrawn": 0}
    for key, body in package.objects.items():
        if change["object", key] == "added":
            kept = {name: value for name, value in body.items() if name != "archived"}
            await make_object(context, key, {"title_field": "x_name", **kept})
            await _see(context)
            done["added"] += 1
        elif change["object", key] == "changed":
            await _change_object(context, key, body)
            done["changed"] += 1
    done["changed"] += await _change_fields(context, package, change)
    if fields := await _install_fields(context, package, change):
        done["added"] += fields
        await follow_terms(context, *package.fields)
        await follow_derived(context)
    await _install_keys_and_departments(context, package, change, done)
    await _install_roles(context, package, change, done)
    coming = {name: body for name, body in package.definitions.items() if change[name] in done}
    _check_definitions(context.caller.catalog, coming)
    for (kind, key), body in coming.items():
        reason = f"{package.key} {package.version}"
        await publish(context, kind, key, body, reason=reason, package=package.key)
        done[change[kind, key]] += 1
    for key, body in package.objects.items():
        if change["object", key] in done and body.get("archived"):
            await archive_object(context, key)
    if withdraw:
        for one in plan:
            if one["change"] == "withdrawn":
                await _withdraw(context, one["part"], one["key"])
                done["withdrawn"] += 1
    await _install_records(context, None if asked.system else asked, package, change, done)
    if any(done.values()) or not await is_current(context.connection, package):
        await keep_installed(context, package)
    if any(done.values()):
        await move_revision(context.connection)
        await context.record("package.installed", package=package.key, version=package.version, done=done)
    return done


async def _install_roles(
    context: ActionContext, package: Package, change: Mapping[Any, str], done: dict[str, int]
) -> None:
    for role in package.roles:
        what = change["role", role["key"]]
        if what == "added":
            await _install_role(context, role)
        elif what == "empty":
            await _install_role(context, {**role, "grants": NO_GRANTS})
            await _see(context)
            done["added"] += 1
        elif what == "changed":
            await put_grants(context, role["key"], role["grants"])
        if what in done:
            done[what] += 1
            await _see(context)


async def _install_records(
    context: ActionContext,
    asked: Caller | None,
    package: Package,
    change: dict[Any, str],
    done: dict[str, int],
) -> None:
    """The records that are not there yet, as who asked could make them by hand; None: the program itself."""
    for object_key, body in package.records.items():
        for row in body["rows"]:
            named = ("record", record_key(object_key, body, row))
            if change[named] == "added":
                own = change.get(("object", object_key)) == "added"
                await _install_record(context, None if own else asked, object_key, row)
                change[named] = "same"
                done["added"] += 1


def _check_definitions(catalog: Catalog, coming: Mapping[tuple[str, str], Mapping[str, Any]]) -> None:
    """Raises `InvalidFields` with what is wrong in each definition, by its file; they may rest on each other."""
    together, faults = as_published(catalog, coming), list[FieldFault]()
    for (kind, key), body in coming.items():
        try:
            definition_kind(kind).check(together, key, body)
        except Refusal as refusal:
            faults += faults_at(f"/files/{file_of(kind, key)}", refusal)
    if faults:
        raise InvalidFields(faults)


async def _install_keys_and_departments(
    context: ActionContext, package: Package, change: Mapping[Any, str], done: dict[str, int]
) -> None:
    for key, keys in package.unique_keys.items():
        if (what := change["unique_keys", key]) in done:
            await put_keys(context, key, keys)
            await _see(context)
            done[what] += 1
    for key, body in package.departments.items():
        if (what := change["department", key]) in done:
            await put_department(context, key, body)
            done[what] += 1


async def _see(context: ActionContext) -> None:
    """Go on with what was just made."""
    catalog = await load_catalog(context.connection)
    context.caller = refreshed(context.caller, catalog)


async def _change_object(context: ActionContext, key: str, body: Mapping[str, Any]) -> None:
    one = define_custom_object(key, {"title_field": "x_name", **body})
    await describe_object(context, key, described(one))
    if context.caller.catalog.object(key).archived and not body.get("archived"):
        await restore_object(context, key)
    await _see(context)


async def _change_fields(context: ActionContext, package: Package, change: Mapping[Any, str]) -> int:
    """The fields that are there in another shape."""
    count = 0
    for object_key, bodies in package.fields.items():
        for body in bodies:
            if change["field", f"{object_key}.{body['key']}"] == "changed":
                definition = context.caller.catalog.object(object_key)
                one = field_from_json(body)
                await put_field(context, definition, definition.fields[one.key], one)
                await _see(context)
                count += 1
    return count


async def _withdraw(context: ActionContext, part: str, key: str) -> None:
    """Take a part out of use, as somebody would by hand: nothing of it is lost."""
    if part == "object":
        await archive_object(context, key)
    elif part == "unique_keys":
        await put_keys(context, key, [])
    elif part == "field":
        object_key, _, name = key.partition(".")
        await remove_field(context, object_key, name)
    else:
        await unpublish(context, part, key)
        return
    await _see(context)


async def _install_fields(context: ActionContext, package: Package, change: Mapping[Any, str]) -> int:
    """The fields that are not there yet: first columns people fill in, then what may need any of them."""
    wanting = [
        (object_key, field_from_json(body))
        for object_key, bodies in package.fields.items()
        for body in bodies
        if change["field", f"{object_key}.{body['key']}"] == "added"
    ]
    needing = (*DERIVED, "children")
    plain = [one for one in wanting if one[1].kind not in needing]
    for object_key, one in plain:
        definition = context.caller.catalog.object(object_key)
        await add_field(context, definition, one, prefix=definition.number_prefix)
    if plain:
        await _see(context)
    for object_key, one in [one for one in wanting if one[1].kind in needing]:
        definition = context.caller.catalog.object(object_key)
        check_definition_of(definition, one)
        await add_field(context, definition, one)
        await _see(context)
        if one.kind in DERIVED:
            await fill_field(context, object_key, None)
    return len(wanting)


async def _install_role(context: ActionContext, role: Mapping[str, Any]) -> None:
    values = {
        "key": role["key"],
        "name": role["name"],
        "name_en": role.get("name_en"),
        "grants": role["grants"],
    }
    await insert_record(context, context.caller.catalog.object("role"), values)


async def _install_record(
    context: ActionContext, maker: Caller | None, object_key: str, row: Mapping[str, Any]
) -> None:
    """A record from its values, as its maker would make it by hand, or the system; `{"$ref": "object/value"}` points to another
    one, found by its key."""
    one = context.caller.catalog.object(object_key)
    if maker is not None:
        able, context.caller = context.caller, refreshed(maker, context.caller.catalog)
        try:
            values = {key: await _resolved(context, value) for key, value in row.items()}
            await create_record(context, object_key, values)
        except Refusal as refusal:
            raise InvalidFields(faults_at(f"/files/records/{object_key}", refusal)) from None
        finally:
            context.caller = able
        return
    values = {key: await _resolved(context, value) for key, value in row.items()}
    fields = [
        each for each in one.fields.values() if not each.computed and kind_of(each).key != "auto_number"
    ]
    parsed = parse_values([each for each in fields if each.key in values or not each.read_only], values)
    await insert_record(context, one, parsed)


async def _resolved(context: ActionContext, value: Any) -> Any:
    if not (isinstance(value, dict) and "$ref" in value):
        return value
    object_key, _, wanted = str(value["$ref"]).partition("/")
    source = source_of(context.caller.catalog, context.caller.catalog.object(object_key))
    if "key" not in source.c:
        raise BadRef(ref=str(value["$ref"]))
    if not context.caller.rights.object(object_key).read:
        raise Forbidden
    return await context.connection.value(select(source.c.id).where(source.c.key == wanted))

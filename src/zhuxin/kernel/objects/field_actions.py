"""Fields that people define: added, changed, put into the bin and taken out again while others work with the object."""

from dataclasses import replace
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import DefaultClause, select, update

from zhuxin.core.db.statements import dialect
from zhuxin.core.errors import Missing
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.derived.due import follow_derived
from zhuxin.kernel.derived.fill import check_definition_of, fill_field
from zhuxin.kernel.derived.formulas import mentions
from zhuxin.kernel.derived.rollups import gathering
from zhuxin.kernel.fields.types import SEVERAL, Field
from zhuxin.kernel.objects.catalog import Catalog, field_from_json, field_to_json, load_catalog, move_revision
from zhuxin.kernel.objects.ddl import Statement, run_online
from zhuxin.kernel.objects.define import field, field_columns
from zhuxin.kernel.objects.errors import FieldExists, FieldNeeded, NotCustomField, OptionInUse
from zhuxin.kernel.objects.field_shape import SETTLED, SHAPE, check_new, check_shape, field_of
from zhuxin.kernel.objects.hooks import FIELD_ADDED
from zhuxin.kernel.objects.indexes.fields import (
    REFERRING,
    add_indexes,
    drop_member_triggers,
    foreign_key,
    member_triggers,
)
from zhuxin.kernel.objects.indexes.unique_keys import (
    allow_repeats,
    forget_keys,
    keep_unique,
    keys_with,
    named,
)
from zhuxin.kernel.objects.keys import NEW_KEY, key_for
from zhuxin.kernel.objects.tables import custom_field
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.permissions.grants import names_fields
from zhuxin.kernel.records.checks.offered import check_only
from zhuxin.kernel.records.children import tables_by
from zhuxin.kernel.rules.exact import names_in
from zhuxin.kernel.search.follow import follow_terms
from zhuxin.kernel.search.terms import is_termed

OBJECT = field("text", "object", "对象", "Object", required=True, max_length=60)
KEY = field("text", "key", "编码", "Key", required=True, max_length=40)


@action("field.create", "新建字段", "Add a field", OBJECT, NEW_KEY, *SETTLED, *SHAPE)
async def create_field(context: ActionContext, object: str, key: str | None, **given: Any) -> dict[str, Any]:
    """Add a custom field `x_<key>` as a real column; readers and writers are held up for a moment at most.

    A formula or rollup is computed for the records there are: at once for few, by a job for many.
    """
    definition = context.caller.catalog.object(object)
    key = key or await _free_key(context, definition, given)
    one = field_of(f"x_{key.removeprefix('x_')}", given)
    check_definition_of(definition, one)
    check_only(context, one)
    await add_field(context, definition, one)
    revision = await move(context, object, one)
    filling = await _fill(context, object, one)
    hidden = [key for key, grants in context.caller.catalog.roles.items() if names_fields(grants, object)]
    return {"object": object, "key": one.key, "revision": revision, "hidden_from": hidden, **filling}


async def _free_key(context: ActionContext, definition: ObjectDef, given: dict[str, Any]) -> str:
    binned = await context.connection.all(
        select(custom_field.c.key).where(custom_field.c.object == definition.key)
    )
    taken = {one.removeprefix("x_") for one in (*definition.fields, *(row.key for row in binned))}
    return await key_for(context.connection, "field", (given["label_zh"], given.get("label_en")), taken)


async def add_field(
    context: ActionContext, definition: ObjectDef, one: Field, *, prefix: str | None = None
) -> None:
    """Check, add the column and keep the field; the catalog's revision is the caller's to move.

    `prefix` is what an auto number begins with; only a new object gets one.
    """
    check_new(context.caller.catalog, definition, one, numbered=prefix is not None)
    binned = await stored_field(context, definition.key, one.key)
    if binned is not None:
        raise FieldExists(pointer="/key", key=one.key)
    await _add_columns(context, definition, one, prefix)
    await context.connection.insert(
        custom_field,
        {
            "id": new_id(),
            "created_at": context.now,
            "object": definition.key,
            "key": one.key,
            "body": field_to_json(one),
            "created_by": context.caller.user_id,
        },
    )
    if one.unique:
        await keep_unique(context, definition, (one,), "/unique")
    for hook in FIELD_ADDED:
        await hook(context, definition.key, one)
    await tell_of_field(context, "object.field.added", definition.key, one.key, None, field_to_json(one))


@action("field.change", "修改字段", "Change a field", OBJECT, KEY, *SHAPE)
async def change_field(context: ActionContext, object: str, key: str, **given: Any) -> dict[str, Any]:
    """Change what a custom field is called, asks and allows; records that are there already stay as they are."""
    definition = context.caller.catalog.object(object)
    before = custom_field_of(definition, key)
    settled = {one.key: field_to_json(before).get(one.key) for one in SETTLED}
    one = field_of(key, {**settled, **given})
    return await put_field(context, definition, before, one)


async def put_field(
    context: ActionContext, definition: ObjectDef, before: Field, one: Field
) -> dict[str, Any]:
    """Put a field of the same kind in the place of one that is there."""
    object, key = definition.key, before.key
    one = replace(one, searchable=before.searchable or one.searchable)
    check_shape(context.caller.catalog, definition, one)
    await _check_options_left(context, definition, before, one)
    rest = replace(definition, fields={**definition.fields, key: one})
    check_definition_of(rest, one)
    check_only(context, one)
    if one.searchable and not before.searchable:
        await add_indexes(context, definition, one)
    if one.unique and not before.unique:
        await keep_unique(context, definition, (one,), "/unique")
    elif before.unique and not one.unique:
        await allow_repeats(context, definition, (before,))
    await keep_field(context, object, key, body=field_to_json(one))
    await tell_of_field(
        context, "object.field.changed", object, key, field_to_json(before), field_to_json(one)
    )
    revision = await move(context, object, one)
    filling = await _fill(context, object, one) if one.expression != before.expression else {}
    return {"object": object, "key": key, "revision": revision, **filling}


async def _check_options_left(
    context: ActionContext, definition: ObjectDef, before: Field, one: Field
) -> None:
    """Raises `OptionInUse` where records, those in the bin too, have options that are to go."""
    gone = {option.value: option.label for option in before.options if option.value not in one.option_values}
    if not gone:
        return
    values = "unnest({column})" if before.kind == "multi_choice" else "{column}"
    statement = sql.SQL(
        f"SELECT value, count(*) FROM (SELECT {values} AS value FROM {{table}}) held WHERE value = ANY(%s) GROUP BY 1"
    )
    cursor = await context.connection.raw.execute(
        statement.format(column=sql.Identifier(one.key), table=sql.Identifier(definition.table.name)),
        [list(gone)],
    )
    held = dict(await cursor.fetchall())
    if held:
        raise OptionInUse(
            pointer="/options",
            used=Label(
                "、".join(f"{gone[value].zh} {count} 条" for value, count in held.items()),
                ", ".join(f"{gone[value].en}: {count}" for value, count in held.items()),
            ),
        )


@action("field.remove", "移除字段", "Remove a field", OBJECT, KEY, danger=True)
async def remove_field(context: ActionContext, object: str, key: str) -> dict[str, Any]:
    """Put a custom field into the bin: it is gone from every page, and its values wait to be restored."""
    definition = context.caller.catalog.object(object)
    one = custom_field_of(definition, key)
    for needed_by in _needing(context, definition, key):
        raise FieldNeeded(pointer="/key", key=key, by=needed_by)
    await keep_field(context, object, key, removed_at=context.now)
    await tell_of_field(context, "object.field.removed", object, key, field_to_json(one), None)
    return {"object": object, "key": key, "revision": await move(context, object, one)}


@action("field.restore", "恢复字段", "Restore a field", OBJECT, KEY)
async def restore_field(context: ActionContext, object: str, key: str) -> dict[str, Any]:
    """Take a field out of the bin with the values it had; derived ones are computed anew."""
    definition = context.caller.catalog.object(object)
    row = await stored_field(context, object, key)
    if row is None or row.removed_at is None:
        raise Missing
    one = field_from_json(row.body)
    check_shape(context.caller.catalog, definition, one)
    check_definition_of(replace(definition, fields={**definition.fields, key: one}), one)
    await keep_field(context, object, key, removed_at=None)
    await tell_of_field(context, "object.field.restored", object, key, None, row.body)
    revision = await move(context, object, one)
    return {"object": object, "key": key, "revision": revision, **await _fill(context, object, one)}


@action("field.purge", "彻底删除字段", "Delete a field for good", OBJECT, KEY, danger=True)
async def purge_field(context: ActionContext, object: str, key: str) -> dict[str, Any]:
    """Drop the columns of a field that is in the bin; its values are lost."""
    definition = context.caller.catalog.object(object)
    row = await stored_field(context, object, key)
    if row is None or row.removed_at is None:
        raise Missing
    columns = field_columns(field_from_json(row.body), definition.table.name)
    dropped = sql.SQL(", ").join(
        sql.SQL("DROP COLUMN IF EXISTS {}").format(sql.Identifier(column.name)) for column in columns
    )
    table = sql.Identifier(definition.table.name)
    if columns:
        gone = member_drops(context.caller.catalog, definition, field_from_json(row.body))
        await run_online(context, [*gone, sql.SQL("ALTER TABLE {} {}").format(table, dropped)])
    await forget_keys(context, object, key)
    await context.connection.execute(custom_field.delete().where(custom_field.c.id == row.id))
    await tell_of_field(context, "object.field.purged", object, key, row.body, None)
    return {"object": object, "key": key, "revision": await move_revision(context.connection)}


def member_drops(catalog: Catalog, definition: ObjectDef, one: Field) -> list[Statement]:
    """What else goes with the column of a field that refers to several records."""
    target = catalog.objects.get(one.target or "")
    if one.kind != SEVERAL or target is None:
        return []
    return drop_member_triggers(definition.table.name, one, target.table.name)


async def move(context: ActionContext, object_key: str, *fields: Field) -> int:
    """Tell every process of changed fields; what records are found by follows them."""
    if any(map(is_termed, fields)):
        await follow_terms(context, object_key)
    if any(one.expression is not None or one.rollup is not None for one in fields):
        await follow_derived(context)
    return await move_revision(context.connection)


def custom_field_of(definition: ObjectDef, key: str) -> Field:
    one = definition.fields.get(key)
    if one is None:
        raise Missing(pointer="/key")
    if not one.custom:
        raise NotCustomField(pointer="/key", key=key)
    return one


def _needing(context: ActionContext, definition: ObjectDef, key: str) -> list[str]:
    """What would miss a field: the title, formulas, defaults and checks of its object, and rollups over it."""
    found = [definition.label.zh] if definition.title_field == key else []
    found += [one.label.zh for one in definition.fields.values() if one.key != key and mentions(one, key)]
    found += [f"不可重复：{named(each).zh}" for each in keys_with(definition, key) if len(each) > 1]
    catalog = context.caller.catalog
    over = [*gathering(catalog, definition.key, key), *tables_by(catalog, definition.key, key)]
    return found + [f"{other.label.zh}.{one.label.zh}" for other, one in over]


async def _fill(context: ActionContext, object_key: str, one: Field) -> dict[str, Any]:
    """Compute a derived field for the records there are."""
    if one.expression is None and one.rollup is None:
        return {}
    return await _fill_object(context, object_key)


async def fill_derived(context: ActionContext, object_key: str, key: str) -> dict[str, Any]:
    """Compute anew what follows from a field whose values changed: formulas of its object; rollups over it, of others."""
    catalog = context.caller.catalog
    definition = catalog.object(object_key)
    following = [one for one in definition.fields.values() if key in names_in(one.expression or "")]
    filling = await _fill_object(context, object_key) if following else {}
    for other_key in dict.fromkeys(other.key for other, _ in gathering(catalog, object_key, key)):
        filling = {**await _fill_object(context, other_key), **filling}
    return filling


async def _fill_object(context: ActionContext, object_key: str) -> dict[str, Any]:
    """Fill with the catalog as it is now, which the caller of the action does not hold yet."""
    caller = context.caller
    context.caller = system_caller(await load_catalog(context.connection), caller.name)
    try:
        return await fill_field(context, object_key, caller.user_id)
    finally:
        context.caller = caller


async def stored_field(context: ActionContext, object_key: str, key: str) -> Any | None:
    mine = (custom_field.c.object == object_key, custom_field.c.key == key)
    return await context.connection.find(select(custom_field).where(*mine).with_for_update())


async def keep_field(context: ActionContext, object_key: str, key: str, **columns: Any) -> None:
    mine = (custom_field.c.object == object_key, custom_field.c.key == key)
    await context.connection.execute(update(custom_field).where(*mine).values(**columns))


async def tell_of_field(
    context: ActionContext, name: str, object_key: str, key: str, old: Any, new: Any
) -> None:
    await context.record(name, object=object_key, changes=[{"field": key, "old": old, "new": new}])


async def _add_columns(context: ActionContext, definition: ObjectDef, one: Field, prefix: str | None) -> None:
    """ALTER TABLE under a short lock timeout; a reference gets its foreign key, which is checked later."""
    table = sql.Identifier(definition.table.name)
    statements: list[Statement] = []
    columns = field_columns(replace(one, required=False), definition.table.name, prefix)
    for column in columns:
        parts = [sql.Identifier(column.name), sql.SQL(column.type.compile(dialect=dialect))]
        if one.kind == "auto_number":
            if not one.gapless:
                sequence = sql.Identifier(f"{definition.table.name}_number_seq")
                statements.append(sql.SQL("CREATE SEQUENCE {}").format(sequence))
            assert isinstance(column.server_default, DefaultClause)
            parts.append(sql.SQL("NOT NULL UNIQUE DEFAULT " + str(column.server_default.arg)))
        statements.append(sql.SQL("ALTER TABLE {} ADD COLUMN {}").format(table, sql.SQL(" ").join(parts)))
    if one.target and one.kind in (*REFERRING, SEVERAL):
        target = context.caller.catalog.objects.get(one.target, definition).table.name
        if one.kind == SEVERAL:
            statements += member_triggers(definition.table.name, one, target)
        else:
            statements.append(foreign_key(definition.table.name, one, target))
    try:
        await run_online(context, statements)
        await add_indexes(context, definition, one)
    except psycopg.errors.DuplicateColumn:
        raise FieldExists(pointer="/key", key=one.key) from None

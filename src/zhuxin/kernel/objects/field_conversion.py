"""A field becomes one of another kind, with its values: looked at first, done whole or not at all, and taken back again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from psycopg import sql
from sqlalchemy import update

from zhuxin.core.db.statements import dialect
from zhuxin.core.errors import InvalidFields, Missing, Refusal, faults_at
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.derived.fill import check_definition_of
from zhuxin.kernel.derived.formulas import mentions
from zhuxin.kernel.derived.rollups import gathering
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import BadValue, Field
from zhuxin.kernel.objects.catalog import field_from_json, field_to_json
from zhuxin.kernel.objects.conversions import Conversion, converted, offered
from zhuxin.kernel.objects.ddl import run_online
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.errors import (
    ConversionLoses,
    ConversionNotOffered,
    ConvertedBefore,
    FieldNeeded,
    TitleNotText,
    TooManyToConvert,
)
from zhuxin.kernel.objects.field_actions import (
    KEY,
    OBJECT,
    custom_field_of,
    fill_derived,
    keep_field,
    move,
    stored_field,
    tell_of_field,
)
from zhuxin.kernel.objects.field_shape import OFFERED, TITLES, WITH_OPTIONS, check_shape, read_options
from zhuxin.kernel.objects.indexes.fields import indexes_of
from zhuxin.kernel.objects.indexes.unique_keys import keys_with, named
from zhuxin.kernel.objects.tables import custom_field
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.records.children import tables_by

ROW_LIMIT = 200_000
SAMPLES = 10
BEFORE = "_before"
NUMERIC = ("number", "money", "percent")
FREE_TEXT = ("text", "long_text")
_ACCEPT = field("boolean", "accept_loss", "接受丢失", "Accept the loss", default=False)


@action(
    "field.convert",
    "转换字段类型",
    "Convert a field",
    OBJECT,
    KEY,
    field("choice", "kind", "新类型", "New kind", required=True, options=OFFERED),
    field("number", "scale", "小数位数", "Decimal places", minimum="0", maximum="8"),
    field("json", "options", "选项", "Options"),
    _ACCEPT,
    danger=True,
)
async def convert_field(
    context: ActionContext,
    object: str,
    key: str,
    kind: str,
    scale: Any,
    options: Any,
    accept_loss: bool,
) -> dict[str, Any]:
    """Give a custom field another kind and turn its values over; `{"rows", "lost", "samples"}` tell how they fare.

    With a dry run that is all. Values that would be lost refuse it as `ConversionLoses` unless that is accepted. What was
    there before waits in the bin, for `field.revert_conversion`.
    """
    definition = context.caller.catalog.object(object)
    before = custom_field_of(definition, key)
    if kind not in offered(before.kind):
        names = "、".join(offered(before.kind)) or "—"
        raise ConversionNotOffered(pointer="/kind", kind=before.kind, offered=names)
    after = _becoming(before, kind, scale, options)
    _check_uses(context, definition, after)
    found = await _look(context, definition, before, after)
    if context.dry_run:
        return {"object": object, "key": key, "kind": kind, **found}
    await _refuse_late(context, object, key)
    await _lock(context, definition)
    found = await _look(context, definition, before, after)
    if found["lost"] and not accept_loss:
        raise ConversionLoses(extra=found, lost=found["lost"], rows=found["rows"])
    await _turn_over(context, definition, before, after)
    await context.connection.insert(custom_field, _binned(context, object, before))
    await keep_field(context, object, key, body=field_to_json(after))
    return await _done(context, "object.field.converted", object, before, after, found)


@action(
    "field.revert_conversion",
    "撤销类型转换",
    "Take a conversion back",
    OBJECT,
    KEY,
    _ACCEPT,
    danger=True,
)
async def revert_conversion(
    context: ActionContext, object: str, key: str, accept_loss: bool
) -> dict[str, Any]:
    """Put a converted field back as it was, with the values of before; what it is now waits in the bin in its turn.

    Values written since would be missing: they are counted, and refuse it as `ConversionLoses` unless that is accepted.
    """
    definition = context.caller.catalog.object(object)
    now = custom_field_of(definition, key)
    row = await stored_field(context, object, f"{key}{BEFORE}")
    if row is None or row.removed_at is None or "original" not in row.body:
        raise Missing
    then = field_from_json(row.body["original"])
    check_shape(context.caller.catalog, definition, then)
    _check_uses(context, definition, then)
    if not context.dry_run:
        await _lock(context, definition)
    found = await _look_back(context, definition, then, now)
    if context.dry_run:
        return {"object": object, "key": key, "kind": then.kind, **found}
    if found["lost"] and not accept_loss:
        raise ConversionLoses(extra=found, lost=found["lost"], rows=found["rows"])
    aside = f"{key}_aside"
    await run_online(
        context,
        [
            _renamed(definition, key, aside),
            _renamed(definition, f"{key}{BEFORE}", key),
            _renamed(definition, aside, f"{key}{BEFORE}"),
        ],
    )
    body = _binned(context, object, now)["body"]
    await context.connection.execute(
        update(custom_field).where(custom_field.c.id == row.id).values(body=body, removed_at=context.now)
    )
    await keep_field(context, object, key, body=field_to_json(then))
    return await _done(context, "object.field.conversion_reverted", object, now, then, found)


def _becoming(before: Field, kind: str, scale: Any, options: Any) -> Field:
    """The field after its conversion: what it is called and asks stays; limits and default only where they still hold."""
    both_text = before.kind in FREE_TEXT and kind in FREE_TEXT
    both_numeric = before.kind in NUMERIC and kind in NUMERIC
    after = replace(
        before,
        kind=kind,
        scale=int(scale if scale is not None else before.scale) if kind == "number" else 0,
        options=(read_options(options) or before.options) if kind in WITH_OPTIONS else (),
        max_length=before.max_length if both_text else None,
        minimum=before.minimum if both_numeric else None,
        maximum=before.maximum if both_numeric else None,
        searchable=before.searchable and kind in FREE_TEXT,
        default=None,
    )
    if before.default is None or before.kind != kind:
        return after
    try:
        return replace(after, default=kind_of(after).parse(before.default, after))
    except BadValue:
        return after


def _check_uses(context: ActionContext, definition: ObjectDef, after: Field) -> None:
    """Raises where the title, a formula, default or check of the object, or a rollup over it does not go with the new kind."""
    if definition.title_field == after.key and after.kind not in TITLES:
        raise TitleNotText(pointer="/kind", field=after.key)
    for fields in keys_with(definition, after.key):
        raise FieldNeeded(pointer="/key", key=after.key, by=f"不可重复：{named(fields).zh}")
    changed = replace(definition, fields={**definition.fields, after.key: after})
    check_shape(context.caller.catalog, definition, after)
    for one in changed.fields.values():
        if one.key == after.key or mentions(one, after.key):
            with _at(f"/uses/{definition.key}.{one.key}"):
                check_definition_of(changed, one)
    catalog = replace(
        context.caller.catalog,
        objects={**context.caller.catalog.objects, definition.key: changed},
        memo={},
    )
    uses = (gathering, tables_by)
    for other, one in [
        each for use in uses for each in use(context.caller.catalog, definition.key, after.key)
    ]:
        with _at(f"/uses/{other.key}.{one.key}"):
            check_shape(catalog, catalog.object(other.key), one)


class _at:
    """Says of what is refused inside where it is: pointers get a place before them."""

    def __init__(self, place: str):
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Refusal):
            raise InvalidFields(faults_at(self._place, error)) from None


async def _look(context: ActionContext, definition: ObjectDef, before: Field, after: Field) -> dict[str, Any]:
    """How many records have a value, how many of them lose something of it, and ten of the old and new values, losses first."""
    new, lost = converted(_conversion(context, before, after), before.key)
    column, table = sql.Identifier(before.key), sql.Identifier(definition.table.name)
    counting = sql.SQL(
        "SELECT count(*), count({column}), count(*) FILTER (WHERE {lost}) FROM {table}"
    ).format(column=column, lost=lost, table=table)
    total, rows, losing = await _row(context, counting)
    if total > ROW_LIMIT:
        raise TooManyToConvert(limit=ROW_LIMIT, count=total)
    sampling = sql.SQL(
        "SELECT id, {column}, {new}, {lost} FROM {table} WHERE {column} IS NOT NULL ORDER BY 4 DESC, id LIMIT {limit}"
    ).format(column=column, new=new, lost=lost, table=table, limit=sql.Literal(SAMPLES))
    cursor = await context.connection.raw.execute(sampling)
    samples = [
        {"id": each[0], "old": _told(before, each[1]), "new": _told(after, each[2]), "lost": each[3]}
        for each in await cursor.fetchall()
    ]
    return {"rows": rows, "lost": losing, "samples": samples}


async def _look_back(
    context: ActionContext, definition: ObjectDef, then: Field, now: Field
) -> dict[str, Any]:
    """The records whose value is not what the conversion made of the one before: they were written since."""
    before_key = f"{now.key}{BEFORE}"
    new, _ = converted(_conversion(context, then, now), before_key)
    parts = {
        "table": sql.Identifier(definition.table.name),
        "now": sql.Identifier(now.key),
        "then": sql.Identifier(before_key),
        "new": new,
    }
    counting = sql.SQL(
        "SELECT count({then}), count(*) FILTER (WHERE {now} IS DISTINCT FROM {new}) FROM {table}"
    ).format(**parts)
    rows, losing = await _row(context, counting)
    sampling = sql.SQL(
        "SELECT id, {now}, {then} FROM {table} WHERE {now} IS DISTINCT FROM {new} ORDER BY id LIMIT {limit}"
    ).format(**parts, limit=sql.Literal(SAMPLES))
    cursor = await context.connection.raw.execute(sampling)
    samples = [
        {"id": each[0], "old": _told(now, each[1]), "new": _told(then, each[2]), "lost": True}
        for each in await cursor.fetchall()
    ]
    return {"rows": rows, "lost": losing, "samples": samples}


async def _row(context: ActionContext, statement: sql.Composed) -> Any:
    return await (await context.connection.raw.execute(statement)).fetchone()


def _told(one: Field, stored: Any) -> Any:
    kind = kind_of(one)
    return kind.render(stored) if stored is not None and kind.render else stored


def _conversion(context: ActionContext, old: Field, new: Field) -> Conversion:
    return Conversion(old, new, context.services.settings.time_zone)


async def _refuse_late(context: ActionContext, object_key: str, key: str) -> None:
    """What an earlier conversion left in the bin must be gone: one step can be taken back."""
    if await stored_field(context, object_key, f"{key}{BEFORE}") is not None:
        raise ConvertedBefore(pointer="/key", key=f"{key}{BEFORE}")


async def _lock(context: ActionContext, definition: ObjectDef) -> None:
    """Keep writers out from here on: who writes now is waited for, and what she wrote is converted too."""
    table = sql.Identifier(definition.table.name)
    await run_online(context, [sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(table)])


async def _turn_over(context: ActionContext, definition: ObjectDef, before: Field, after: Field) -> None:
    """The old column steps aside under its name of before, the new one is added and filled from it."""
    key, aside = before.key, f"{before.key}{BEFORE}"
    table, column = sql.Identifier(definition.table.name), sql.Identifier(key)
    new, _ = converted(_conversion(context, before, after), aside)
    of_kind = sql.SQL(kind_of(after).column.compile(dialect=dialect))
    await run_online(
        context,
        [
            _renamed(definition, key, aside),
            sql.SQL("ALTER TABLE {} ADD COLUMN {} {}").format(table, column, of_kind),
            sql.SQL("UPDATE {} SET {} = {} WHERE {} IS NOT NULL").format(
                table, column, new, sql.Identifier(aside)
            ),
            *indexes_of(definition, after),
        ],
    )


def _renamed(definition: ObjectDef, old: str, new: str) -> sql.Composable:
    return sql.SQL("ALTER TABLE {} RENAME COLUMN {} TO {}").format(
        sql.Identifier(definition.table.name), sql.Identifier(old), sql.Identifier(new)
    )


def _binned(context: ActionContext, object_key: str, one: Field) -> Mapping[str, Any]:
    """What is in the bin after a conversion: the field as it was, under another key, with what it takes to put it back."""
    label = Label(f"{one.label.zh}（转换前）", f"{one.label.en} (before its conversion)")
    aside = replace(one, key=f"{one.key}{BEFORE}", label=label, required=False, checks=())
    return {
        "id": new_id(),
        "created_at": context.now,
        "object": object_key,
        "key": aside.key,
        "body": {**field_to_json(aside), "original": field_to_json(one)},
        "created_by": context.caller.user_id,
        "removed_at": context.now,
    }


async def _done(
    context: ActionContext, name: str, object_key: str, old: Field, new: Field, found: Mapping[str, Any]
) -> dict[str, Any]:
    """Tell of it, move the revision, and compute anew what follows from the field."""
    await tell_of_field(context, name, object_key, new.key, field_to_json(old), field_to_json(new))
    revision = await move(context, object_key, old, new)
    filling = await fill_derived(context, object_key, new.key)
    return {
        "object": object_key,
        "key": new.key,
        "kind": new.kind,
        "revision": revision,
        **found,
        **filling,
    }

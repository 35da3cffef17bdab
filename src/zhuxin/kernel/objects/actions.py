"""Changing what is defined: adding a field to an object while people work with it."""

import asyncio
import re
from dataclasses import replace
from typing import Any

import psycopg
from psycopg import sql

from zhuxin.core.db.errors import Busy
from zhuxin.core.db.statements import dialect
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.fields.registry import KINDS
from zhuxin.kernel.fields.types import Field, Option
from zhuxin.kernel.objects.catalog import field_to_json, move_revision
from zhuxin.kernel.objects.define import field, field_columns, options
from zhuxin.kernel.objects.errors import BadFieldKey, FieldExists, FieldLimit, KindNotOffered, OptionsMissing
from zhuxin.kernel.objects.tables import custom_field
from zhuxin.kernel.objects.types import ObjectDef

FIELD_LIMIT = 500
LOCK_WAIT_MS = 200
LOCK_TRIES = 10
NOT_OFFERED = ("auto_number", "json", "file")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@action(
    "field.create",
    "新建字段",
    "Add a field",
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field("text", "key", "编码", "Key", required=True, max_length=40),
    field("text", "label_zh", "名称", "Name", required=True, max_length=60),
    field("text", "label_en", "英文名称", "English name", max_length=60),
    field(
        "choice",
        "kind",
        "类型",
        "Kind",
        required=True,
        options=options(
            *(
                f"{kind.key}:{kind.label.zh}:{kind.label.en}"
                for kind in KINDS.values()
                if kind.key not in NOT_OFFERED
            )
        ),
    ),
    field("json", "options", "选项", "Options"),
    field("boolean", "required", "必填", "Required", default=False),
    field("number", "max_length", "最多字数", "Longest", minimum="1", maximum="10000"),
    field("number", "scale", "小数位数", "Decimal places", minimum="0", maximum="8"),
    field("text", "target", "关联对象", "Target", max_length=60),
    field("text", "help", "填写说明", "Help", max_length=200),
)
async def create_field(
    context: ActionContext,
    object: str,
    key: str,
    label_zh: str,
    label_en: str | None,
    kind: str,
    options: Any,
    required: bool,
    max_length: Any,
    scale: Any,
    target: str | None,
    help: str | None,
) -> dict[str, Any]:
    """Add a custom field `x_<key>` as a real column; readers and writers are held up for a moment at most."""
    definition = context.caller.catalog.object(object)
    one = Field(
        key=f"x_{key.removeprefix('x_')}",
        kind=kind,
        label=Label(label_zh, label_en or label_zh),
        required=bool(required),
        max_length=int(max_length) if max_length else None,
        scale=int(scale or 0),
        target=target,
        options=_options(options) if kind == "choice" else (),
        help=Label(help, help) if help else None,
        custom=True,
    )
    return await add_field(context, definition, one)


async def add_field(context: ActionContext, definition: ObjectDef, one: Field) -> dict[str, Any]:
    """Check, add the column, and publish the field with the next catalog revision."""
    _check(context, definition, one)
    await _add_columns(context, definition, one)
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
    await context.record(
        "object.field.added",
        object=definition.key,
        changes=[{"field": one.key, "old": None, "new": field_to_json(one)}],
    )
    return {"object": definition.key, "key": one.key, "revision": await move_revision(context.connection)}


def _check(context: ActionContext, definition: ObjectDef, one: Field) -> None:
    if not _KEY.fullmatch(one.key.removeprefix("x_")):
        raise BadFieldKey(pointer="/key")
    if one.key in definition.fields:
        raise FieldExists(pointer="/key", key=one.key)
    if one.kind in NOT_OFFERED:
        raise KindNotOffered(pointer="/kind", kind=one.kind)
    if len(definition.fields) >= FIELD_LIMIT:
        raise FieldLimit(limit=FIELD_LIMIT)
    if one.kind == "choice" and (not one.options or len(one.option_values) != len(one.options)):
        raise OptionsMissing(pointer="/options")
    if one.kind == "reference":
        context.caller.catalog.object(one.target or "")


async def _add_columns(context: ActionContext, definition: ObjectDef, one: Field) -> None:
    """ALTER TABLE under a short lock timeout, tried again, so that it never queues the whole table behind itself."""
    columns = [
        sql.SQL("ADD COLUMN {} {}").format(
            sql.Identifier(column.name), sql.SQL(column.type.compile(dialect=dialect))
        )
        for column in field_columns(replace(one, required=False), definition.table.name)
    ]
    statement = sql.SQL("ALTER TABLE {} {}").format(
        sql.Identifier(definition.table.name), sql.SQL(", ").join(columns)
    )
    raw = context.connection.raw
    for attempt in range(LOCK_TRIES):
        try:
            async with raw.transaction():
                await raw.execute(f"SET LOCAL lock_timeout = {LOCK_WAIT_MS}")
                await raw.execute(statement)
            await raw.execute("SET LOCAL lock_timeout = DEFAULT")
            return
        except psycopg.errors.DuplicateColumn:
            raise FieldExists(pointer="/key", key=one.key) from None
        except psycopg.errors.LockNotAvailable:
            await asyncio.sleep(0.1 * (attempt + 1))
    raise Busy


def _options(raw: Any) -> tuple[Option, ...]:
    """Options given as `["甲", "乙"]` or `[{"value", "label"}]`."""
    found = []
    for one in raw if isinstance(raw, list) else []:
        if isinstance(one, str) and one.strip():
            found.append(Option(one.strip(), Label(one.strip(), one.strip())))
        elif isinstance(one, dict) and isinstance(one.get("value"), str):
            found.append(
                Option(one["value"], label_of(one.get("label") or one["value"]), one.get("tone", "none"))
            )
    return tuple(found)

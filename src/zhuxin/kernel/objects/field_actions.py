"""Fields that people define: added to an object while others work with it."""

import re
from dataclasses import replace
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import DefaultClause

from zhuxin.core.db.statements import dialect
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.fields.registry import KINDS
from zhuxin.kernel.fields.types import Field, Option
from zhuxin.kernel.objects.catalog import field_to_json, move_revision
from zhuxin.kernel.objects.ddl import Statement, run_online
from zhuxin.kernel.objects.define import field, field_columns, options
from zhuxin.kernel.objects.errors import (
    BadFieldKey,
    FieldExists,
    FieldLimit,
    KindNotOffered,
    OptionsMissing,
    UnknownTarget,
)
from zhuxin.kernel.objects.tables import custom_field
from zhuxin.kernel.objects.types import ObjectDef

FIELD_LIMIT = 500
REFERRING = ("reference", "user", "department")
NOT_OFFERED = ("auto_number", "json", "file")
DELETE_RULES = options("refuse:拒绝:Refuse", "clear:清空:Clear", "cascade:一并删除:Delete too")
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
    field(
        "choice", "on_delete", "关联记录删除时", "When it is deleted", default="refuse", options=DELETE_RULES
    ),
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
    on_delete: str,
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
        on_delete=on_delete,
        options=_options(options) if kind == "choice" else (),
        help=Label(help, help) if help else None,
        custom=True,
    )
    await add_field(context, definition, one)
    return {"object": definition.key, "key": one.key, "revision": await move_revision(context.connection)}


async def add_field(
    context: ActionContext, definition: ObjectDef, one: Field, *, prefix: str | None = None
) -> None:
    """Check, add the column and keep the field; the catalog's revision is the caller's to move.

    `prefix` is what an auto number begins with; only a new object gets one.
    """
    _check(context, definition, one, numbered=prefix is not None)
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
    await context.record(
        "object.field.added",
        object=definition.key,
        changes=[{"field": one.key, "old": None, "new": field_to_json(one)}],
    )


def _check(context: ActionContext, definition: ObjectDef, one: Field, *, numbered: bool) -> None:
    if not _KEY.fullmatch(one.key.removeprefix("x_")):
        raise BadFieldKey(pointer="/key")
    if one.key in definition.fields:
        raise FieldExists(pointer="/key", key=one.key)
    if one.kind in NOT_OFFERED and not (numbered and one.kind == "auto_number"):
        raise KindNotOffered(pointer="/kind", kind=one.kind)
    if len(definition.fields) >= FIELD_LIMIT:
        raise FieldLimit(limit=FIELD_LIMIT)
    if one.kind == "choice" and (not one.options or len(one.option_values) != len(one.options)):
        raise OptionsMissing(pointer="/options")
    if one.kind == "reference" and (one.target or "") not in context.caller.catalog.objects:
        raise UnknownTarget(pointer="/target", target=one.target or "")


async def _add_columns(context: ActionContext, definition: ObjectDef, one: Field, prefix: str | None) -> None:
    """ALTER TABLE under a short lock timeout; a reference gets its foreign key, which an empty column satisfies at once."""
    table = sql.Identifier(definition.table.name)
    statements: list[Statement] = []
    columns = field_columns(replace(one, required=False), definition.table.name, prefix)
    for column in columns:
        parts = [sql.Identifier(column.name), sql.SQL(column.type.compile(dialect=dialect))]
        if one.kind == "auto_number":
            sequence = sql.Identifier(f"{definition.table.name}_number_seq")
            statements.append(sql.SQL("CREATE SEQUENCE {}").format(sequence))
            assert isinstance(column.server_default, DefaultClause)
            parts.append(sql.SQL("NOT NULL UNIQUE DEFAULT " + str(column.server_default.arg)))
        statements.append(sql.SQL("ALTER TABLE {} ADD COLUMN {}").format(table, sql.SQL(" ").join(parts)))
    if one.kind in REFERRING and one.target:
        target = context.caller.catalog.objects.get(one.target, definition)
        statements += foreign_key(definition.table.name, one, target.table.name)
    if one.searchable:
        statements.append(
            sql.SQL("CREATE INDEX ON {} USING gin ({} gin_trgm_ops)").format(table, sql.Identifier(one.key))
        )
    try:
        await run_online(context, statements)
    except psycopg.errors.DuplicateColumn:
        raise FieldExists(pointer="/key", key=one.key) from None


def foreign_key(table: str, one: Field, target: str) -> list[Statement]:
    """The constraint and the index of a reference; what happens on delete is the field's `on_delete`."""
    name = sql.Identifier(f"fk_{table}_{one.key}"[:63])
    rule = sql.SQL({"refuse": "NO ACTION", "clear": "SET NULL", "cascade": "CASCADE"}[one.on_delete])
    return [
        sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} (id) ON DELETE {}").format(
            sql.Identifier(table), name, sql.Identifier(one.key), sql.Identifier(target), rule
        ),
        sql.SQL("CREATE INDEX ON {} ({}, id)").format(sql.Identifier(table), sql.Identifier(one.key)),
    ]


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

"""Objects that people define: made, described, archived, restored, deleted; usable with the next request of every process."""

import re
from typing import Any

from psycopg import sql
from sqlalchemy import select, update

from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.exports.queries import exported_since
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import field_from_json, move_revision
from zhuxin.kernel.objects.ddl import create_table, run_online
from zhuxin.kernel.objects.define import define_custom_object, field
from zhuxin.kernel.objects.errors import (
    BadObjectKey,
    NotCustom,
    NotExported,
    ObjectExists,
    ObjectLimit,
    ObjectNotEmpty,
    ObjectReferred,
    TitleNotText,
)
from zhuxin.kernel.objects.field_actions import add_field, member_drops, move
from zhuxin.kernel.objects.field_shape import TITLES
from zhuxin.kernel.objects.indexes.unique_keys import forget_keys
from zhuxin.kernel.objects.keys import NEW_KEY, key_for
from zhuxin.kernel.objects.tables import custom_field, custom_object, number_counter
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.search.follow import trigger_name

OBJECT_LIMIT = 1000
_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
_PREFIX = re.compile(r"[A-Z0-9-]{1,8}")
_OBJECT = field("text", "object", "对象", "Object", required=True, max_length=60)
_LABELS = (
    field("text", "label_zh", "名称", "Name", required=True, max_length=60),
    field("text", "label_en", "英文名称", "English name", max_length=60),
    field("text", "description", "用途", "What it is for", max_length=200),
    field("text", "icon", "图标", "Icon", max_length=40),
)


@action(
    "object.create",
    "新建对象",
    "Create an object",
    *_LABELS,
    field("text", "number_prefix", "编号前缀", "Number prefix", max_length=8),
    field(
        "boolean",
        "number_gapless",
        "编号连续不断号",
        "Numbers without gaps",
        default=False,
        help=Label(
            "取消或失败的新建不占号；同一对象的新建会排队。票据、合同号才需要",
            "What is cancelled takes no number, and records are made one after the other. For invoices and contracts",
        ),
    ),
    NEW_KEY,
)
async def create_object(
    context: ActionContext,
    label_zh: str,
    label_en: str | None,
    description: str | None,
    icon: str | None,
    number_prefix: str | None,
    number_gapless: bool,
    key: str | None,
) -> dict[str, Any]:
    """Make an object `x_<key>` with a table of its own, a title field `x_name` and, with a prefix, a number `x_number`."""
    taken = {one.removeprefix("x_") for one in context.caller.catalog.objects}
    key = f"x_{(key or await key_for(context.connection, 'object', (label_zh, label_en), taken)).removeprefix('x_')}"
    if not _KEY.fullmatch(key.removeprefix("x_")):
        raise BadObjectKey(pointer="/key")
    if number_prefix and not _PREFIX.fullmatch(number_prefix):
        raise BadObjectKey(pointer="/number_prefix")
    if key in context.caller.catalog.objects:
        raise ObjectExists(pointer="/key", key=key)
    if len(context.caller.catalog.objects) >= OBJECT_LIMIT:
        raise ObjectLimit(limit=OBJECT_LIMIT)
    body = {**_described(label_zh, label_en, description, icon), "title_field": "x_name"}
    if number_prefix:
        body["number_prefix"] = number_prefix
    await make_object(context, key, body)
    made = define_custom_object(key, body)
    if number_prefix:
        number = Field(
            "x_number",
            "auto_number",
            Label("编号", "Number"),
            read_only=True,
            custom=True,
            gapless=number_gapless,
        )
        await add_field(context, made, number, prefix=number_prefix)
    name = Field("x_name", "text", Label("名称", "Name"), required=True, searchable=True, custom=True)
    await add_field(context, made, name)
    return {"object": key, "revision": await move(context, key, name)}


async def make_object(context: ActionContext, key: str, body: dict[str, Any]) -> None:
    """The table and the entry of a custom object, as `object.create` and the package installer make them."""
    await run_online(context, create_table(define_custom_object(key, body).table))
    await context.connection.insert(
        custom_object,
        {
            "id": new_id(),
            "created_at": context.now,
            "key": key,
            "body": body,
            "created_by": context.caller.user_id,
        },
    )
    await context.record("object.created", object=key, changes=[{"field": "body", "old": None, "new": body}])


@action(
    "object.change",
    "修改对象",
    "Change an object",
    _OBJECT,
    *_LABELS,
    field("text", "title_field", "标题字段", "Title field", max_length=60),
)
async def change_object(
    context: ActionContext,
    object: str,
    label_zh: str,
    label_en: str | None,
    description: str | None,
    icon: str | None,
    title_field: str | None,
) -> dict[str, Any]:
    """Say anew what a custom object is called, what it is for, and which field names a record."""
    definition = custom_object_named(context, object)
    title = title_field or definition.title_field
    if title not in definition.fields or definition.fields[title].kind not in TITLES:
        raise TitleNotText(pointer="/title_field", field=title)
    described = {**_described(label_zh, label_en, description, icon), "title_field": title}
    # What only said the old name again goes with it.
    named = (definition.label, definition.plural)
    if definition.plural == definition.label:
        described["label_plural"] = None
    if definition.description in named and not description:
        described["description"] = None
    await describe_object(context, object, described)
    return {"object": object, "revision": await move_revision(context.connection)}


async def describe_object(context: ActionContext, object: str, described: dict[str, Any]) -> None:
    """Put what a custom object is called in place of what it was; the catalog's revision is the caller's to move."""
    row = await _lock(context, object)
    body = {**row.body, **described}
    await context.connection.execute(
        update(custom_object).where(custom_object.c.key == object).values(body=body)
    )
    await context.record(
        "object.changed", object=object, changes=[{"field": "body", "old": row.body, "new": body}]
    )


@action("object.archive", "归档对象", "Archive an object", _OBJECT, danger=True)
async def archive_object(context: ActionContext, object: str) -> dict[str, Any]:
    """Take an object out of use: its records can be read, and nothing is written until it is restored."""
    return await _set_archived(context, object, "object.archived", context.now)


@action("object.restore", "恢复对象", "Restore an object", _OBJECT)
async def restore_object(context: ActionContext, object: str) -> dict[str, Any]:
    return await _set_archived(context, object, "object.restored", None)


@action(
    "object.delete",
    "删除对象",
    "Delete an object",
    _OBJECT,
    field(
        "boolean",
        "exported",
        "连同已导出的记录一起删除",
        "Also the records, which are exported",
        default=False,
    ),
    danger=True,
    confirm=("对象和它的字段将被删除，不能恢复。确定吗？", "The object and its fields go for good. Go on?"),
)
async def delete_object(context: ActionContext, object: str, exported: bool) -> dict[str, Any]:
    """Delete a custom object that no other object refers to and that has no records, the recycle bin included.

    With `exported` its records go too, if all of them were exported after the last change; raises `NotExported` else.
    """
    definition = custom_object_named(context, object)
    for other in context.caller.catalog.objects.values():
        if other.key != object and any(one.target == object for one in other.fields.values()):
            raise ObjectReferred(object=other.label.zh, object_en=other.label.en)
    table = sql.Identifier(object)
    await run_online(context, [sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(table)])
    cursor = await context.connection.raw.execute(
        sql.SQL("SELECT count(*), max(greatest(updated_at, deleted_at)) FROM {}").format(table)
    )
    row = await cursor.fetchone()
    assert row is not None
    count, changed = row
    if count and not exported:
        raise ObjectNotEmpty(count=count)
    if count:
        keys = [one.key for one in definition.fields.values() if one.custom and kind_of(one).stored]
        held = await exported_since(context.connection, context.services, object, keys, changed)
        if held < count:
            raise NotExported(pointer="/exported", count=count)
    stored = await context.connection.all(select(custom_field.c.body).where(custom_field.c.object == object))
    fields = [field_from_json(row.body) for row in stored]
    await run_online(
        context,
        [
            *(each for one in fields for each in member_drops(context.caller.catalog, definition, one)),
            sql.SQL("DROP TABLE {}").format(table),
            sql.SQL("DROP FUNCTION IF EXISTS {}()").format(sql.Identifier(trigger_name(object))),
            sql.SQL("DROP SEQUENCE IF EXISTS {}").format(sql.Identifier(f"{object}_number_seq")),
        ],
    )
    await context.connection.execute(custom_field.delete().where(custom_field.c.object == object))
    await forget_keys(context, object)
    await context.connection.execute(number_counter.delete().where(number_counter.c.object == object))
    await context.connection.execute(custom_object.delete().where(custom_object.c.key == object))
    await context.record("object.deleted", object=object, records=count)
    return {"object": object, "revision": await move_revision(context.connection)}


def custom_object_named(context: ActionContext, key: str) -> ObjectDef:
    """A custom object; raises `UnknownObject`, or `NotCustom` for one that came with the system."""
    definition = context.caller.catalog.object(key)
    if not definition.custom:
        raise NotCustom(pointer="/object", key=key)
    return definition


async def _set_archived(context: ActionContext, key: str, name: str, at: Any) -> dict[str, Any]:
    custom_object_named(context, key)
    await _lock(context, key)
    await context.connection.execute(
        update(custom_object).where(custom_object.c.key == key).values(archived_at=at)
    )
    await context.record(name, object=key)
    return {"object": key, "revision": await move_revision(context.connection)}


async def _lock(context: ActionContext, key: str) -> Any:
    statement = select(custom_object).where(custom_object.c.key == key).with_for_update()
    return await context.connection.find(statement)


def _described(zh: str, en: str | None, description: str | None, icon: str | None) -> dict[str, Any]:
    body: dict[str, Any] = {"label": Label(zh, en or zh).to_json(), "icon": icon}
    if description:
        body["description"] = Label(description, description).to_json()
    return body

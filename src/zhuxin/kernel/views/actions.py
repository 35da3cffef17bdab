"""Saving, changing, sharing and deleting views, and choosing which one opens first."""

from typing import Any

from sqlalchemy import delete, update

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.indexes.views import request_indexes
from zhuxin.kernel.records.queries import readable
from zhuxin.kernel.timeline import register_labels
from zhuxin.kernel.views.checks import check_body
from zhuxin.kernel.views.errors import NotYours, StaleView, TooManyViews
from zhuxin.kernel.views.queries import SHARES, count_views, get_visible_view, reading_for
from zhuxin.kernel.views.tables import default_view, saved_view

VIEW_LIMIT = 100  # of one user and object
_VIEW = field("reference", "view_id", "视图", "View", required=True)
_VERSION = field("number", "version", "版本", "Version", required=True, minimum="1")
_LABEL = field("text", "label", "名称", "Name", required=True, max_length=60)
_OBJECT = field("text", "object", "对象", "Object", required=True, max_length=60)
_DEFAULT = """INSERT INTO default_view (user_id, object, view) VALUES (%(user)s, %(object)s, %(view)s)
ON CONFLICT (user_id, object) DO UPDATE SET view = excluded.view"""

register_labels(
    {
        "view.saved": ("保存视图", "View saved"),
        "view.changed": ("修改视图", "View changed"),
        "view.deleted": ("删除视图", "View deleted"),
        "view.shared": ("共享视图", "View shared"),
        "view.default_made": ("设置默认视图", "Default view set"),
    }
)


@action(
    "view.save",
    "另存为视图",
    "Save as a view",
    _OBJECT,
    _LABEL,
    field("json", "body", "内容", "Body", required=True),
)
async def save(context: ActionContext, object: str, label: str, body: Any) -> dict[str, Any]:
    """Save a view of the caller's own; nobody else sees it until it is shared."""
    readable(context.caller, object)
    if await count_views(context.connection, context.caller.user_id, object) >= VIEW_LIMIT:
        raise TooManyViews(limit=VIEW_LIMIT)
    await _check(context, object, label, body)
    row = {
        "id": new_id(),
        "created_at": context.now,
        "updated_at": context.now,
        "version": 1,
        "object": object,
        "label": label,
        "body": body,
        "owner_id": context.caller.user_id,
        "shared": False,
        "roles": [],
    }
    await context.connection.insert(saved_view, row)
    await context.record("view.saved", view_id=row["id"], of=object, label=label)
    return {"view_id": row["id"], "version": 1}


@action(
    "view.change",
    "保存视图",
    "Save the view",
    _VIEW,
    _VERSION,
    _LABEL,
    field("json", "body", "内容", "Body"),
)
async def change(context: ActionContext, view_id: str, version: Any, label: str, body: Any) -> dict[str, Any]:
    """Give a view another name or, where a body is given, another content; one that is shared changes for everybody."""
    row = await _changeable(context, view_id, version)
    if body is not None:
        await _check(context, row.object, label, body)
    return await _set(context, row, "view.changed", label=label, body=row.body if body is None else body)


@action(
    SHARES,
    "共享视图",
    "Share a view",
    _VIEW,
    _VERSION,
    field("boolean", "shared", "共享", "Shared", required=True),
    field("json", "roles", "角色", "Roles"),
)
async def share(
    context: ActionContext, view_id: str, version: Any, shared: bool, roles: Any
) -> dict[str, Any]:
    """Share a view with some roles, or without any named with everybody; or have it for its owner alone again."""
    row = await _changeable(context, view_id, version)
    wanted = [] if roles is None else roles
    if not isinstance(wanted, list) or any(one not in context.caller.catalog.roles for one in wanted):
        unknown = Label("没有这个角色", "There is no such role")
        raise InvalidFields([FieldFault("/roles", "value.not_an_option", unknown)])
    return await _set(context, row, "view.shared", shared=shared, roles=sorted(set(wanted)) if shared else [])


@action("view.delete", "删除视图", "Delete the view", _VIEW, danger=True)
async def delete_view(context: ActionContext, view_id: str) -> dict[str, Any]:
    """Delete a view: one's own, or one that is shared with the right to share."""
    row = await get_visible_view(context.connection, context.caller, view_id, lock=True)
    if row.owner_id != context.caller.user_id and not context.caller.rights.may_call(SHARES):
        raise NotYours
    await context.connection.execute(delete(saved_view).where(saved_view.c.id == view_id))
    await context.connection.execute(delete(default_view).where(default_view.c.view == view_id))
    await context.record("view.deleted", view_id=view_id, of=row.object, label=row.label)
    return {"view_id": view_id}


@action(
    "view.make_default",
    "设为默认视图",
    "Make the default view",
    _OBJECT,
    field("text", "view", "视图", "View", max_length=60),
)
async def make_default(context: ActionContext, object: str, view: str | None) -> dict[str, Any]:
    """Open a view first: a saved one by its id, or one of the layout by its key; without either the first of all."""
    readable(context.caller, object)
    keys = {one["key"] for one in context.caller.catalog.layout(object).get("views") or ()}
    if view is None:
        mine = (default_view.c.user_id == context.caller.user_id, default_view.c.object == object)
        await context.connection.execute(delete(default_view).where(*mine))
    else:
        if view not in keys:
            await get_visible_view(context.connection, context.caller, view)
        values = {"user": context.caller.user_id, "object": object, "view": view}
        await context.connection.execute(_DEFAULT, values)
    await context.record("view.default_made", of=object, view=view)
    return {"object": object, "view": view}


async def _check(context: ActionContext, object_key: str, label: str, body: Any) -> None:
    reading = await reading_for(context.connection, context.services, context.caller)
    check_body(reading, object_key, label, body)


async def _changeable(context: ActionContext, view_id: str, version: Any) -> Any:
    """The locked row of a view the caller may change, still at the version she saw."""
    row = await get_visible_view(context.connection, context.caller, view_id, lock=True)
    if row.shared and not context.caller.rights.may_call(SHARES):
        raise NotYours
    if row.version != version:
        raise StaleView
    return row


async def _set(context: ActionContext, row: Any, fact: str, **values: Any) -> dict[str, Any]:
    changed = {**values, "version": row.version + 1, "updated_at": context.now}
    await context.connection.execute(update(saved_view).where(saved_view.c.id == row.id).values(**changed))
    if values.get("shared", row.shared):
        await request_indexes(context, row.object)
    told = {key: value for key, value in values.items() if key != "body"}
    await context.record(fact, view_id=row.id, of=row.object, **told)
    return {"view_id": row.id, "version": row.version + 1}

"""Revealing one sensitive value: with a reason, and in the audit log."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.errors import Forbidden, Missing
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.plan import plan_for
from zhuxin.kernel.records.rows import require_visible


@action(
    "record.reveal",
    "查看完整值",
    "Reveal",
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field("reference", "id", "记录", "Record", required=True),
    field("text", "field", "字段", "Field", required=True, max_length=60),
    field("text", "reason", "原因", "Reason", required=True, max_length=200),
)
async def reveal(context: ActionContext, object: str, id: str, field: str, reason: str) -> dict[str, Any]:
    """The whole value of one encrypted field of one record, if the caller may read it and not only its mask."""
    definition = context.caller.catalog.object(object)
    one = definition.fields.get(field)
    if one is None or not kind_of(one).encrypted:
        raise Missing(pointer="/field")
    if context.caller.rights.object(object).access(field) < Access.READ:
        raise Forbidden
    await require_visible(context, object, [id])
    source = plan_for(context.caller.catalog, context.caller.rights, object).source
    stored = await context.connection.value(select(source.c[f"{field}_cipher"]).where(source.c.id == id))
    value = context.services.vault.decrypt(stored, f"{object}.{field}") if stored is not None else None
    subject = id if definition.party_field == "id" else None
    await context.record(
        "record.revealed", object=object, record_id=id, subject_id=subject, field=field, reason=reason
    )
    return {"value": value}

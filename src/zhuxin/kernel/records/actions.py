"""What is done with any record: one sensitive value revealed, the recycle bin emptied or turned back."""

from typing import Any

from sqlalchemy import delete, select

from zhuxin.core.errors import Forbidden, Missing
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.plan import Plan, plan_for
from zhuxin.kernel.records.rows import require_visible, set_columns
from zhuxin.kernel.records.store import lock_record

RECORD = (
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field("reference", "id", "记录", "Record", required=True),
)


@action(
    "record.reveal",
    "查看完整值",
    "Reveal",
    *RECORD,
    field("text", "field", "字段", "Field", required=True, max_length=60),
    field("text", "reason", "原因", "Reason", required=True, max_length=200),
    discloses=True,
    step_up=True,
)
async def reveal(context: ActionContext, object: str, id: str, field: str, reason: str) -> dict[str, Any]:
    """The whole value of one encrypted field of one record, if the caller may read it and not only its mask."""
    definition = context.caller.catalog.object(object)
    one = definition.fields.get(field)
    if one is None or not kind_of(one).encrypted:
        raise Missing(pointer="/field")
    if context.caller.rights.object(object).access(field) < Access.READ:
        raise Forbidden
    # What a share lets see of a record is never its identity in full.
    await require_visible(context, object, [id], reach="own" if one.sensitivity == "C3" else "read")
    source = plan_for(context.caller.catalog, context.caller.rights, object).source
    stored = await context.connection.value(select(source.c[f"{field}_cipher"]).where(source.c.id == id))
    value: Any = context.services.vault.decrypt(stored, f"{object}.{field}") if stored is not None else None
    if value is not None and (render := kind_of(one).render):
        value = render(value)
    subject = id if definition.party_field == "id" else None
    await context.record(
        "record.revealed", object=object, record_id=id, subject_id=subject, field=field, reason=reason
    )
    return {"value": value}


@action("record.restore", "从回收站恢复", "Restore from the recycle bin", *RECORD)
async def restore(context: ActionContext, object: str, id: str) -> dict[str, Any]:
    """Take a record out of the recycle bin; who may delete may restore."""
    plan = deleting_plan(context, object)
    await lock_record(context, plan, id, binned=True)
    await set_columns(context, object, id, deleted_at=None, deleted_by=None)
    await context.record(f"{object}.restored", object=object, record_id=id)
    return {"object": object, "id": id}


@action("record.purge", "彻底删除", "Delete for good", *RECORD, danger=True)
async def purge(context: ActionContext, object: str, id: str) -> dict[str, Any]:
    """Delete a record of the recycle bin for good; the audit log keeps that it was there."""
    plan = deleting_plan(context, object)
    await lock_record(context, plan, id, binned=True)
    source = plan.source
    await context.connection.execute(delete(source).where(source.c.id == id))
    await context.record(f"{object}.purged", object=object, record_id=id)
    return {"object": object, "id": id}


def deleting_plan(context: ActionContext, object_key: str) -> Plan:
    plan = plan_for(context.caller.catalog, context.caller.rights, object_key)
    if not plan.granted.delete:
        raise Forbidden
    return plan

"""Whole rows for actions: read and locked by object key, and their columns set. How one feature reaches another's records."""

from typing import Any

from sqlalchemy import bindparam, func, select, update

from zhuxin.core.db.errors import DuplicateValue
from zhuxin.core.db.schema import ID
from zhuxin.core.db.statements import Prepared, any_of, compile_statement
from zhuxin.core.errors import Forbidden, Missing
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.indexes.unique_keys import refuse_repeated
from zhuxin.kernel.permissions.scope import scope_parameters
from zhuxin.kernel.records.plan import Plan, plan_for, source_of
from zhuxin.kernel.sharing.errors import SharedForReading


async def require_visible(
    context: ActionContext, object_key: str, record_ids: list[str], *, reach: str = "write"
) -> None:
    """Raises `Missing` unless every one of the records is within the caller's scope. Actions call it for what they touch.

    A record shared for reading only is `SharedForReading`, unless `reach` is `read`.
    """
    if context.caller.system:
        return
    plan = plan_for(context.caller.catalog, context.caller.rights, object_key)
    if not plan.granted.read:
        raise Forbidden
    ids = sorted(set(record_ids))
    if await _count_within(context, plan, ids, reach) == len(ids):
        return
    if reach != "read" and plan.may_be_shared and await _count_within(context, plan, ids, "read") == len(ids):
        raise SharedForReading
    raise Missing


async def _count_within(context: ActionContext, plan: Plan, ids: list[str], reach: str) -> int:
    statement = select(func.count()).where(any_of(plan.source.c.id, ids), plan.scope_for(reach))
    sql, parameters = compile_statement(statement)
    found: int = await context.connection.value(sql, {**parameters, **scope_parameters(context.caller)})
    return found


async def get_visible_row(
    context: ActionContext, object_key: str, record_id: str, *, lock: bool = False
) -> Any:
    """A record's whole row, if it is within the caller's scope, locked on request; raises `Missing`."""
    await require_visible(context, object_key, [record_id])
    return await get_row(context, object_key, record_id, lock=lock)


async def get_row(context: ActionContext, object_key: str, record_id: str, *, lock: bool = False) -> Any:
    """A record's whole row whoever calls, for what an action itself must know; raises `Missing`."""
    statement = _row_statement(context.caller.catalog, object_key, lock)
    row = await context.connection.find(statement, {"record_id": record_id})
    if row is None:
        raise Missing
    return row


async def set_columns(context: ActionContext, object_key: str, record_id: str, **columns: Any) -> None:
    """Set columns of a record in an action that keeps its own entry in the audit log; its version moves on."""
    definition = context.caller.catalog.object(object_key)
    source = source_of(context.caller.catalog, definition)
    try:
        await context.connection.execute(
            update(source)
            .where(source.c.id == record_id)
            .values(**columns, version=source.c.version + 1, updated_at=context.now)
        )
    except DuplicateValue as error:
        refuse_repeated(definition, error)


def _row_statement(catalog: Catalog, object_key: str, lock: bool) -> Prepared:
    key = ("row", object_key, lock)
    if key not in catalog.memo:
        source = source_of(catalog, catalog.object(object_key))
        statement = select(source).where(source.c.id == bindparam("record_id", type_=ID))
        catalog.memo[key] = Prepared(statement.with_for_update() if lock else statement)
    found: Prepared = catalog.memo[key]
    return found

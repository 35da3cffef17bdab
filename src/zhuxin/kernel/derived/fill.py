"""Computing derived fields for records that are there already: at once for few, by a job with progress for many."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.jobs.queue import job
from zhuxin.core.jobs.runs import Progress, create_run
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.derived.formulas import check_expression, in_order, stored_result
from zhuxin.kernel.derived.rollups import gather
from zhuxin.kernel.fields.types import BadValue, Field
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.plan import source_of

JOB = "kernel.field.fill"
AT_ONCE = 2000
BATCH = 500


def check_definition_of(definition: ObjectDef, one: Field) -> None:
    """Raises `InvalidFields` with the place where a formula, default or check of a field does not hold: it must parse,
    mention fields there are, need no field that needs it, and give a result of its kind on sample values."""
    if one.expression is not None:
        in_order({**definition.fields, one.key: one})
        result = check_expression(definition, one.expression, "/expression")
        _check_result(one, result, "/expression")
    if one.default_expression:
        _check_result(
            one,
            check_expression(definition, one.default_expression, "/default_expression"),
            "/default_expression",
        )
    with_itself = replace(definition, fields={**definition.fields, one.key: one})
    for place, check in enumerate(one.checks):
        pointer = f"/checks/{place}/expression"
        if not isinstance(check_expression(with_itself, check.expression, pointer), bool):
            label = Label("校验的结果应为是或否", "A check is either true or false")
            raise InvalidFields([FieldFault(pointer, "expression.not_boolean", label)])


def _check_result(one: Field, result: Any, pointer: str) -> None:
    try:
        stored_result(one, result)
    except BadValue as error:
        raise InvalidFields([FieldFault(pointer, error.code, error.label)]) from None


async def fill_field(context: ActionContext, object_key: str, user_id: str | None) -> dict[str, Any]:
    """Compute the derived fields of every record; `{"job_id"}` where a job does it."""
    definition = context.caller.catalog.object(object_key)
    source = source_of(context.caller.catalog, definition)
    total = await context.connection.value(select(func.count()).select_from(source))
    if total <= AT_ONCE:
        ids = [row.id for row in await context.connection.all(select(source.c.id).order_by(source.c.id))]
        await gather(context, definition, ids)
        return {}
    label = Label(
        f"计算「{definition.label.zh}」的公式与汇总",
        f"Computing formulas and rollups of {definition.label.en}",
    )
    run_id = await create_run(
        context.connection, "field_fill", label, {"object": object_key}, total=total, created_by=user_id
    )
    await context.enqueue(JOB, run_id=run_id)
    return {"job_id": run_id}


@job(JOB)
async def fill(services: Services, run_id: str) -> None:
    """Batch by batch, each in its own transaction; taken up again where it stood."""
    progress = Progress(services.database, run_id)
    row = await progress.start()
    if row is None:
        return
    after, done = "00000000-0000-0000-0000-000000000000", 0
    while True:
        async with services.database.connection() as connection:
            catalog = await services.catalog(connection)
        async with action_context(services, system_caller(catalog)) as context:
            definition = catalog.object(row.arguments["object"])
            source = source_of(catalog, definition)
            page = select(source.c.id).where(source.c.id > after).order_by(source.c.id).limit(BATCH)
            ids = [one.id for one in await context.connection.all(page)]
            await gather(context, definition, ids)
        done += len(ids)
        if len(ids) < BATCH:
            await progress.finish({"records": done})
            return
        after = ids[-1]
        if not await progress.step(done):
            return

"""Writing records: create, change and delete under the caller's rights, the road of forms, API and imports."""

from collections.abc import Mapping
from typing import Any

from zhuxin.core.errors import FieldFault, Forbidden, InvalidFields, Missing, Refusal, faults_at
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.derived.due import settle
from zhuxin.kernel.derived.rollups import with_defaults
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.files.claim import claim_files
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.checks.conditions import check_form_rules, form_rules
from zhuxin.kernel.records.checks.offered import check_offered
from zhuxin.kernel.records.children import ROW_WORDS, take_rows
from zhuxin.kernel.records.errors import NotWritable, StaleRecord
from zhuxin.kernel.records.guard.need import require_second_person
from zhuxin.kernel.records.hooks import CREATED, run_created
from zhuxin.kernel.records.plan import Plan, plan_for
from zhuxin.kernel.records.relations import let_go
from zhuxin.kernel.records.rows import get_row, get_visible_row, set_columns
from zhuxin.kernel.records.store import change_record, insert_record, lock_record, subject_of


async def create_record(
    context: ActionContext, object_key: str, values: Any, *, fixed: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Create a record from JSON values; the record as the caller may see it. `fixed` are stored values not hers to give."""
    plan = _writable(context, object_key, "create")
    inputs = _inputs(plan)
    if fixed:
        inputs = [one for one in inputs if one.key not in fixed]
    parsed = parse_values(inputs, values)
    if plan.limited:
        await check_offered(context, plan, parsed)
    tables = take_rows(plan, parsed, creating=True) if plan.tables else []
    if form_rules(plan.catalog, plan.definition):
        filled = with_defaults(context, plan.definition, {**parsed, **(fixed or {})})
        defaults = {one.key: one.default for one in inputs if one.default is not None}
        given = {key: value for key, value in filled.items() if value is not None or key not in defaults}
        check_form_rules(plan.catalog, plan.definition, given, defaults, creating=True)
    record = await insert_record(context, plan.definition, {**parsed, **fixed} if fixed else parsed)
    await claim_files(context, plan.definition, record["id"], parsed)
    if tables:
        await _write_rows(context, record["id"], tables)
    if object_key not in CREATED and not tables:
        return record
    await run_created(context, object_key, record["id"])
    await settle(context)
    return await lock_record(context, plan, record["id"])


async def update_record(
    context: ActionContext,
    object_key: str,
    record_id: str,
    values: Any,
    version: int,
    *,
    agreed: bool = False,
) -> dict[str, Any]:
    """Change a record's fields if it still is at `version`; raises `StaleRecord` with the current record otherwise.

    Guarded fields need a second person: raises `NeedsSecondPerson` unless one has `agreed`.
    """
    plan = _writable(context, object_key, "update")
    parsed = parse_values(_inputs(plan), values, partial=True)
    if not agreed:
        await require_second_person(context, plan.definition, parsed)
    current = await lock_record(context, plan, record_id)
    if current["version"] != version:
        raise StaleRecord(extra={"current": current})
    if plan.limited:
        # What is there already may stay, though it is offered no more.
        changed = {key: value for key, value in parsed.items() if value != current.get(key)}
        await check_offered(context, plan, changed)
    tables = take_rows(plan, parsed) if plan.tables else []
    before = None
    if form_rules(plan.catalog, plan.definition):
        before = (await get_row(context, object_key, record_id))._asdict()
        check_form_rules(plan.catalog, plan.definition, parsed, before, creating=False)
    record = await change_record(context, plan, current, parsed, before)
    if not tables:
        return record
    await _write_rows(context, record_id, tables)
    await settle(context)
    return await lock_record(context, plan, record_id)


async def delete_record(context: ActionContext, object_key: str, record_id: str) -> None:
    """Delete a record within scope, to the recycle bin where its object has one.

    Where others refer to it, their field's rule decides: refused, cleared, or deleted with it.
    """
    plan = _writable(context, object_key, "delete")
    current = await lock_record(context, plan, record_id, reach="delete")
    if plan.keeps_deleted:
        await let_go(context, object_key, record_id)
        await set_columns(
            context, object_key, record_id, deleted_at=context.now, deleted_by=context.caller.user_id
        )
    else:
        await context.connection.execute(
            f'DELETE FROM "{plan.source.name}" WHERE id = %(id)s', {"id": record_id}
        )
    await context.record(
        f"{object_key}.deleted",
        object=object_key,
        record_id=record_id,
        subject_id=subject_of(plan.definition, current),
        changes=[
            {"field": key, "old": current[key], "new": None}
            for key in plan.definition.fields
            if current.get(key) is not None
        ],
    )


async def _write_rows(
    context: ActionContext, record_id: str, tables: list[tuple[Field, list[dict[str, Any]]]]
) -> None:
    """Write the rows of a record's sub-tables: one without `id` is new, one with `{"id", "delete": true}` goes, another is
    changed (at its `version`, where one is given). Raises `InvalidFields` with every fault at its row."""
    faults: list[FieldFault] = []
    for table, rows in tables:
        for place, row in enumerate(rows):
            try:
                await _write_row(context, table, record_id, row)
            except Refusal as refusal:
                faults += faults_at(f"/{table.key}/{place}", refusal)
    if faults:
        raise InvalidFields(faults)


async def _write_row(context: ActionContext, table: Field, record_id: str, row: Mapping[str, Any]) -> None:
    assert table.target is not None and table.via is not None
    values = {key: value for key, value in row.items() if key not in ROW_WORDS}
    if "id" not in row:
        await create_record(context, table.target, values, fixed={table.via: record_id})
        return
    current = await get_visible_row(context, table.target, str(row["id"]))
    if getattr(current, table.via) != record_id:
        raise Missing
    if row.get("delete"):
        await delete_record(context, table.target, current.id)
    elif values:
        version = row["version"] if type(row.get("version")) is int else current.version
        await update_record(context, table.target, current.id, values, version)


def _writable(context: ActionContext, object_key: str, verb: str) -> Plan:
    plan = plan_for(context.caller.catalog, context.caller.rights, object_key)
    if not getattr(plan.granted, verb):
        raise Forbidden
    if not plan.definition.writable:
        raise NotWritable
    return plan


def _inputs(plan: Plan) -> list[Field]:
    """The fields the caller may write. A field that exists and may not be written is refused as unknown is."""
    if "inputs" not in plan.lists:
        plan.lists["inputs"] = [
            one
            for one in plan.definition.fields.values()
            if not one.read_only and plan.granted.access(one.key) == Access.WRITE
        ]
    inputs: list[Field] = plan.lists["inputs"]
    return inputs

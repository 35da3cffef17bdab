"""The form of one task: what it asks for and what the record holds, and writing what was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.definitions.store import stored_definition
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.errors import StaleRecord
from zhuxin.kernel.records.guard.need import require_second_person
from zhuxin.kernel.records.plan import plan_for
from zhuxin.kernel.records.queries import get_record
from zhuxin.kernel.records.store import change_record, lock_record
from zhuxin.kernel.workflows.definitions.check import read_definition
from zhuxin.kernel.workflows.errors import NotYourTask, TaskClosed
from zhuxin.kernel.workflows.facts import kept_facts
from zhuxin.kernel.workflows.forms import form_fields
from zhuxin.kernel.workflows.tables import TASK, process_instance

task = TASK.table


@dataclass(frozen=True, slots=True)
class TaskForm:
    """Fields with the caller's access, and the record's values; `masked` shows what may be replaced but not read, and is
    kept where it is not sent."""

    object: str
    record_id: str
    version: int
    fields: tuple[tuple[Field, Access], ...]
    values: Mapping[str, Any]
    masked: Mapping[str, Any]
    labels: Mapping[str, str]


def works_on(caller: Caller, row: Any) -> bool:
    """Whether a task (a row of its table) is the caller's, or waits for a role of hers."""
    if row.assignee_id is None:
        return row.candidate_role in caller.role_keys
    return bool(row.assignee_id == caller.user_id)


async def get_task_form(connection: Connection, caller: Caller, task_id: str) -> TaskForm:
    """The form of an open task, for who may work on it; values as far as she may read them.

    Raises `Missing`, `NotYourTask` or `TaskClosed`.
    """
    row = await connection.find(select(task).where(task.c.id == task_id)) if is_id(task_id) else None
    if row is None:
        raise Missing
    if not works_on(caller, row):
        await get_record(connection, caller, "task", task_id)
        raise NotYourTask
    if row.kind != "form":
        raise Missing
    if row.status != "open":
        raise TaskClosed
    asked = await _fields_of(connection, caller.catalog, row)
    record = await get_record(connection, caller, row.subject_object, row.subject_id, labels=True)
    granted = caller.rights.object(row.subject_object)
    fields: list[tuple[Field, Access]] = []
    values: dict[str, Any] = {}
    masked: dict[str, Any] = {}
    for one in asked:
        access = granted.access(one.key)
        if one.read_only and not access:
            continue
        fields.append((one, access))
        if one.read_only or not (kind_of(one).encrypted or access == Access.MASKED):
            values[one.key] = record.get(one.key)
        elif record.get(one.key) is not None:
            masked[one.key] = record[one.key]
    return TaskForm(
        object=row.subject_object,
        record_id=row.subject_id,
        version=record["version"],
        fields=tuple(fields),
        values=values,
        masked=masked,
        labels={key: text for key, text in record["_labels"].items() if key in values},
    )


async def fill_form(context: ActionContext, row: Any, values: Any, version: int | None) -> dict[str, Any]:
    """Write what was filled in for a task (a row of its table) to its record; the facts the process keeps of it.

    The node grants the writing of its fields; the record must be within the caller's scope. Raises `InvalidFields` with
    pointers below `/values`, `StaleRecord` where the record is no longer at `version`, or `Missing`.
    """
    caller = context.caller
    fields = await _fields_of(context.connection, caller.catalog, row)
    plan = plan_for(caller.catalog, caller.rights, row.subject_object)
    current = await lock_record(context, plan, row.subject_id)
    if version is not None and current["version"] != version:
        raise StaleRecord(extra={"current": current})
    given = {} if values is None else values
    named = given if isinstance(given, Mapping) else {}
    asked = [
        one
        for one in fields
        if not one.read_only and (one.key in named or (one.required and current.get(one.key) is None))
    ]
    parsed = parse_values(asked, given, within="/values")
    await require_second_person(context, plan.definition, parsed, "/values")
    if parsed:
        await change_record(context, plan, current, parsed)
    return kept_facts(plan.definition, parsed)


async def _fields_of(connection: Connection, catalog: Catalog, row: Any) -> list[Field]:
    """The fields of the node of a task, by the definition its instance began with."""
    definition_id = await connection.value(
        select(process_instance.c.definition_id).where(process_instance.c.id == row.process_instance_id)
    )
    process = read_definition(await stored_definition(connection, definition_id))
    return form_fields(catalog.object(process.object), process.nodes[row.node].body)

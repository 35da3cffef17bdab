"""Processes that people start on a record themselves, where the definition lets them.

The start node says so: `{"kind": "start", "by_hand": true, "roles": ["sales"], "several": false}`. No roles: whoever may start
processes; unless `several`, a record runs one at a time. Any other process is started by the feature it belongs to, which checks
what has to be checked before.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Definition
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.rows import get_visible_row
from zhuxin.kernel.workflows.engine import start_process
from zhuxin.kernel.workflows.errors import NotByHand, ProcessRuns, WrongSubject
from zhuxin.kernel.workflows.tables import process_instance

RIGHT = "process.start"


def _start_of(found: Definition) -> Mapping[str, Any]:
    start: Mapping[str, Any] = next(one for one in found.body["nodes"] if one["kind"] == "start")
    return start


def may_start(caller: Caller, key: Any) -> bool:
    """Whether the caller may start the published process of a key by hand, on records she sees."""
    found = caller.catalog.definitions.get(("process", key)) if isinstance(key, str) else None
    if found is None or not caller.rights.may_call(RIGHT):
        return False
    return caller.rights.object(found.body["object"]).read and _lets(caller, found)


def _lets(caller: Caller, found: Definition) -> bool:
    start = _start_of(found)
    roles = start.get("roles")
    by_role = caller.system or not roles or not set(roles).isdisjoint(caller.role_keys)
    return start.get("by_hand") is True and by_role


@action(
    RIGHT,
    "发起流程",
    "Start the process",
    field("text", "process", "流程", "Process", required=True, max_length=60),
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field("reference", "id", "记录", "Record", required=True),
)
async def start(context: ActionContext, process: str, object: str, id: str) -> dict[str, Any]:
    """Start a process on a record that the caller may work on; it runs until it waits for people."""
    found = context.caller.catalog.definition("process", process)
    if found.body["object"] != object:
        raise WrongSubject(pointer="/process")
    if not _lets(context.caller, found):
        raise NotByHand(pointer="/process")
    row = await get_visible_row(context, object, id, lock=True)
    if not _start_of(found).get("several") and await _runs(context, process, id):
        raise ProcessRuns
    definition = context.caller.catalog.object(object)
    title_field = definition.fields[definition.title_field]
    title = getattr(row, f"{title_field.key}_masked" if kind_of(title_field).encrypted else title_field.key)
    instance_id = await start_process(context, process, id, str(title or definition.label.zh))
    await context.record(
        "process.instance.started", object=object, record_id=id, process=process, instance_id=instance_id
    )
    return {"process": process, "process_instance_id": instance_id}


async def _runs(context: ActionContext, process: str, record_id: str) -> bool:
    """The record is locked, so that two starts at once find each other."""
    statement = select(process_instance.c.id).where(
        process_instance.c.subject_id == record_id,
        process_instance.c.process_key == process,
        process_instance.c.status == "running",
    )
    return await context.connection.find(statement.limit(1)) is not None

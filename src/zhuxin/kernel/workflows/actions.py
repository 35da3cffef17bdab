"""What people do with tasks."""

from typing import Any

from sqlalchemy import select, update

from zhuxin.core.errors import Missing
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field, options
from zhuxin.kernel.workflows.engine import resume_process
from zhuxin.kernel.workflows.errors import NotYourTask, OpinionRequired, OutcomeNotOffered, TaskClosed
from zhuxin.kernel.workflows.tables import TASK, process_history
from zhuxin.kernel.workflows.task_forms import fill_form, works_on
from zhuxin.kernel.workflows.types import TaskDone

task = TASK.table
_TASK_ID = field("reference", "task_id", "待办", "Task", required=True, target="task")
OFFERED = {"approval": ("approve", "reject"), "form": ("submit",)}


@action(
    "task.claim",
    "领取",
    "Claim",
    _TASK_ID,
    object="task",
    record_key="task_id",
    enabled_when={"field": "status", "op": "eq", "value": "open"},
)
async def claim_task(context: ActionContext, task_id: str) -> dict[str, Any]:
    row = await _lock(context, task_id)
    if row.assignee_id is not None and row.assignee_id != context.caller.user_id:
        raise TaskClosed
    await context.connection.execute(
        update(task)
        .where(task.c.id == task_id)
        .values(assignee_id=context.caller.user_id, version=task.c.version + 1)
    )
    await context.record("process.task.claimed", object="task", record_id=task_id)
    return {"task_id": task_id}


@action(
    "task.complete",
    "办理",
    "Complete",
    _TASK_ID,
    field(
        "choice",
        "outcome",
        "结果",
        "Outcome",
        required=True,
        options=options("approve:通过:Approve:ok", "reject:拒绝:Reject:bad", "submit:提交:Submit:ok"),
    ),
    field("long_text", "opinion", "意见", "Opinion", max_length=1000),
    field("json", "values", "填写内容", "Values"),
    field("number", "record_version", "记录版本", "Record version", minimum="1"),
    object="task",
    record_key="task_id",
    enabled_when={"field": "status", "op": "eq", "value": "open"},
)
async def complete_task(
    context: ActionContext,
    task_id: str,
    outcome: str,
    opinion: str | None,
    values: Any,
    record_version: Any,
) -> dict[str, Any]:
    """Approve, reject or submit; the process goes on in the same transaction.

    A form's `values` are written to the record, if it still is at `record_version` (where that is given).
    """
    row = await _lock(context, task_id)
    if outcome not in OFFERED[row.kind]:
        raise OutcomeNotOffered(pointer="/outcome", outcome=outcome)
    if outcome == "reject" and not opinion:
        raise OpinionRequired(pointer="/opinion")
    filled = await fill_form(context, row, values, record_version) if row.kind == "form" else {}
    await context.connection.execute(
        update(task)
        .where(task.c.id == task_id)
        .values(
            status="completed",
            outcome=outcome,
            opinion=opinion,
            completed_at=context.now,
            updated_at=context.now,
            assignee_id=context.caller.user_id or row.assignee_id,
            version=task.c.version + 1,
        )
    )
    await context.connection.insert(
        process_history,
        {
            "instance_id": row.process_instance_id,
            "node": row.node,
            "kind": row.kind,
            "at": context.now,
            "actor_id": context.caller.user_id,
            "actor_name": context.caller.name,
            "outcome": outcome,
            "opinion": opinion,
        },
    )
    await context.record(
        "process.task.completed",
        object=row.subject_object,
        record_id=row.subject_id,
        task_id=task_id,
        node=row.node,
        outcome=outcome,
        opinion=opinion,
    )
    title = row.title.split(" · ", 1)[-1]
    done = TaskDone(row.node, task_id, outcome, filled)
    await resume_process(context, row.process_instance_id, done, title)
    return {"task_id": task_id, "outcome": outcome, "process_instance_id": row.process_instance_id}


async def _lock(context: ActionContext, task_id: str) -> Any:
    """The open task, if it is the caller's or of a role of hers."""
    row = await context.connection.find(select(task).where(task.c.id == task_id).with_for_update())
    if row is None:
        raise Missing
    if row.status != "open":
        raise TaskClosed
    if not works_on(context.caller, row) and not context.caller.system:
        raise NotYourTask
    return row

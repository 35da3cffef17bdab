"""Canceling a long job; it stops at its next step and keeps what it has done."""

from typing import Any

from zhuxin.core.errors import Conflict, Missing
from zhuxin.core.jobs.runs import ENDED, cancel_run, find_run
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field


class JobEnded(Conflict):
    code = "job.ended"
    text = Label("任务已结束", "The job has ended")


@action("job.cancel", "取消任务", "Cancel job", field("reference", "job_id", "任务", "Job", required=True))
async def cancel(context: ActionContext, job_id: str) -> dict[str, Any]:
    row = await find_run(context.connection, job_id, lock=True)
    if row is None or not (
        row.created_by == context.caller.user_id or context.caller.rights.may_call("job.read")
    ):
        raise Missing
    if row.status in ENDED:
        raise JobEnded
    await cancel_run(context.connection, job_id, context.now)
    await context.record("job.canceled", record_id=job_id)
    return {"job_id": job_id}

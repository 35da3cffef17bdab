"""Canceling a long job; it stops at its next step and keeps what it has done."""

from typing import Any

from sqlalchemy import select, update

from zhuxin.core.errors import Conflict, Missing
from zhuxin.core.jobs.runs import ENDED
from zhuxin.core.jobs.tables import job_run
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field


class JobEnded(Conflict):
    code = "job.ended"
    text = Label("任务已结束", "The job has ended")


@action("job.cancel", "取消任务", "Cancel job", field("reference", "job_id", "任务", "Job", required=True))
async def cancel(context: ActionContext, job_id: str) -> dict[str, Any]:
    row = await context.connection.find(select(job_run).where(job_run.c.id == job_id).with_for_update())
    if row is None:
        raise Missing
    if row.status in ENDED:
        raise JobEnded
    await context.connection.execute(
        update(job_run).where(job_run.c.id == job_id).values(status="canceled", finished_at=context.now)
    )
    await context.record("job.canceled", record_id=job_id)
    return {"job_id": job_id}

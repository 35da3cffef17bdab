"""Processes: an instance as its page shows it, and the form of a task."""

from typing import Any

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, reading
from zhuxin.api.kernel.catalog import WORDS, describe_field
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.workflows.queries import get_instance
from zhuxin.kernel.workflows.task_forms import TaskForm, get_task_form

router = APIRouter(prefix=ROOT, tags=["processes"])


@router.get("/process-instances/{instance_id}")
async def get(request: Request, instance_id: str) -> Json:
    """The graph, the path taken, and who did what."""
    async with reading(request) as (connection, caller):
        return json_response(await get_instance(connection, caller, instance_id))


@router.get("/tasks/{task_id}/form")
async def get_form(request: Request, task_id: str) -> Json:
    """What a form task asks for: its fields as the catalog describes them, the record's values and its version."""
    async with reading(request) as (connection, caller):
        return json_response(describe_form(task_id, await get_task_form(connection, caller, task_id)))


def describe_form(task_id: str, form: TaskForm) -> dict[str, Any]:
    """A form as the page needs it. A field that is not `read_only` may be written, whatever the caller's role says;
    `masked` holds what is kept where such a field is left empty."""
    return {
        "task_id": task_id,
        "object": form.object,
        "record_id": form.record_id,
        "version": form.version,
        "fields": [
            {
                **describe_field(one, access or Access.MASKED),
                "object": form.object,
                **({} if one.read_only else {"access": WORDS[Access.WRITE]}),
            }
            for one, access in form.fields
        ],
        "values": form.values,
        "masked": form.masked,
        "_labels": form.labels,
    }

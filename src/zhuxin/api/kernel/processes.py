"""A process instance as its page shows it."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import reading
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.workflows.queries import get_instance

router = APIRouter(prefix="/process-instances", tags=["processes"])


@router.get("/{instance_id}")
async def get(request: Request, instance_id: str) -> Json:
    """The graph, the path taken, and who did what."""
    async with reading(request) as (connection, caller):
        return json_response(await get_instance(connection, caller, instance_id))

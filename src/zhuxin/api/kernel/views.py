"""`/views/{object}`: saved views."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, app_of, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.views.queries import list_views

router = APIRouter(prefix=f"{ROOT}/views", tags=["views"])


@router.get("/{object_key}")
async def list_(request: Request, object_key: str) -> Json:
    """The caller's views of an object, those shared with her, and which one she opens first."""
    async with reading(request) as (connection, caller):
        return json_response(await list_views(connection, app_of(request), caller, object_key))

"""`/second-person`: requests that wait for a second person, and the rules of which actions need one."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, app_of, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.kernel.second_person.actions import list_rules
from zhuxin.kernel.second_person.queries import get_request, list_requests

router = APIRouter(prefix=f"{ROOT}/second-person", tags=["second person"])


@router.get("/requests")
async def requests(request: Request, state: str = "waiting") -> Json:
    """The caller's own requests and those that are hers to decide; `state` waiting or decided."""
    async with reading(request) as (connection, caller):
        items = await list_requests(app_of(request), connection, caller, waiting=state != "decided")
        return json_response({"items": items})


@router.get("/requests/{request_id}")
async def one(request: Request, request_id: str) -> Json:
    """One request as it will be carried out."""
    if not is_id(request_id):
        raise Missing
    async with reading(request) as (connection, caller):
        return json_response(await get_request(app_of(request), connection, caller, request_id))


@router.get("/rules")
async def rules(request: Request) -> Json:
    """Which actions need a second person, for who may set it."""
    async with reading(request, "second_person.set_rule") as (_, caller):
        return json_response({"items": list_rules(caller)})

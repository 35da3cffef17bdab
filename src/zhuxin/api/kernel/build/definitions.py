"""What builders read: objects in full, and definitions with drafts, versions and differences."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, reading
from zhuxin.api.kernel.catalog import describe_action, describe_object
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.definitions.queries import (
    check_builds,
    get_definition,
    get_differences,
    get_drafts,
    list_definitions,
    preview_caller,
)
from zhuxin.kernel.identity.queries import list_role_labels
from zhuxin.kernel.objects.queries import get_object

router = APIRouter(prefix=ROOT, tags=["building"])


@router.get("/objects/{object_key}")
async def object_(request: Request, object_key: str) -> Json:
    """Settings of an object, its custom fields as they are defined, and those in the bin."""
    async with reading(request) as (connection, caller):
        return json_response(await get_object(connection, caller, object_key))


@router.get("/actions")
async def actions(request: Request) -> Json:
    """Every action with its inputs, for who puts buttons on pages: she may well have none of them herself."""
    async with reading(request) as (_, caller):
        check_builds(caller)
        return json_response({"items": [describe_action(one) for one in ACTIONS.values() if one.for_people]})


@router.get("/roles")
async def roles(request: Request) -> Json:
    """Keys and names of the roles, for who says which of them open a page."""
    async with reading(request) as (connection, caller):
        check_builds(caller)
        return json_response({"items": await list_role_labels(connection)})


@router.get("/definitions")
async def drafts(request: Request) -> Json:
    """Drafts that wait to be published."""
    async with reading(request) as (connection, caller):
        return json_response(await get_drafts(connection, caller))


@router.get("/definitions/{kind}")
async def definitions(request: Request, kind: str) -> Json:
    """Every definition of a kind, published or a draft."""
    async with reading(request) as (connection, caller):
        return json_response(await list_definitions(connection, caller, kind))


@router.get("/definitions/{kind}/{key}")
async def definition(request: Request, kind: str, key: str) -> Json:
    """What is published, the draft with its faults, and the versions of a definition."""
    async with reading(request) as (connection, caller):
        return json_response(await get_definition(connection, caller, kind, key))


@router.get("/definitions/{kind}/{key}/diff")
async def diff(request: Request, kind: str, key: str, old: int = 0, new: int = 0) -> Json:
    """What changed from version `old` to version `new`; 0 is the draft."""
    async with reading(request) as (connection, caller):
        return json_response(await get_differences(connection, caller, kind, key, old, new))


@router.get("/definitions/layout/{key}/preview")
async def preview(request: Request, key: str, role: str | None = None) -> Json:
    """An object with the draft of its layout as somebody of a role would see it, to try its form out before publishing."""
    async with reading(request) as (connection, caller):
        somebody = await preview_caller(connection, caller, "layout", key, role)
        return json_response(describe_object(somebody, somebody.catalog.object(key)))

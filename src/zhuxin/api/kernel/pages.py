"""Pages as their readers see them."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.pages.queries import list_pages, page_of

router = APIRouter(prefix=f"{ROOT}/pages", tags=["pages"])


@router.get("")
async def pages(request: Request) -> Json:
    """The pages the caller may open."""
    async with reading(request) as (_, caller):
        return json_response({"items": list_pages(caller)})


@router.get("/{key}")
async def page(request: Request, key: str) -> Json:
    """A page with its blocks; one that the caller may not read says so and nothing else."""
    async with reading(request) as (_, caller):
        return json_response(page_of(caller, key))

"""`/prints`: papers of records by the templates that people lay out."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from zhuxin.api.deps import ROOT, app_of, reading, writing
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.printing.prints import list_prints, preview, print_records

router = APIRouter(prefix=f"{ROOT}/prints", tags=["prints"])


class Look(BaseModel):
    body: dict[str, Any]
    record_id: str | None = None


class Wanted(BaseModel):
    ids: list[str]
    form: Literal["pdf", "docx"] | None = None


@router.get("")
async def list_(request: Request, object: str) -> Json:
    """The templates of an object that the caller may print with."""
    async with reading(request) as (_, caller):
        return json_response({"items": list_prints(caller, object)})


@router.post("/preview")
async def look(request: Request, wanted: Look) -> Json:
    """A draft over a record, as pictures of its pages in base64, or what is wrong with it; nothing is kept."""
    app = app_of(request)
    async with reading(request) as (connection, caller):
        return json_response(await preview(app, connection, caller, wanted.body, wanted.record_id))


@router.post("/{key}")
async def make(request: Request, key: str, wanted: Wanted) -> Json:
    """Print records: the id of the file, or of the job that makes it where there are many. Written to the audit log."""
    async with writing(request) as context:
        return json_response(await print_records(context, key, wanted.ids, wanted.form))

"""`/clients/{language}`: a client for integrators, written for what its caller may use."""

from enum import StrEnum

from fastapi import APIRouter, Request
from starlette.responses import Response

from zhuxin.api.deps import ROOT, reading
from zhuxin.kernel.clients.python import write_python
from zhuxin.kernel.clients.types import actions_of, objects_of
from zhuxin.kernel.clients.typescript import write_typescript

router = APIRouter(prefix=ROOT, tags=["catalog"])


class Language(StrEnum):
    PYTHON = "python"
    TYPESCRIPT = "typescript"


WRITERS = {Language.PYTHON: (write_python, "py"), Language.TYPESCRIPT: (write_typescript, "ts")}


@router.get("/clients/{language}", response_class=Response)
async def client(request: Request, language: Language) -> Response:
    """One file that knows the objects, fields and actions of its caller, custom ones included, as of now."""
    write, suffix = WRITERS[language]
    async with reading(request) as (_, caller):
        text = write(caller.catalog.revision, objects_of(caller), actions_of(caller))
    disposition = {"content-disposition": f'attachment; filename="zhuxin_client.{suffix}"'}
    return Response(text, media_type="text/plain; charset=utf-8", headers=disposition)

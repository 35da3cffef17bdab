"""Files in and out."""

from urllib.parse import quote

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.responses import Response

from zhuxin.api.deps import ROOT, app_of, caller_of, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.core.audit.reads import write_now
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.files.attach import attach_file, attach_to_field
from zhuxin.kernel.files.store import read_file
from zhuxin.kernel.identity.errors import PreviewReadOnly
from zhuxin.kernel.records.disclosure.reads import read_by

router = APIRouter(prefix=f"{ROOT}/files", tags=["files"])


@router.post("", status_code=201)
async def attach(
    request: Request,
    file: UploadFile,
    record_id: str | None = Form(None),
    kind: str = Form("other"),
    object: str = Form("application"),
    field: str | None = Form(None),
) -> Json:
    """Attach a file to a record whose object takes some, by default a paper to an application; or keep one for a `field`.

    A file for a field is that of a record once the record is written with its id. Until then, with no `record_id`, only
    who handed it in can see it and use it.
    """
    caller = await caller_of(request)
    content = await file.read()
    async with action_context(app_of(request), caller) as context:
        name = file.filename or "file"
        if field:
            kept = await attach_to_field(context, object, field, record_id, name, content)
        else:
            kept = await attach_file(context, object, record_id, kind, name, content)
    return json_response(kept, 201)


@router.get("/{file_id}/content")
async def content(request: Request, file_id: str) -> Response:
    """The bytes of a file whose record the caller may see; shown in place, never run."""
    async with reading(request) as (connection, caller):
        if caller.previewer is not None:
            raise PreviewReadOnly
        row, body = await read_file(connection, caller, app_of(request), file_id)
    about = [row.record_id] if row.record_id else []
    await write_now(app_of(request).database, [read_by(caller, "download", row.object, about, count=1)])
    # A browser's PDF viewer is itself a plug-in page: the policy must not forbid it.
    policy = (
        "frame-ancestors 'self'" if row.media_type == "application/pdf" else "default-src 'none'; sandbox"
    )
    headers = {
        "content-disposition": f"inline; filename*=UTF-8''{quote(row.name)}",
        "content-security-policy": policy,
        "cache-control": "private, no-store",
    }
    return Response(body, media_type=row.media_type, headers=headers)

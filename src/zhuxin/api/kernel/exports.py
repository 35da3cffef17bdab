"""`/exports`: what was exported, what waits for approval, and the files."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from zhuxin.api.deps import ROOT, app_of, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.bootstrap import App
from zhuxin.core.audit.reads import write_now
from zhuxin.core.crypto.envelope import opened
from zhuxin.kernel.exports.queries import find_file, list_exports, query_of
from zhuxin.kernel.records.disclosure.reads import read_by

router = APIRouter(prefix=f"{ROOT}/exports", tags=["exports"])
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@router.get("")
async def list_(request: Request) -> Json:
    """The caller's exports, and for who approves them those of others that wait."""
    async with reading(request) as (connection, caller):
        return json_response(await list_exports(connection, caller, app_of(request).clock.now()))


@router.get("/{export_id}/content")
async def content(request: Request, export_id: str, token: str = "") -> StreamingResponse:
    """The file, for who asked for it, by the link that `export.take` gives."""
    async with reading(request) as (connection, caller):
        row, path = await find_file(connection, app_of(request), caller, export_id, token)
        locale = query_of(app_of(request), row).get("locale", caller.locale)
        name = f"{caller.catalog.object(row.object).plural.in_language(locale)}-{row.created_at:%Y%m%d}.{row.format}"
    await write_now(app_of(request).database, [read_by(caller, "download", row.object, count=row.rows)])
    headers = {"cache-control": "private, no-store"}
    headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return StreamingResponse(_content(app_of(request), path), media_type=TYPES[row.format], headers=headers)


def _content(app: App, path: Path) -> Iterator[bytes]:
    with open(path, "rb") as file:
        yield from opened(app.vault, file)

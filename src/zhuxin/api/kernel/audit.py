"""For the auditor: what was done, and who read what. Looking is noted too."""

from typing import Any

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, app_of, reading
from zhuxin.api.kernel.watch import list_page, page_asked
from zhuxin.api.responses import Json, json_response
from zhuxin.core.audit.reads import list_reads
from zhuxin.core.ids import is_id
from zhuxin.core.paging import encode_cursor
from zhuxin.core.text import Label
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.disclosure.reads import read_by
from zhuxin.kernel.records.errors import BadFilter
from zhuxin.kernel.timeline import describe_entries

router = APIRouter(prefix=f"{ROOT}/audit", tags=["audit"])
RIGHT = "audit.read"


@router.get("")
async def audit(request: Request) -> Json:
    """The audit log, newest first; `object` and `record_id` narrow it."""
    async with reading(request, RIGHT) as (connection, caller):
        matching = _asked(request, "object", "record_id", "actor_id", "name")
        rows, next_cursor = await list_page(connection, request, matching)
        _note(request, caller, "audit", matching, len(rows))
        described = await describe_entries(connection, caller, rows, everything=True)
        items = [
            {
                **told,
                "action": row.name,
                "object": row.object,
                "record_id": row.record_id,
                "request_id": row.request_id,
                "address": row.address,
                "via": row.via,
            }
            for told, row in zip(described, rows, strict=True)
        ]
        return json_response({"items": items, "next_cursor": next_cursor})


@router.get("/reads")
async def reads(request: Request) -> Json:
    """Who read what, newest first: `record_id` of a record or customer, `user_id`, `object`, `kind`."""
    async with reading(request, RIGHT) as (connection, caller):
        asked = _asked(request, "object", "record_id", "user_id", "kind")
        for key in ("record_id", "user_id"):
            if key in asked and not is_id(asked[key]):
                raise BadFilter(pointer=f"/{key}", why=Label("不是编号", "it is no id"))
        limit, before = page_asked(request)
        rows = await list_reads(
            connection,
            record_id=asked.get("record_id"),
            actor_id=asked.get("user_id"),
            object_key=asked.get("object"),
            kind=asked.get("kind"),
            before=before,
            limit=limit + 1,
        )
        _note(request, caller, "reads", asked, len(rows[:limit]))
        items = [_read(row) for row in rows[:limit]]
        next_cursor = encode_cursor([rows[limit - 1].id]) if len(rows) > limit else None
        return json_response({"items": items, "next_cursor": next_cursor})


def _asked(request: Request, *names: str) -> dict[str, str]:
    return {name: value for name in names if (value := request.query_params.get(name))}


def _note(request: Request, caller: Caller, kind: str, asked: dict[str, str], count: int) -> None:
    about = [asked["record_id"]] if is_id(asked.get("record_id")) else []
    app_of(request).read_log.note(read_by(caller, kind, asked.get("object"), about, count=count))


def _read(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": row.at,
        "actor": {"id": row.actor_id, "name": row.actor_name},
        "kind": row.kind,
        "object": row.object,
        "record_ids": row.record_ids,
        "count": row.count,
        "filter": row.filter,
        "address": row.address,
        "via": row.via,
        "request_id": row.request_id,
    }

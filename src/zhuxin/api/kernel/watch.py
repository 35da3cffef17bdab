"""Looking back and around: timeline, jobs, search."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, app_of, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.core.audit.queries import list_entries, list_merged
from zhuxin.core.db.database import Connection
from zhuxin.core.jobs.runs import list_runs
from zhuxin.core.paging import BadCursor, check_limit, decode_cursor, encode_cursor
from zhuxin.kernel.notify.queries import list_followers, list_notifications
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.errors import BadFields
from zhuxin.kernel.records.queries import ListQuery, get_record, list_records
from zhuxin.kernel.search.terms import termed_fields
from zhuxin.kernel.timeline import describe_entries, readable_entries

router = APIRouter(prefix=ROOT, tags=["watch"])
# Found by their own pages, and not what somebody looks for.
UNSEARCHED = ("task", "role", "department", "repayment", "disbursement")
FOUND = 40


@router.get("/timeline/{object_key}/{record_id}")
async def timeline(request: Request, object_key: str, record_id: str) -> Json:
    """What happened to a record, newest first; for a customer also what happened to all that is hers. With `field` the
    changes of that field."""
    field = request.query_params.get("field")
    async with reading(request) as (connection, caller):
        await get_record(connection, caller, object_key, record_id)
        mine = {"object": object_key, "record_id": record_id}
        # What was merged into a record goes on in its timeline; only what has a recycle bin is merged.
        binned = "deleted_at" in caller.catalog.object(object_key).table.c
        merged = await list_merged(connection, object_key, record_id) if binned else ()
        if field is not None and not caller.rights.object(object_key).access(field):
            raise BadFields(pointer="/field", field=field)
        subject_id = record_id if object_key == "party" and field is None else None
        rows, next_cursor = await list_page(connection, request, mine, subject_id, field, merged)
        rows = await readable_entries(connection, caller, rows, {record_id, *merged})
        return json_response(
            {"items": await describe_entries(connection, caller, rows), "next_cursor": next_cursor}
        )


@router.get("/notifications")
async def notifications(request: Request) -> Json:
    """What the caller was told, newest first, and how much of it is unread."""
    async with reading(request) as (connection, caller):
        return json_response(await list_notifications(connection, caller))


@router.get("/followers/{object_key}/{record_id}")
async def followers(request: Request, object_key: str, record_id: str) -> Json:
    """How many follow a record the caller may see, and whether she does."""
    async with reading(request) as (connection, caller):
        await get_record(connection, caller, object_key, record_id)
        return json_response(await list_followers(connection, caller, object_key, record_id))


async def list_page(
    connection: Connection,
    request: Request,
    matching: Mapping[str, str],
    subject_id: str | None = None,
    field: str | None = None,
    merged: tuple[str, ...] = (),
) -> tuple[list[Any], str | None]:
    limit, before = page_asked(request)
    rows = await list_entries(
        connection,
        matching,
        or_subject=subject_id,
        or_records=merged,
        field=field,
        before=before,
        limit=limit + 1,
    )
    return rows[:limit], encode_cursor([rows[limit - 1].id]) if len(rows) > limit else None


def page_asked(request: Request) -> tuple[int, int | None]:
    """How many entries a request asks for, and below which id."""
    given = request.query_params.get("limit") or "50"
    limit = check_limit(int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 0)
    before = None
    if cursor := request.query_params.get("cursor"):
        (before,) = decode_cursor(cursor, 1)
        if type(before) is not int or not 0 <= before < 2**63:
            raise BadCursor(pointer="/cursor")
    return limit, before


@router.get("/jobs")
async def jobs(request: Request) -> Json:
    """Long jobs, newest first."""
    async with reading(request) as (connection, caller):
        created_by = None if caller.rights.may_call("job.read") else caller.user_id
        return json_response(
            {"items": [_job(row) for row in await list_runs(connection, created_by=created_by)]}
        )


def _job(row: Any) -> Mapping[str, Any]:
    keys = (
        "id",
        "kind",
        "label",
        "status",
        "done",
        "total",
        "message",
        "started_at",
        "finished_at",
        "result",
    )
    return {key: getattr(row, key) for key in keys}


@router.get("/search")
async def search(request: Request) -> Json:
    """Records of every object the caller may read, by name, number, or a whole phone or ID number."""
    text = (request.query_params.get("q") or "").strip()
    if not text:
        return json_response({"items": []})
    async with reading(request) as (connection, caller):
        items: list[dict[str, Any]] = []
        for one in _searched(caller):
            items += await _search_object(connection, caller, request, one, text)
            if len(items) >= FOUND:
                break
        return json_response({"items": items})


def _searched(caller: Caller) -> list[ObjectDef]:
    """The objects a search goes through: installed ones by their records' customer first, then those people defined."""
    found = [
        one
        for one in caller.catalog.objects.values()
        if termed_fields(one) and one.key not in UNSEARCHED and caller.rights.object(one.key).read
    ]
    return sorted(found, key=lambda one: (one.custom, one.party_field is None and one.key != "party"))


async def _search_object(
    connection: Connection, caller: Caller, request: Request, one: ObjectDef, text: str
) -> list[dict[str, Any]]:
    party = one.fields.get(one.party_field or "")
    page = await list_records(
        connection,
        caller,
        one.key,
        ListQuery(q=text, limit=5, labels=party is not None),
        vault=app_of(request).vault,
        today=None,
    )
    return [
        {
            "object": one.key,
            "id": item["id"],
            "title": str(item.get(one.title_field) or item["id"]),
            "subtitle": _subtitle(one, item),
        }
        for item in page["items"]
    ]


def _subtitle(one: ObjectDef, item: Mapping[str, Any]) -> str:
    """What tells records of one title apart: their customer, number, or how they are reached."""
    customer = (item.get("_labels") or {}).get(one.party_field or "")
    told = [customer, *(item.get(key) for key in ("number", "x_number", "phone", "username"))]
    return next((str(each) for each in told if each and each != item.get(one.title_field)), "")

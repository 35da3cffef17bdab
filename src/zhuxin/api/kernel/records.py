"""`/records/{object}`: the record engine over HTTP."""

from typing import Any
from zoneinfo import ZoneInfo

import orjson
from fastapi import APIRouter, Request
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.responses import Response

from zhuxin.api.deps import ROOT, app_of, reading, writing
from zhuxin.api.responses import Json, json_body, json_response
from zhuxin.core.business_day import business_date
from zhuxin.core.paging import PAGE_DEFAULT, BadLimit
from zhuxin.kernel.actions.runner import once, run_action
from zhuxin.kernel.duplicates.queries import find_alike, find_duplicates
from zhuxin.kernel.records.bulk import write_many
from zhuxin.kernel.records.errors import VersionRequired
from zhuxin.kernel.records.expand import expand
from zhuxin.kernel.records.guard.need import CHANGES
from zhuxin.kernel.records.lists.groups import GroupQuery, group_records
from zhuxin.kernel.records.queries import ListQuery, get_record, list_records
from zhuxin.kernel.records.writes import create_record, delete_record, update_record
from zhuxin.kernel.second_person.errors import NeedsSecondPerson


class _Word(StringConvertor):
    """The key of an object, which ends where `:` asks for something done with many records."""

    regex = "[^/:]+"


register_url_convertor("word", _Word())
router = APIRouter(prefix=f"{ROOT}/records", tags=["records"])

# Routes are tried in this order: the busiest first.


@router.get("/{object_key:word}/{record_id}")
async def get(request: Request) -> Json:
    object_key, record_id = _named(request)
    async with reading(request) as (connection, caller):
        record = await get_record(connection, caller, object_key, record_id, labels=_flag(request, "labels"))
        if keys := _expanding(request):
            await expand(connection, caller, object_key, [record], keys)
        return _record(record)


@router.get("/{object_key:word}")
async def list_(request: Request) -> Json:
    """A page of records: `filter`, `sort`, `fields`, `limit`, `cursor`, `count`, `labels`, `expand`, `q`, `bin`."""
    object_key = request.path_params["object_key"]
    query = _query(request)
    app = app_of(request)
    async with reading(request) as (connection, caller):
        today = await business_date(connection) if asks_for_today(query.filter) else None
        zone = ZoneInfo(app.settings.time_zone)
        page = await list_records(
            connection, caller, object_key, query, vault=app.vault, today=today, zone=zone
        )
        if page["items"] and (keys := _expanding(request)):
            await expand(connection, caller, object_key, page["items"], keys)
        return json_response(page)


def asks_for_today(filter_text: Any) -> bool:
    """Whether a filter depends on the business date, which costs a query of its own."""
    return filter_text is not None and ("$today" in filter_text or "within" in filter_text)


@router.post("/{object_key:word}", status_code=201)
async def create(request: Request) -> Json:
    """Create a record; an `Idempotency-Key` makes a repeated request give the first answer."""
    object_key = request.path_params["object_key"]
    key = request.headers.get("idempotency-key")
    async with writing(request, dry_run=_flag(request, "dry_run")) as context:
        values = await json_body(request)
        deed = create_record if key is None else create_plain
        record = await once(
            context, f"{object_key}.create", key, values, lambda: deed(context, object_key, values)
        )
    return _record(record, 201)


async def create_plain(context: Any, object_key: str, values: Any) -> dict[str, Any]:
    """The created record in JSON types, as an idempotency key keeps it."""
    record = await create_record(context, object_key, values)
    plain: dict[str, Any] = orjson.loads(json_response(record).body)
    return plain


@router.patch("/{object_key:word}/{record_id}")
async def change(request: Request) -> Json:
    """Change fields of a record that is still at the version in `If-Match`. 202: a second person was asked to let it change."""
    object_key, record_id = _named(request)
    dry_run = _flag(request, "dry_run")
    try:
        async with writing(request, dry_run=dry_run) as context:
            values, version = await json_body(request), _version(request)
            record = await update_record(context, object_key, record_id, values, version)
    except NeedsSecondPerson:
        asked = {"object": object_key, "id": record_id, "values": values, "version": version}
        result = await run_action(app_of(request), context.caller, CHANGES, asked, dry_run=dry_run)
        return json_response(result, 202)
    return _record(record)


@router.get("/{object_key:word}:groups")
async def groups(request: Request) -> Json:
    """Figures in groups: `by` (fields, a date as `created_at:month`), `measures` (`sum:amount`), `filter`, `q`."""
    object_key = request.path_params["object_key"]
    given, app = request.query_params, app_of(request)
    query = GroupQuery(
        by=tuple(word for word in given.get("by", "").split(",") if word),
        measures=tuple(word for word in given.get("measures", "").split(",") if word),
        filter=given.get("filter"),
        q=(given.get("q") or "").strip() or None,
    )
    async with reading(request) as (connection, caller):
        today = await business_date(connection) if asks_for_today(query.filter) else None
        zone = ZoneInfo(app.settings.time_zone)
        return json_response(
            await group_records(
                connection, caller, object_key, query, vault=app.vault, today=today, zone=zone
            )
        )


@router.post("/{object_key:word}:bulk")
async def bulk(request: Request) -> Json:
    """Up to 500 creates, updates, upserts and deletes: all or none, or each with its own result."""
    object_key = request.path_params["object_key"]
    key = request.headers.get("idempotency-key")
    async with writing(request, dry_run=_flag(request, "dry_run")) as context:
        values = await json_body(request)
        name = f"{object_key}.bulk"
        done = await once(context, name, key, values, lambda: write_many(context, object_key, values))
    return json_response(done)


@router.get("/{object_key:word}/{record_id}/duplicates")
async def duplicates(request: Request) -> Json:
    """Records that agree with one in what identifies it, each with the fields they agree in."""
    object_key, record_id = _named(request)
    async with reading(request) as (connection, caller):
        return json_response({"items": await find_duplicates(connection, caller, object_key, record_id)})


@router.post("/{object_key:word}:duplicates")
async def alike(request: Request) -> Json:
    """Records that agree with values of one that is not there yet in what identifies it; the values are in the body, so that
    no log of addresses keeps them."""
    object_key = request.path_params["object_key"]
    app = app_of(request)
    values = await json_body(request)
    async with reading(request) as (connection, caller):
        found = await find_alike(connection, caller, object_key, values, vault=app.vault)
        return json_response({"items": found})


@router.delete("/{object_key:word}/{record_id}", status_code=204)
async def delete(request: Request) -> Response:
    object_key, record_id = _named(request)
    async with writing(request, dry_run=_flag(request, "dry_run")) as context:
        await delete_record(context, object_key, record_id)
    return Response(status_code=204)


def _named(request: Request) -> tuple[str, str]:
    """The object and the record of an address. Taken from the request as they are: the engine checks them itself."""
    return request.path_params["object_key"], request.path_params["record_id"]


def _record(record: dict[str, Any], status: int = 200) -> Json:
    return json_response(record, status, headers={"etag": f'"{record["version"]}"'})


def _version(request: Request) -> int:
    text = request.headers.get("if-match", "").removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise VersionRequired(pointer="/headers/If-Match")
    return int(text)


def _expanding(request: Request) -> tuple[str, ...]:
    if not request.scope["query_string"]:
        return ()
    return tuple(key for key in request.query_params.get("expand", "").split(",") if key)


def _flag(request: Request, name: str) -> bool:
    return bool(request.scope["query_string"]) and request.query_params.get(name) == "true"


def _query(request: Request) -> ListQuery:
    given = request.query_params
    limit = given.get("limit", str(PAGE_DEFAULT))
    if not (limit.isascii() and limit.isdigit()) or len(limit) > 4:
        raise BadLimit(pointer="/limit", limit=200)
    return ListQuery(
        filter=given.get("filter"),
        sort=given.get("sort") or "-created_at",
        fields=tuple(key for key in given.get("fields", "").split(",") if key),
        limit=int(limit),
        cursor=given.get("cursor"),
        count=given.get("count") in ("true", "estimate"),
        estimate=given.get("count") == "estimate",
        labels=_flag(request, "labels"),
        q=(given.get("q") or "").strip() or None,
        binned=_flag(request, "bin"),
        offered_for=given.get("offered_for"),
    )

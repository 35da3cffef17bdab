"""External forms: read and answered by strangers (`/forms/{token}`), and their links for who builds."""

from typing import Any

from fastapi import APIRouter, Form, Request, UploadFile
from pydantic import BaseModel, Field

from zhuxin.api.deps import ROOT, app_of, client_address, reading
from zhuxin.api.kernel.catalog import describe_field
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.forms.actions import get_link
from zhuxin.kernel.forms.challenges import new_challenge
from zhuxin.kernel.forms.links import check_days, fields_of, find_form
from zhuxin.kernel.forms.submissions import THANKS, Answer, form_caller, submit
from zhuxin.kernel.forms.uploads import upload

router = APIRouter(prefix=ROOT, tags=["forms"])


class Given(BaseModel):
    values: dict[str, Any]
    consent: bool = False
    website: str = Field("", max_length=500)
    challenge: str = Field("", max_length=300)
    solution: str = Field("", max_length=20)


@router.get("/forms/{token}")
async def form(request: Request, token: str) -> Json:
    """What a form asks. Nobody has to log in."""
    app = app_of(request)
    _limit(request, token, reading_only=True)
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
        found = await find_form(connection, catalog, token)
    body = found.body
    check_days(app, body, app.clock.now())
    fields = [
        {
            **describe_field(one),
            "required": one.required or bool(asked.get("required")) or one.key == body.get("once_by"),
            "max_mb": asked.get("max_mb"),
            "types": asked.get("types"),
            "help": asked.get("help") or (one.help.to_json() if one.help else None),
        }
        for one, asked in fields_of(catalog, body)
    ]
    told = {part: body.get(part) for part in ("title", "intro", "consent")}
    return json_response({**told, "lender": app.settings.lender_name, "fields": fields})


@router.get("/forms/{token}/challenge")
async def challenge(request: Request, token: str) -> Json:
    """A puzzle to be solved before an answer is sent."""
    app = app_of(request)
    _limit(request, token, reading_only=True)
    async with app.database.connection() as connection:
        found = await find_form(connection, await app.catalog(connection), token)
    return json_response(new_challenge(app.vault, found.key, app.clock.now()))


@router.post("/forms/{token}", status_code=201)
async def answer(request: Request, token: str, given: Given) -> Json:
    """Send an answer; the words of thanks, and nothing of what is stored."""
    app = app_of(request)
    _limit(request, token)
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
        found = await find_form(connection, catalog, token)
    async with action_context(app, form_caller(catalog, found)) as context:
        await submit(context, token, Answer(**given.model_dump()))
    return json_response({"thanks": found.body.get("thanks") or THANKS.to_json()}, 201)


@router.post("/forms/{token}/files", status_code=201)
async def hand_in(
    request: Request,
    token: str,
    file: UploadFile,
    field: str = Form(max_length=60),
    challenge: str = Form(max_length=300),
    solution: str = Form(max_length=20),
) -> Json:
    """Hand a file in for a field of a form; what names it in the answer. It is thrown away where no answer comes."""
    app = app_of(request)
    _limit(request, token, uploading=True)
    content = await file.read()
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
        found = await find_form(connection, catalog, token)
    async with action_context(app, form_caller(catalog, found)) as context:
        kept = await upload(context, token, field, file.filename or "file", content, challenge, solution)
    return json_response(kept, 201)


@router.get("/external-forms/{key}")
async def link(request: Request, key: str) -> Json:
    """The link of a form, whether it is on, and how many answers came in."""
    async with reading(request) as (connection, caller):
        return json_response(await get_link(connection, caller, key))


def _limit(request: Request, token: str, *, reading_only: bool = False, uploading: bool = False) -> None:
    """Count a request of an address and, where it writes, of the form; raises `TooMany`."""
    app = app_of(request)
    now, address = app.clock.now(), client_address(request)
    if reading_only:
        app.form_reads.take(address, now)
    elif uploading:
        app.form_uploads.take(address, now)
    else:
        app.form_answers.take(address, now)
        app.form_totals.take(token[:64], now)

"""Printing: which templates somebody has, one or a few papers at once, many by a job, and a look at a draft."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing, Refusal, StorageFull, Unavailable
from zhuxin.core.jobs.queue import job
from zhuxin.core.jobs.runs import Progress, create_run
from zhuxin.core.text import label_of
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.definitions.kinds import faults_of
from zhuxin.kernel.definitions.queries import check_builds
from zhuxin.kernel.files.store import keep_file
from zhuxin.kernel.identity.holders import find_caller
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.printing.compose import SOURCE, Composer
from zhuxin.kernel.printing.errors import FormNotMade, NothingToPrint, PictureUnreadable
from zhuxin.kernel.printing.typeset import NotSet, render_pages
from zhuxin.kernel.printing.values import in_language
from zhuxin.kernel.printing.word.papers import WordComposer, text_of
from zhuxin.kernel.printing.word.pdf import office_of, pages_of
from zhuxin.kernel.timeline import register_labels

JOB = "kernel.print.make"
AT_ONCE, LIMIT, PREVIEW_PAGES = 5, 500, 5

register_labels({"print.made": ("打印", "Printed")})


def list_prints(caller: Caller, object_key: str) -> list[dict[str, Any]]:
    """The templates of an object that the caller may print with, each with the forms it is made in."""
    if not caller.rights.object(object_key).read:
        return []
    return [
        {
            "key": one.key,
            "label": label_of(one.body["label"]).to_json(),
            "forms": forms_of(one.body),
        }
        for one in caller.catalog.definitions.values()
        if one.kind == "print" and one.body.get("object") == object_key and _is_for(caller, one.body)
    ]


def forms_of(body: Mapping[str, Any]) -> list[str]:
    """What a template can be made as, the usual one first."""
    return ["docx", "pdf"] if "word" in body else ["pdf"]


def _composer(
    services: Services, connection: Connection, caller: Caller, body: Mapping[str, Any], form: str | None
) -> Composer:
    if "word" in body:
        return WordComposer(services, connection, caller, body, form or "docx")
    if form not in (None, "pdf"):
        raise FormNotMade(pointer="/form")
    return Composer(services, connection, caller, body)


def _is_for(caller: Caller, body: Mapping[str, Any]) -> bool:
    return not body.get("roles") or caller.system or bool(set(body["roles"]) & set(caller.role_keys))


def _template(caller: Caller, key: str) -> Mapping[str, Any]:
    """A template that the caller may print with; to others it does not exist."""
    found = caller.catalog.definitions.get(("print", key))
    if (
        found is None
        or not _is_for(caller, found.body)
        or not caller.rights.object(found.body["object"]).read
    ):
        raise Missing
    return found.body


async def print_records(
    context: ActionContext, key: str, ids: list[str], form: str | None = None
) -> dict[str, Any]:
    """Print records: `{"file_id"}` for a few, `{"job_id"}` where a job makes the file of many.

    Blocks make one PDF; a Word template makes a `docx` or `pdf` a record, several of them in a zip. The file is seen by who
    printed it: it shows what her rights show. Raises `Missing`, `NothingToPrint`, `FormNotMade`, `PdfFailed`, `WordUnreadable`.
    """
    body = _template(context.caller, key)
    if not 0 < len(ids) <= LIMIT:
        raise NothingToPrint(pointer="/ids", limit=LIMIT)
    composer = _composer(context.services, context.connection, context.caller, body, form)
    if len(ids) <= AT_ONCE:
        for record_id in ids:
            await composer.add(record_id)
        return {"file_id": await _keep(context, key, body, composer, ids)}
    label = label_of(body["label"])
    arguments = {"template": key, "ids": ids, "form": form, "locale": context.caller.locale}
    run_id = await create_run(
        context.connection, "print", label, arguments, total=len(ids), created_by=context.caller.user_id
    )
    await context.enqueue(JOB, run_id=run_id)
    return {"job_id": run_id}


async def _keep(
    context: ActionContext, key: str, body: Mapping[str, Any], composer: Composer, ids: list[str]
) -> str:
    suffix, media_type, content = await composer.made()
    name = f"{in_language(body['label'], context.caller.locale)}-{_stamp(context.now)}.{suffix}"
    kept = await keep_file(
        context, name, content, object=body["object"], record_id=None, media_type=media_type
    )
    for record_id in ids:
        await context.record(
            "print.made", object=body["object"], record_id=record_id, template=key, file_id=kept["id"]
        )
    return str(kept["id"])


def _stamp(now: datetime) -> str:
    return f"{now:%Y%m%d%H%M}"


@job(JOB, queue="low")
async def make(services: Services, run_id: str) -> None:
    """The file of many records, as who asked for it sees them now. Killed in mid-work it begins anew."""
    progress = Progress(services.database, run_id)
    run = await progress.start()
    if run is None:
        return
    key, ids = run.arguments["template"], run.arguments["ids"]
    try:
        async with services.database.connection() as connection:
            catalog, locale = await services.catalog(connection), run.arguments.get("locale")
            caller = await find_caller(connection, catalog, run.created_by, services.clock.now(), locale)
            if caller is None:
                raise Missing
            body = _template(caller, key)
            composer = _composer(services, connection, caller, body, run.arguments.get("form"))
            for done, record_id in enumerate(ids, 1):
                await composer.add(record_id)
                if not await progress.step(done):
                    return
        async with action_context(services, caller) as context:
            file_id = await _keep(context, key, body, composer, ids)
        await progress.finish({"file_id": file_id, "records": len(ids)})
    except (StorageFull, Unavailable):
        raise  # tried again once there is room, or the database is back
    except Refusal as refusal:
        await progress.fail(refusal.label)


async def preview(
    services: Services, connection: Connection, caller: Caller, body: dict[str, Any], record_id: str | None
) -> dict[str, Any]:
    """The first pages of a draft as pictures, over a record the builder sees; `{"faults"}` where it does not hold yet.

    Of a Word template also the filled document in base64, its texts, and what its PDF lacks; its pages are not drawn where
    LibreOffice makes its PDF (`exact`).
    """
    check_builds(caller)
    if faults := faults_of(caller.catalog, "print", "preview", body):
        return {"faults": faults, "pages": []}
    if not record_id:
        return {"faults": [], "pages": []}
    composer = _composer(services, connection, caller, body, None)
    await composer.add(record_id)
    if isinstance(composer, WordComposer):
        _, _, content = await composer.made()
        found = {
            "faults": [],
            "pages": [],
            "document": base64.b64encode(content).decode(),
            "texts": text_of(content),
        }
        if office_of(services.settings):
            return {**found, "exact": True, "notes": []}
        pages, notes = await pages_of(content)
        return {**found, "exact": False, "pages": _shown(pages), "notes": [one.to_json() for one in notes]}
    try:
        pages = await render_pages(SOURCE, composer.data(), composer.files)
    except NotSet:
        raise PictureUnreadable from None
    return {"faults": [], "pages": _shown(pages)}


def _shown(pages: list[bytes]) -> list[str]:
    return [base64.b64encode(one).decode() for one in pages[:PREVIEW_PAGES]]

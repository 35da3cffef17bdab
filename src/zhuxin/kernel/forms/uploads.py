"""Files that strangers hand in for a form: each for one field of it, named by a signed handle, gone where no answer takes it.

The handle is `<file id>.<signature>` and only good for the form and the field it was handed in for.
"""

import hmac
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.errors import FieldFault, InvalidFields, Missing, TooLarge
from zhuxin.core.ids import is_id
from zhuxin.core.jobs.queue import job
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.files.claim import NOT_THERE
from zhuxin.kernel.files.store import drop_waiting, keep_file
from zhuxin.kernel.files.waiting import count_waiting, hold_waiting
from zhuxin.kernel.forms.challenges import use_challenge
from zhuxin.kernel.forms.check import FILE_TYPES
from zhuxin.kernel.forms.errors import FormFull
from zhuxin.kernel.forms.links import check_days, fields_of, find_form
from zhuxin.kernel.objects.catalog import Definition
from zhuxin.kernel.permissions.caller import system_caller

PURPOSE, SWEEP = "external form upload", "kernel.forms.sweep_upload"
WAITS = timedelta(hours=2)
# So many files of strangers may wait for their answers, of all forms for one object.
WAITING_LIMIT = 200
MEGABYTE = 1_048_576


async def upload(
    context: ActionContext, token: str, field: str, name: str, content: bytes, challenge: str, solution: str
) -> dict[str, Any]:
    """Keep a file for a field that a form asks; `{"id": handle, "name"}`. Raises what keeps it from being taken."""
    form = await find_form(context.connection, context.caller.catalog, token, lock=True)
    check_days(context.services, form.body, context.now)
    found = next(
        (pair for pair in fields_of(context.caller.catalog, form.body) if pair[0].key == field), None
    )
    if found is None or not kind_of(found[0]).media_types:
        raise Missing(pointer="/field")
    one, asked = found
    if asked.get("max_mb") and len(content) > asked["max_mb"] * MEGABYTE:
        raise TooLarge(pointer="/file")
    await use_challenge(context, form.key, challenge, solution)
    if await count_waiting(context.connection, form.body["object"]) >= WAITING_LIMIT:
        raise FormFull
    types = [FILE_TYPES[each] for each in asked.get("types") or ()]
    kept = await keep_file(
        context, name, content, object=form.body["object"], record_id=None, field=one, types=types
    )
    at = context.now + WAITS
    await context.services.queue.enqueue(context.connection, SWEEP, {"file_id": kept["id"]}, at=at)
    signature = _sign(context.services.vault, form, field, kept["id"])
    return {"id": f"{kept['id']}.{signature}", "name": kept["name"]}


async def take_files(context: ActionContext, form: Definition, values: Mapping[str, Any]) -> dict[str, str]:
    """The ids of the files that an answer names, by field, held until the answer is written; raises `InvalidFields`."""
    named = {
        one.key: values[one.key]
        for one, _ in fields_of(context.caller.catalog, form.body)
        if kind_of(one).media_types and values.get(one.key) not in (None, "")
    }
    taken = {}
    for key, handle in named.items():
        file_id, _, signature = str(handle).partition(".")
        expected = _sign(context.services.vault, form, key, file_id) if is_id(file_id) else ""
        if expected and hmac.compare_digest(signature.encode(), expected.encode()):
            taken[key] = file_id
    there = await hold_waiting(context.connection, taken.values())
    faults = [
        FieldFault(f"/values/{key}", "file.not_there", NOT_THERE)
        for key in named
        if taken.get(key) not in there
    ]
    if faults:
        raise InvalidFields(faults)
    return taken


@job(SWEEP, queue="low")
async def sweep(services: Services, file_id: str) -> None:
    """Throw away a file whose answer never came."""
    async with services.database.connection() as connection:
        caller = system_caller(await services.catalog(connection))
    async with action_context(services, caller) as context:
        await drop_waiting(context, file_id)


def _sign(vault: Vault, form: Definition, field: str, file_id: str) -> str:
    return vault.blind(f"{form.key}:{field}:{file_id}", PURPOSE).hex()[:32]

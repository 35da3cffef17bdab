"""An external form as a stranger meets it: what it asks, and one answer taken from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import func, select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import REQUIRED, parse_value
from zhuxin.kernel.files.waiting import give_to_record
from zhuxin.kernel.forms.challenges import use_challenge
from zhuxin.kernel.forms.errors import FormFull, NotTaken
from zhuxin.kernel.forms.links import check_days, fields_of, find_form
from zhuxin.kernel.forms.tables import external_submission
from zhuxin.kernel.forms.uploads import take_files
from zhuxin.kernel.identity.queries import find_user
from zhuxin.kernel.objects.catalog import Catalog, Definition
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Rights
from zhuxin.kernel.records.writes import create_record

THANKS = Label("已提交，谢谢。", "Thank you, we have received it.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stranger sends. `website` is a field nobody sees: who fills it in is a machine."""

    values: Mapping[str, Any]
    consent: bool
    website: str
    challenge: str
    solution: str


class _FormRights(Rights):
    """To create one kind of record with the fields of one form, and nothing else. What was just created is read back by
    the writing itself, hence `read`; every other field is hidden, and nothing of it is answered."""

    def __init__(self, catalog: Catalog, form: Definition):
        super().__init__(catalog, ("external_form", form.key, str(form.version)))
        asked = {one["key"] for one in form.body["fields"]}
        fields = {
            key: "write" if key in asked else "hidden" for key in catalog.object(form.body["object"]).fields
        }
        grant = {"read": True, "create": True, "scope": "all", "fields": fields}
        self._grants = [{"objects": {form.body["object"]: grant}}]


def form_caller(catalog: Catalog, form: Definition) -> Caller:
    """In whose name an answer is written: nobody's, and no more than the form allows."""
    key = ("external_form_rights", form.key)
    if key not in catalog.memo:
        catalog.memo[key] = _FormRights(catalog, form)
    rights: Rights = catalog.memo[key]
    name = f"外部表单 {label_of(form.body['title']).zh}"
    return Caller(None, name[:60], (), None, "zh-CN", catalog, rights)


async def submit(context: ActionContext, token: str, answer: Answer) -> None:
    """Take an answer: one record. Raises what keeps it from being taken; then nothing is left behind.

    A second answer of one person is thanked for and not kept: who fills in the form is told of nobody whether she has.
    """
    catalog = context.caller.catalog
    form = await find_form(context.connection, catalog, token, lock=True)
    body = form.body
    check_days(context.services, body, context.now)
    if answer.website:
        return  # said to be taken, so that a machine learns nothing
    _check_asked(catalog, body, answer)
    await use_challenge(context, form.key, answer.challenge, answer.solution)
    if body.get("quota") and await count_submissions(context.connection, form.key) >= body["quota"]:
        raise FormFull
    person = await _person(context, form, answer)
    if person is not None and await _has_answered(context, form, person):
        await context.record("external_form.repeated", object=body["object"], form=form.key)
        return
    try:
        files = await take_files(context, form, answer.values)
        values = {key: value for key, value in answer.values.items() if key not in files}
        fixed = {**await _belongs(context, body), **files}
        record = await create_record(context, body["object"], values, fixed=fixed)
        await give_to_record(context, files.values(), record["id"])
        await context.connection.insert(
            external_submission,
            {
                "id": new_id(),
                "created_at": context.now,
                "form": form.key,
                "record_id": record["id"],
                "person": person,
            },
        )
    except psycopg.errors.IntegrityError:
        raise NotTaken from None
    await context.record(
        "external_form.submitted",
        object=body["object"],
        record_id=record["id"],
        form=form.key,
        version=form.version,
        consent=bool(body.get("consent")),
    )


def _check_asked(catalog: Catalog, body: Mapping[str, Any], answer: Answer) -> None:
    """Raises `InvalidFields` where the form itself asks for more than the record's fields do."""
    faults = [
        FieldFault(f"/values/{one.key}", "value.required", REQUIRED)
        for one, asked in fields_of(catalog, body)
        if asked.get("required") and answer.values.get(one.key) in (None, "", [], False)
    ]
    if body.get("consent") and not answer.consent:
        faults.append(FieldFault("/consent", "value.required", REQUIRED))
    if faults:
        raise InvalidFields(faults)


async def _person(context: ActionContext, form: Definition, answer: Answer) -> bytes | None:
    key = form.body.get("once_by")
    if not key:
        return None
    one = context.caller.catalog.object(form.body["object"]).fields[key]
    value = answer.values.get(key)
    if value in (None, ""):
        raise InvalidFields([FieldFault(f"/values/{key}", "value.required", REQUIRED)])
    return context.services.vault.blind(str(parse_value(one, value, f"/values/{key}")), f"form:{form.key}")


async def _has_answered(context: ActionContext, form: Definition, person: bytes) -> bool:
    statement = select(external_submission.c.id).where(
        external_submission.c.form == form.key, external_submission.c.person == person
    )
    return await context.connection.find(statement) is not None


async def _belongs(context: ActionContext, body: Mapping[str, Any]) -> dict[str, Any]:
    """Whose the record is: the owner's the form names, or a department's."""
    owner = await find_user(context.connection, body.get("owner_id"))
    if owner is not None:
        return {"owner_id": owner.id, "department_id": owner.department_id}
    return {"owner_id": None, "department_id": body.get("department_id")}


async def count_submissions(connection: Connection, key: str) -> int:
    """How many answers a form has had."""
    statement = select(func.count()).select_from(external_submission).where(external_submission.c.form == key)
    found: int = await connection.value(statement)
    return found

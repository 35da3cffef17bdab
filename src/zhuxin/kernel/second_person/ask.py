"""Asking a second person instead of doing it: tried first, so that only what could run now is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import select

from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.packages.environment import find_installation
from zhuxin.kernel.records.queries import titles_of
from zhuxin.kernel.second_person.tables import second_person_request as request
from zhuxin.kernel.second_person.types import Fact

if TYPE_CHECKING:
    from zhuxin.kernel.actions.registry import ActionSpec

EXPIRES_AFTER = timedelta(days=3)
SHOWN_LENGTH = 500
VERSION = Label("版本", "Version")


async def needs_second_person(context: ActionContext, spec: "ActionSpec", inputs: Mapping[str, Any]) -> bool:
    """Whether this call waits for a second person: by the rule an administrator set, else as the action declares it.

    What the system does in nobody's name needs none, nor does a copy of the configuration, where there is nobody else.
    """
    declared, rule = spec.second_person, context.caller.catalog.second_person.get(spec.name)
    if (declared is None and rule is None) or context.caller.user_id is None:
        return False
    if not context.services.settings.second_person or (await find_installation(context.connection)).base:
        return False
    if rule is not None:
        if rule.mode == "amount" and declared is not None and declared.amount is not None:
            return await declared.amount(context, inputs) >= rule.from_amount
        return rule.mode == "always"
    assert declared is not None
    return declared.applies is None or await declared.applies(context, inputs)


async def ask_second_person(
    context: ActionContext, spec: "ActionSpec", inputs: Mapping[str, Any], values: Any
) -> dict[str, Any]:
    """Store a call for a second person: `{"second_person": {"request_id", "expires_at", "facts"}}`.

    It is carried out and rolled back first, so that what would be refused is refused now. The inputs are encrypted.
    """
    async with context.connection.raw.transaction(force_rollback=True):
        trial = replace(context, dry_run=True, settled_at=None)
        await spec.handler(trial, **inputs)
    facts = await facts_of(context, spec, inputs)
    request_id, expires = new_id(), context.now + EXPIRES_AFTER
    record_id = inputs.get(spec.record_key) if spec.record_key else inputs.get("id")
    object_key = spec.object or inputs.get("object")
    cipher = context.services.vault.encrypt(orjson.dumps(values).decode(), purpose(request_id))
    await context.connection.insert(
        request,
        {
            "id": request_id,
            "created_at": context.now,
            "action": spec.name,
            "object": object_key,
            "record_id": record_id,
            "requested_by": context.caller.user_id,
            "requester_name": context.caller.name,
            "reason": inputs.get("reason"),
            "inputs_cipher": cipher,
            "facts": facts,
            "expires_at": expires,
            "status": "waiting",
        },
    )
    await context.record(
        "second_person.asked",
        object=object_key,
        record_id=record_id,
        action=spec.name,
        request_id=request_id,
        note=spec.label.zh,
    )
    shown = [one for one in facts if not one["hidden"]]
    return {"second_person": {"request_id": request_id, "expires_at": expires.isoformat(), "facts": shown}}


def purpose(request_id: str) -> str:
    """What binds the inputs of a request to it."""
    return f"second_person_request.{request_id}"


async def facts_of(
    context: ActionContext, spec: "ActionSpec", inputs: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """What will be done, as both people see it: the action's own facts, or its inputs by their labels."""
    if spec.second_person is not None and spec.second_person.shows is not None:
        facts = await spec.second_person.shows(context, inputs)
    else:
        facts = [
            Fact(one.label, await _shown(context, one, inputs[one.key]))
            for one in spec.inputs
            if inputs.get(one.key) is not None
        ]
    if (version := await _version(context, spec, inputs)) is not None:
        facts = [*facts, version]
    return [one.to_json() for one in facts]


async def _version(context: ActionContext, spec: "ActionSpec", inputs: Mapping[str, Any]) -> Fact | None:
    """The version of the record the action works on: compared, not shown."""
    definition = context.caller.catalog.objects.get(spec.object or "")
    record_id = inputs.get(spec.record_key) if spec.record_key else None
    if definition is None or record_id is None:
        return None
    table = definition.table
    version = await context.connection.value(select(table.c.version).where(table.c.id == record_id))
    return Fact(VERSION, str(version), hidden=True)


async def _shown(context: ActionContext, one: Field, value: Any) -> str:
    """An input as the second person sees it: a record by its title, an option by its label, a secret by its mask."""
    kind = kind_of(one)
    if kind.encrypted and kind.mask:
        return kind.mask(value)
    if one.target in context.caller.catalog.objects and isinstance(value, str):
        titles = await titles_of(context.connection, context.caller, str(one.target), [value])
        return str(titles.get(value) or value)
    shown = kind.render(value) if kind.render else value
    option = next((each.label.zh for each in one.options if each.value == shown), None)
    if option is not None:
        return option
    text = shown if isinstance(shown, str) else orjson.dumps(shown, default=str).decode()
    return text[:SHOWN_LENGTH]

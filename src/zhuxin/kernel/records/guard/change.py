"""Asking a second person to let a guarded field change: whoever may change the record asks, who may `record.change` decides."""

from typing import Any

from zhuxin.core.errors import Missing
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_value
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.guard.need import CHANGES
from zhuxin.kernel.records.queries import get_record
from zhuxin.kernel.records.store import shown
from zhuxin.kernel.records.writes import update_record
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson


async def _facts(context: ActionContext, inputs: Inputs) -> list[Fact]:
    """The record, and each field as it is and as it becomes; secrets by their masks."""
    definition = context.caller.catalog.object(inputs["object"])
    record = await get_record(context.connection, context.caller, definition.key, inputs["id"])
    title = record.get(definition.title_field)
    facts = [
        Fact(definition.label, str(title or record["id"])),
        Fact(_VERSION, str(record["version"]), hidden=True),
    ]
    for key, value in inputs["values"].items():
        one = definition.fields.get(key)
        if one is None:
            raise Missing(pointer=f"/values/{key}")
        then = value if value is None else shown(definition, key, parse_value(one, value, f"/values/{key}"))
        facts.append(Fact(one.label, f"{record.get(key) or '—'} → {then or '—'}"))
    return facts


_VERSION = Label("版本", "Version")


@action(
    CHANGES,
    "修改受保护的内容",
    "Change what is guarded",
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field("reference", "id", "记录", "Record", required=True),
    field("json", "values", "改为", "Values", required=True),
    field("number", "version", "记录版本", "Version", required=True, minimum="1"),
    everyone=True,
    second_person=SecondPerson(shows=_facts),
)
async def change(context: ActionContext, object: str, id: str, values: Any, version: Any) -> dict[str, Any]:
    """Change a record, guarded fields too, as the caller's own rights allow."""
    return {"record": await update_record(context, object, id, values, int(version), agreed=True)}

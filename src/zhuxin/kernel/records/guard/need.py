"""Fields of records that change only with a second person, such as whose account money goes to."""

from collections.abc import Collection

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.second_person.ask import needs_second_person
from zhuxin.kernel.second_person.errors import NeedsSecondPerson

CHANGES = "record.change"


async def require_second_person(
    context: ActionContext, definition: ObjectDef, keys: Collection[str], within: str = ""
) -> None:
    """Raises `NeedsSecondPerson` at the first of these fields that is guarded, where changes of it need one."""
    guarded = sorted(definition.guarded.intersection(keys))
    if guarded and await needs_second_person(context, action_named(CHANGES), {}):
        label = definition.fields[guarded[0]].label
        raise NeedsSecondPerson(pointer=f"{within}/{guarded[0]}", field=label.zh, field_en=label.en)

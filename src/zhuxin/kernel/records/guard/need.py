"""Fields of records that change only with a second person, such as whose account money goes to."""

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.second_person.ask import needs_second_person
from zhuxin.kernel.second_person.errors import NeedsSecondPerson

CHANGES = "record.change"


async def require_second_person(context: ActionContext, definition: ObjectDef, field_key: str) -> None:
    """Raises `NeedsSecondPerson` at the field, where changes of it need one."""
    if await needs_second_person(context, action_named(CHANGES), {}):
        label = definition.fields[field_key].label
        raise NeedsSecondPerson(pointer=f"/{field_key}", field=label.zh, field_en=label.en)

"""Which records a reference offers: those that its field's filter finds, whatever the chooser may see of what it asks."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from zhuxin.core.business_day import business_date
from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.permissions.caller import everywhere, system_caller
from zhuxin.kernel.records.errors import BadFilter
from zhuxin.kernel.records.plan import Plan
from zhuxin.kernel.records.queries import ListQuery, check_query, list_records

NOT_OFFERED = Label("这条记录不在可选范围内", "This record is not one of those to choose from")


def check_only(context: ActionContext, one: Field) -> None:
    """Raises `BadFilter` where the filter of a field cannot be asked of the object it refers to."""
    if one.only is None:
        return
    caller, today = system_caller(context.caller.catalog), context.now.date()
    try:
        check_query(caller, one.target or "", filter_=one.only, vault=context.services.vault, today=today)
    except BadFilter as refusal:
        refusal.pointer = "/only"
        raise


async def check_offered(context: ActionContext, plan: Plan, parsed: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` at each reference that names a record its field does not offer."""
    faults = [
        FieldFault(f"/{one.key}", "reference.not_offered", NOT_OFFERED)
        for one in plan.limited
        if (value := parsed.get(one.key)) and not await _offers(context, one, value)
    ]
    if faults:
        raise InvalidFields(faults)


async def _offers(context: ActionContext, one: Field, value: Any) -> bool:
    ids = value if isinstance(value, list) else [value]
    assert one.only is not None
    named = {"field": "id", "op": "in", "value": ids}
    query = ListQuery(filter={"and": [orjson.loads(one.only), named]}, fields=("id",), limit=len(ids))
    page = await list_records(
        context.connection,
        everywhere(context.caller),
        one.target or "",
        query,
        vault=context.services.vault,
        today=await business_date(context.connection),
        zone=ZoneInfo(context.services.settings.time_zone),
    )
    return len(page["items"]) == len(ids)

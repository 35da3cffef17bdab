"""What a record refers to, and the rows of its sub-tables, read along with it as its reader may see them."""

from typing import Any

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import SEVERAL, Field
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.queries import ListQuery, list_records, readable

EXPAND_LIMIT = 5
ROWS = 200


class BadExpand(Invalid):
    code = "expand.invalid"
    text = Label(
        "{field} 不能展开：应为可查看的关联字段；子表只能随单条记录展开",
        "{field} cannot be expanded: name a reference you may read; a sub-table comes with one record only",
    )


async def expand(
    connection: Connection,
    caller: Caller,
    object_key: str,
    items: list[dict[str, Any]],
    keys: tuple[str, ...],
) -> None:
    """Put `_expanded` into records: by field, the record it refers to (None where the caller may not see it), those a
    list refers to (at most 200 in all), or the first 200 rows of a sub-table as a page. Raises `BadExpand`."""
    fields = [
        _expandable(caller, object_key, key, single=len(items) == 1) for key in keys[: EXPAND_LIMIT + 1]
    ]
    if len(fields) > EXPAND_LIMIT:
        raise BadExpand(pointer="/expand", field=keys[EXPAND_LIMIT])
    for one in fields:
        assert one.target is not None
        if one.kind == "children":
            found = await _page(connection, caller, one.target, str(one.via), [items[0]["id"]])
            items[0].setdefault("_expanded", {})[one.key] = found
            continue
        ids = list(dict.fromkeys(each for item in items for each in _ids(item.get(one.key))))
        page = await _page(connection, caller, one.target, "id", ids[:ROWS]) if ids else {"items": []}
        by_id = {record["id"]: record for record in page["items"]}
        for item in items:
            records = [by_id[each] for each in _ids(item.get(one.key)) if each in by_id]
            item.setdefault("_expanded", {})[one.key] = (
                records if one.kind == SEVERAL else next(iter(records), None)
            )


def _ids(value: Any) -> list[str]:
    """The ids that a reference holds: none, one or several."""
    return value if isinstance(value, list) else [value] if value else []


def _expandable(caller: Caller, object_key: str, key: str, *, single: bool) -> Field:
    plan = readable(caller, object_key)
    one = plan.definition.fields.get(key)
    if (
        one is None
        or one.target is None
        or plan.granted.access(key) < Access.READ
        or not caller.rights.object(one.target).read
        or (one.kind == "children" and not single)
    ):
        raise BadExpand(pointer="/expand", field=key)
    return one


async def _page(
    connection: Connection, caller: Caller, object_key: str, key: str, ids: list[str]
) -> dict[str, Any]:
    query = ListQuery(
        filter={"field": key, "op": "in", "value": ids}, sort="created_at", limit=ROWS, labels=True
    )
    return await list_records(connection, caller, object_key, query, vault=None, today=None)

"""Finding records that agree with one in what identifies them, among those the caller may see."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import String, and_, case, func, literal, literal_column, or_, select

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of, compile_statement
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import BadValue, Field
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.permissions.scope import scope_parameters
from zhuxin.kernel.records.disclosure.comparisons import allow_comparisons
from zhuxin.kernel.records.plan import Plan
from zhuxin.kernel.records.queries import ListQuery, get_record, list_records, readable

LIMIT = 20


def identifying_fields(plan: Plan) -> list[Field]:
    """The fields that tell records apart and that the caller may compare by."""
    found = []
    for one in plan.definition.fields.values():
        counts = kind_of(one).identifies or one.unique or one.key == plan.definition.title_field
        floor = Access.MASKED if kind_of(one).encrypted else Access.READ
        if (
            counts
            and not one.computed
            and one.kind != "auto_number"
            and plan.granted.access(one.key) >= floor
        ):
            found.append(one)
    return found


async def find_duplicates(
    connection: Connection, caller: Caller, object_key: str, record_id: str
) -> list[dict[str, Any]]:
    """Up to 20 records that agree with one, those that agree in most first: `{"record", "agree": [field keys]}`."""
    plan = readable(caller, object_key)
    await get_record(connection, caller, object_key, record_id)
    mine = plan.source.alias()
    agreeing = {
        one.key: _agrees(one, plan.source, mine.c[_compared(one)]) for one in identifying_fields(plan)
    }
    this = (mine.c.id == record_id, plan.source.c.id != record_id)
    return await _agreeing(connection, caller, plan, agreeing, *this)


async def find_alike(
    connection: Connection, caller: Caller, object_key: str, values: Any, *, vault: Vault
) -> list[dict[str, Any]]:
    """As `find_duplicates`, for values of a record that is not there yet; what is no value of its field is left out."""
    plan = readable(caller, object_key)
    given = values if isinstance(values, Mapping) else {}
    agreeing = {}
    for one in identifying_fields(plan):
        if not given.get(one.key):
            continue
        try:
            value = kind_of(one).parse(given[one.key], one)
        except BadValue:
            continue
        column = plan.source.c[_compared(one)]
        if kind_of(one).encrypted:
            agreeing[one.key] = any_of(column, vault.blinds(value, one.kind))
        else:
            agreeing[one.key] = _agrees(one, plan.source, literal(value, column.type))
    masked = [key for key in agreeing if plan.granted.access(key) < Access.READ]
    await allow_comparisons(connection, caller, [f"{object_key}.{key}" for key in masked])
    return await _agreeing(connection, caller, plan, agreeing)


async def _agreeing(
    connection: Connection, caller: Caller, plan: Plan, agreeing: dict[str, Any], *conditions: Any
) -> list[dict[str, Any]]:
    if not agreeing:
        return []
    other = plan.source
    keys = func.concat_ws(
        literal_column("','"), *(case((same, literal(key, String))) for key, same in agreeing.items())
    )
    count: Any = sum((case((same, 1), else_=0) for same in agreeing.values()), literal_column("0"))
    statement = (
        select(other.c.id, keys.label("agree"))
        .where(*conditions, plan.scope, or_(*agreeing.values()))
        .order_by(count.desc(), other.c.created_at.desc(), other.c.id)
        .limit(LIMIT)
    )
    sql, parameters = compile_statement(statement)
    agree = {
        row.id: row.agree.split(",")
        for row in await connection.all(sql, {**parameters, **scope_parameters(caller)})
    }
    if not agree:
        return []
    query = ListQuery(filter={"field": "id", "op": "in", "value": list(agree)}, limit=LIMIT, labels=True)
    page = await list_records(connection, caller, plan.definition.key, query, vault=None, today=None)
    by_id = {item["id"]: item for item in page["items"]}
    return [{"record": by_id[key], "agree": words} for key, words in agree.items() if key in by_id]


def _compared(one: Field) -> str:
    """The column a field is compared by."""
    return f"{one.key}_blind" if kind_of(one).encrypted else one.key


def _agrees(one: Field, other: Any, mine: Any) -> Any:
    """Whether a record of `other` has the value `mine` of a field; texts agree whatever their case."""
    column = other.c[_compared(one)]
    if one.kind not in ("text", "email"):
        return column == mine
    return and_(func.lower(column) == func.lower(mine), func.length(mine) > 0)

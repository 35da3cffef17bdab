"""Figures over records: counted, summed and averaged in groups, within the caller's scope and field rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from decimal import Decimal
from typing import Any

from psycopg.rows import tuple_row
from sqlalchemy import Numeric, cast, func, literal_column, select

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import Prepared
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.disclosure.comparisons import allow_comparisons, masked_in
from zhuxin.kernel.records.errors import BadGroup
from zhuxin.kernel.records.lists.filters import condition
from zhuxin.kernel.records.plan import Plan
from zhuxin.kernel.records.queries import read_filters, readable, titles_of

FUNCTIONS = ("sum", "avg", "min", "max")
PARTS = ("day", "week", "month", "quarter", "year")
BY_LIMIT, MEASURE_LIMIT, GROUP_LIMIT = 2, 10, 500
GROUPED = (
    "choice",
    "boolean",
    "reference",
    "user",
    "department",
    "date",
    "datetime",
    "text",
    "number",
    "rating",
)
NUMERIC = ("number", "money", "percent", "rating")


@dataclass(frozen=True, slots=True)
class GroupQuery:
    """`by` are fields, a date with its part as `created_at:month`; `measures` are `sum:amount` and the like."""

    by: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    filter: Any = None
    q: str | None = None


async def group_records(
    connection: Connection,
    caller: Caller,
    object_key: str,
    query: GroupQuery,
    *,
    vault: Vault | None,
    today: date | None,
    zone: tzinfo = UTC,
) -> dict[str, Any]:
    """`{"groups": [{"by": […], "count": 3, "sum:amount": "…"}], "truncated": false}`, the largest group first.

    Raises `BadGroup` or `BadFilter`; a field the caller may not read is as unknown as one that is not there.
    """
    plan = readable(caller, object_key)
    if len(query.by) > BY_LIMIT or len(query.measures) > MEASURE_LIMIT:
        raise BadGroup(
            pointer="/by", why=Label(f"最多 {BY_LIMIT} 个分组字段、{MEASURE_LIMIT} 个数值", "too many")
        )
    by = [_by(plan, word, zone) for word in query.by]
    measures = [_measure(plan, word) for word in query.measures]
    shapes, parameters = read_filters(
        plan, caller, query.filter, query.q, vault=vault, today=today, zone=zone
    )
    await allow_comparisons(
        connection, caller, [one for shape in shapes for one in masked_in(shape, caller, object_key)]
    )
    places: list[Any] = [literal_column(str(place + 1)) for place in range(len(by))]
    statement = (
        select(*(column for column, _ in by), func.count(), *(column for column, _ in measures))
        .select_from(plan.source)
        .where(plan.scope, *(condition(one, plan.source, plan) for one in shapes))
        .group_by(*places)
        .order_by(func.count().desc(), *places)
        .limit(GROUP_LIMIT + 1)
    )
    rows = await (await connection.run(Prepared(statement), parameters, row_factory=tuple_row)).fetchall()
    titles = await _titles(connection, caller, [one for _, one in by], rows)
    groups = [
        {
            "by": [_shown(one, value) for (_, one), value in zip(by, row, strict=False)],
            "labels": [titles[place].get(row[place]) for place in range(len(by))],
            "count": row[len(by)],
            **{
                word: _figure(one, value)
                for word, (_, one), value in zip(query.measures, measures, row[len(by) + 1 :], strict=True)
            },
        }
        for row in rows[:GROUP_LIMIT]
    ]
    return {"groups": groups, "truncated": len(rows) > GROUP_LIMIT}


def check_groups(caller: Caller, object_key: str, by: Sequence[str], measures: Sequence[str]) -> None:
    """Raises `BadGroup` where the caller cannot have such figures."""
    plan = readable(caller, object_key)
    for word in by:
        _by(plan, word, UTC)
    for word in measures:
        _measure(plan, word)


def _field(plan: Plan, key: str, kinds: Sequence[str]) -> Field:
    one = plan.definition.fields.get(key)
    if one is None or one.computed or plan.granted.access(key) < Access.READ or kind_of(one).key not in kinds:
        raise BadGroup(
            pointer="/by", why=Label(f"字段 {key} 不能这样用", f"the field {key} cannot be used so")
        )
    return one


def _by(plan: Plan, word: str, zone: tzinfo) -> tuple[Any, Field]:
    key, _, part = word.partition(":")
    one = _field(plan, key, GROUPED)
    column: Any = plan.source.c[key]
    if kind_of(one).key in ("date", "datetime"):
        if (part or "day") not in PARTS:
            raise BadGroup(pointer="/by", why=Label(f"应为 {'、'.join(PARTS)}", f"one of {', '.join(PARTS)}"))
        local = func.timezone(str(zone), column) if kind_of(one).key == "datetime" else column
        column = func.date_trunc(part or "day", local)
    return column, one


def _measure(plan: Plan, word: str) -> tuple[Any, Field]:
    function, _, key = word.partition(":")
    if function not in FUNCTIONS:
        raise BadGroup(
            pointer="/measures", why=Label(f"应为 {'、'.join(FUNCTIONS)}", f"one of {', '.join(FUNCTIONS)}")
        )
    kinds = NUMERIC if function in ("sum", "avg") else (*NUMERIC, "date", "datetime")
    one = _field(plan, key, kinds)
    column: Any = plan.source.c[key]
    if kind_of(one).key in NUMERIC:
        column = cast(column, Numeric)
    return getattr(func, function)(column), one


def _shown(one: Field, value: Any) -> Any:
    if hasattr(value, "date"):
        return value.date()
    render = kind_of(one).render
    return render(value) if render and value is not None else value


def _figure(one: Field, value: Any) -> Any:
    """A measure as text: amounts to the cent, other numbers to six places at most."""
    if not isinstance(value, Decimal):
        return value
    if kind_of(one).key == "money":
        return str((value / 100).quantize(Decimal("0.01")))
    return f"{value.quantize(Decimal('0.000001')).normalize():f}"


async def _titles(
    connection: Connection, caller: Caller, by: list[Field], rows: list[Any]
) -> list[dict[Any, Any]]:
    """For each grouping field the titles of the records its values refer to, as far as the caller may read them."""
    found: list[dict[Any, Any]] = []
    for place, one in enumerate(by):
        ids = [row[place] for row in rows if row[place] is not None] if one.target else []
        found.append(await titles_of(connection, caller, one.target, ids) if one.target and ids else {})
    return found

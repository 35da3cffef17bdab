"""Which road a list with a text search takes, said to the planner instead of left to it.

With `ORDER BY … LIMIT` the planner walks the order's index until enough rows match: right for a frequent term, a walk
through the whole table for a rare one. Its own estimate, asked for beforehand, tells the two apart.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from psycopg.rows import tuple_row
from sqlalchemy import ColumnElement, literal_column, select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import Prepared
from zhuxin.kernel.records.lists.filters import Shape, condition
from zhuxin.kernel.records.plan import Plan

FREQUENT = 0.01
SEARCHING = ("contains", "starts_with")
# A frequent term: walk the order's index. A rare one: fetch its rows by the trigram index and sort them.
_WALK = "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off"
_FETCH = (
    "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_seqscan = off"
)


def searches(shape: Shape) -> bool:
    """Whether a filter looks into texts."""
    if shape[0] in ("and", "or", "not"):
        return any(searches(part) for part in shape[1:])
    return shape[0] == "terms" or (len(shape) > 1 and shape[1] in SEARCHING)


@asynccontextmanager
async def search_road(
    connection: Connection, plan: Plan, searching: tuple[Shape, ...], parameters: dict[str, Any]
) -> AsyncIterator[None]:
    """A transaction whose planner takes the road that suits how many rows the searching filters are expected to match."""
    key = ("expected", searching)
    if key not in plan.lists:
        matches = (condition(shape, plan.source, plan) for shape in searching)
        plan.lists[key] = explained(plan, matches)
    async with connection.raw.transaction():
        expected = await expected_rows(connection, plan.lists[key], parameters)
        whole = await connection.value(
            "SELECT reltuples FROM pg_class WHERE oid = %(table)s::regclass",
            {"table": f'"{plan.source.name}"'},
        )
        if whole > 0:
            frequent = expected >= whole * FREQUENT
            await connection.raw.execute(_WALK if frequent else _FETCH, prepare=False)
        yield


def explained(plan: Plan, conditions: Iterable[ColumnElement[bool]]) -> Prepared:
    """The statement that asks the planner about the rows that meet conditions."""
    prepared = Prepared(select(literal_column("1")).select_from(plan.source).where(*conditions))
    prepared.sql = f"EXPLAIN (FORMAT JSON) {prepared.sql}"
    return prepared


async def expected_rows(connection: Connection, statement: Prepared, parameters: dict[str, Any]) -> float:
    """How many rows the planner expects of an `explained` statement."""
    cursor = await connection.run(statement, parameters, row_factory=tuple_row, prepare=False)
    row = await cursor.fetchone()
    assert row is not None
    rows: float = row[0][0]["Plan"]["Plan Rows"]
    return rows

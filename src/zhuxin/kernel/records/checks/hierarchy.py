"""Hierarchies: a reference that a tree of the layout is drawn by never leads back to its own record.

Other references of an object to itself are free: two people may well vouch for each other.
"""

from collections.abc import Mapping
from typing import Any

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.records.errors import OwnAncestor
from zhuxin.kernel.records.plan import Plan

# Two moves at once could close a circle that neither of them sees.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))"
_ABOVE = """WITH RECURSIVE above(id) AS (
  SELECT %(parent)s::uuid
  UNION SELECT "{parent}" FROM "{table}" JOIN above USING (id) WHERE "{parent}" IS NOT NULL
) SELECT true FROM above WHERE id = %(record)s"""


def parent_fields(catalog: Catalog, object_key: str) -> frozenset[str]:
    """The fields that a tree view of an object's layout goes by."""
    memo_key = ("parent_fields", object_key)
    if memo_key not in catalog.memo:
        views = catalog.layout(object_key).get("views") or ()
        catalog.memo[memo_key] = frozenset(one["parent"] for one in views if one.get("kind") == "tree")
    found: frozenset[str] = catalog.memo[memo_key]
    return found


async def refuse_circles(
    context: ActionContext, plan: Plan, record_id: str, parsed: Mapping[str, Any]
) -> None:
    """Raises `OwnAncestor` where a record would come to lie below itself."""
    for key in parent_fields(plan.catalog, plan.definition.key) & parsed.keys():
        if parsed[key] is None:
            continue
        table = plan.source.name
        await context.connection.execute(_ALONE, {"name": f"{table}.{key}"})
        above = _ABOVE.format(table=table, parent=plan.source.c[key].name)
        if await context.connection.value(above, {"parent": parsed[key], "record": record_id}):
            raise OwnAncestor(pointer=f"/{key}")

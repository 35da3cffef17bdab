"""Keeping derived fields right: a record's formulas when it is written, and rollups over other records.

A rollup is computed anew from the children under a lock on its record, in the transaction of the child's change (`due.py` says
when), so that two writers of children can not lose each other's.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, Numeric, case, func, literal, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by

from zhuxin.core.db.statements import any_of
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.derived.formulas import check_rules, compute, follow, in_order, operands
from zhuxin.kernel.fields.types import Field, Rollup
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.records.plan import source_of

Gathering = tuple[ObjectDef, Field]
_TOO_LARGE = literal(Decimal(2**63), Numeric)  # for a bigint


def formulas_of(catalog: Catalog, definition: ObjectDef) -> list[Field]:
    """The formula fields of an object in dependency order."""
    key = ("formulas", definition.key)
    if key not in catalog.memo:
        catalog.memo[key] = in_order(definition.fields)
    found: list[Field] = catalog.memo[key]
    return found


def rollups_over(catalog: Catalog, object_key: str) -> list[Gathering]:
    """The rollup fields that gather from an object, each with its own object."""
    if "rollups_over" not in catalog.memo:
        over: dict[str, list[Gathering]] = defaultdict(list)
        for one in catalog.objects.values():
            for each in one.fields.values():
                if each.rollup is not None:
                    over[each.rollup.object].append((one, each))
        catalog.memo["rollups_over"] = dict(over)
    found: list[Gathering] = catalog.memo["rollups_over"].get(object_key, [])
    return found


def gathering(catalog: Catalog, object_key: str, key: str) -> list[Gathering]:
    """The rollups over an object that a field of it matters to: what they gather, or what they find records by."""
    return [
        (other, one)
        for other, one in rollups_over(catalog, object_key)
        if one.rollup and key in (one.rollup.via, one.rollup.field)
    ]


def with_defaults(context: ActionContext, definition: ObjectDef, parsed: dict[str, Any]) -> dict[str, Any]:
    """Parsed values of a new record, with the default expressions of fields left empty, and nothing gathered yet."""
    catalog = context.caller.catalog
    key = ("beginnings", definition.key)
    if key not in catalog.memo:
        catalog.memo[key] = (
            [one for one in definition.fields.values() if one.default_expression],
            {one.key: _of_nothing(one.rollup) for one in definition.fields.values() if one.rollup},
        )
    computed, nothing = catalog.memo[key]
    filled = {**parsed, **nothing} if nothing else parsed
    wanting = [one for one in computed if parsed.get(one.key) is None]
    if not wanting:
        return filled
    values = operands(definition, parsed)
    return {**filled, **{one.key: compute(one, values) for one in wanting}}


def _of_nothing(rollup: Rollup) -> int | None:
    """What a rollup is where no record is gathered."""
    return 0 if rollup.function in ("count", "sum") else None


def derived_columns(context: ActionContext, definition: ObjectDef, row: Mapping[str, Any]) -> dict[str, Any]:
    """The formula columns of a row about to be stored; raises `InvalidFields` where a check of a field fails."""
    ordered = formulas_of(context.caller.catalog, definition)
    found = follow(definition, ordered, row) if ordered else {}
    check_rules(definition, {**row, **found} if found else row)
    return found


def derives(context: ActionContext, definition: ObjectDef) -> bool:
    """Whether writing a record of an object needs its whole row: for formulas or checks."""
    catalog = context.caller.catalog
    key = ("derives", definition.key)
    if key not in catalog.memo:
        catalog.memo[key] = bool(
            formulas_of(catalog, definition) or any(one.checks for one in definition.fields.values())
        )
    return bool(catalog.memo[key])


async def gather(context: ActionContext, parent: ObjectDef, ids: list[str]) -> int:
    """Recompute rollups and formulas of records, locked in order of id; how many changed."""
    catalog = context.caller.catalog
    source = source_of(catalog, parent)
    rolled = [one for one in parent.fields.values() if one.rollup is not None]
    locked = (
        select(source).where(any_of(source.c.id, ids)).order_by(source.c.id).with_for_update(key_share=True)
    )
    rows = {row.id: row._asdict() for row in await context.connection.all(locked)}
    found: dict[str, dict[str, Any]] = {key: {} for key in rows}
    for one in rolled:
        assert one.rollup is not None
        gathered = {
            row.parent: row.value
            for row in await context.connection.all(_gathering(catalog, one.rollup, list(rows)))
        }
        for key in rows:
            found[key][one.key] = gathered.get(key, _of_nothing(one.rollup))
    changed = 0
    for key, values in found.items():
        row = {**rows[key], **values}
        values |= follow(parent, formulas_of(catalog, parent), row)
        if any(rows[key][name] != value for name, value in values.items()):
            changed += 1
            await context.connection.execute(update(source).where(source.c.id == key).values(**values))
    return changed


def _gathering(catalog: Catalog, rollup: Rollup, ids: list[str]) -> Any:
    child = source_of(catalog, catalog.object(rollup.object))
    via = child.c[rollup.via]
    alive = [child.c.deleted_at.is_(None)] if "deleted_at" in child.c else []
    of_these = [any_of(via, ids), *alive]
    if rollup.function == "count":
        value: Any = func.count()
    elif rollup.function == "latest":
        newest_first = (child.c.created_at.desc(), child.c.id.desc())
        column = child.c[rollup.field or "id"]
        value = func.array_agg(aggregate_order_by(column, *newest_first), type_=ARRAY(column.type))[1]
    else:
        column = child.c[rollup.field or "id"]
        value = getattr(func, rollup.function)(column)
        if rollup.function in ("sum", "avg") and column.type.python_type is int:
            # What is too large for the column is empty, as a formula's result is.
            value = case((func.abs(value) < _TOO_LARGE, func.round(value))).cast(column.type)
    return select(via.label("parent"), value.label("value")).where(*of_these).group_by(via)

"""Sub-tables: records entered as rows of another's form, each written under the rights of its own object."""

from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.kernel.actions.inputs import REQUIRED
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.records.plan import Plan

# What a row says beside values: which record it is, at which version, and whether it goes.
ROW_WORDS = ("id", "version", "delete")


def take_rows(
    plan: Plan, parsed: dict[str, Any], *, creating: bool = False
) -> list[tuple[Field, list[dict[str, Any]]]]:
    """Take the rows of sub-tables out of parsed values; raises `InvalidFields` where a required one has none."""
    taken = [(one, parsed.pop(one.key)) for one in plan.tables if one.key in parsed]
    missing = [one for one, rows in taken if creating and one.required and not rows]
    if missing:
        raise InvalidFields([FieldFault(f"/{one.key}", "value.required", REQUIRED) for one in missing])
    return [(one, rows) for one, rows in taken if rows]


def tables_by(catalog: Catalog, object_key: str, key: str) -> list[tuple[ObjectDef, Field]]:
    """The sub-tables that find their rows, records of this object, by its field `key`."""
    return [
        (one, each)
        for one in catalog.objects.values()
        for each in one.fields.values()
        if each.kind == "children" and each.target == object_key and each.via == key
    ]

"""The facts a process decides on: the record, and the records it refers to, as JSON values."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.kernel.derived.formulas import as_operand
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.records.plan import source_of


async def subject_facts(
    connection: Connection, catalog: Catalog, object_key: str, record_id: str
) -> dict[str, Any]:
    """`{"application": {…}, "party": {…}, …}`: the record under its object's key and each record it refers to.

    Amounts come in whole units as numbers: rules compare them, and no money is computed from them.
    """
    facts = {object_key: await _record_facts(connection, catalog, object_key, record_id)}
    for one in catalog.object(object_key).fields.values():
        target = facts[object_key].get(one.key)
        if one.kind == "reference" and one.target and target and one.target not in facts:
            facts[one.target] = await _record_facts(connection, catalog, one.target, target)
    return facts


async def _record_facts(
    connection: Connection, catalog: Catalog, object_key: str, record_id: str
) -> dict[str, Any]:
    definition = catalog.object(object_key)
    source = source_of(catalog, definition)
    columns = [
        source.c[key]
        for key, one in definition.fields.items()
        if not (kind_of(one).encrypted or one.computed)
    ]
    row = await connection.find(select(source.c.id, *columns).where(source.c.id == record_id))
    assert row is not None, f"{object_key} {record_id} vanished"
    return {
        key: _fact(definition.fields[key], value) if key in definition.fields else value
        for key, value in row._asdict().items()
    }


def kept_facts(definition: ObjectDef, parsed: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values of fields as facts; of an encrypted one nothing is kept."""
    return {
        key: _fact(definition.fields[key], value)
        for key, value in parsed.items()
        if not kind_of(definition.fields[key]).encrypted
    }


def _fact(one: Field, stored: Any) -> Any:
    operand = as_operand(one, stored)
    return float(operand) if isinstance(operand, Decimal) else operand

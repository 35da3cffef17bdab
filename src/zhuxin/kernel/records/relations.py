"""What becomes of the records that refer to one that goes to the recycle bin: their field's delete rule.

A record that is deleted for good is guarded by the foreign keys themselves.
"""

from typing import Any

from sqlalchemy import ColumnElement, Table, cast, func, literal_column, select, true, update

from zhuxin.core.db.schema import ID
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.fields.types import SEVERAL, Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.records.errors import ReferredTo
from zhuxin.kernel.records.plan import source_of

CASCADE_LIMIT = 10_000

Reference = tuple[ObjectDef, str, str]


def references_to(catalog: Catalog, object_key: str) -> list[Reference]:
    """The fields that refer to an object: their object, key and delete rule."""
    memo_key = ("references_to", object_key)
    if memo_key not in catalog.memo:
        catalog.memo[memo_key] = [
            (one, each.key, each.on_delete)
            for one in catalog.objects.values()
            for each in one.fields.values()
            if each.kind in ("reference", SEVERAL) and each.target == object_key and not each.computed
        ]
    found: list[Reference] = catalog.memo[memo_key]
    return found


def refers(source: Table, one: Field, record_id: str) -> ColumnElement[bool]:
    """Whether a reference, or a list of them, names a record."""
    column = source.c[one.key]
    return column.contains([record_id]) if one.kind == SEVERAL else column == record_id


def pointed(source: Table, one: Field, record_id: str, other: str | None) -> Any:
    """A reference, or a list of them, that names another record instead, or none; no record comes to refer to itself."""
    if one.kind != SEVERAL:
        return None if other is None else func.nullif(cast(other, ID), source.c.id)
    column = source.c[one.key]
    rest: Any = func.array_remove(column, cast(other or record_id, ID))
    if other is not None:
        rest = func.array_remove(func.array_replace(rest, cast(record_id, ID), cast(other, ID)), source.c.id)
    return func.nullif(rest, literal_column("'{}'::uuid[]"), type_=column.type)


async def let_go(context: ActionContext, object_key: str, record_id: str) -> None:
    """Apply the delete rules of what refers to a record; raises `ReferredTo` where one refuses."""
    going = [(object_key, record_id)]
    gone = 0
    while going:
        key, one_id = going.pop()
        for referring, field_key, rule in references_to(context.caller.catalog, key):
            source = source_of(context.caller.catalog, referring)
            alive = source.c.deleted_at.is_(None) if "deleted_at" in source.c else true()
            mine = refers(source, referring.fields[field_key], one_id)
            rows = await context.connection.all(select(source).where(mine, alive).limit(CASCADE_LIMIT))
            if not rows:
                continue
            if rule == "refuse" or (rule == "cascade" and "deleted_at" not in source.c):
                raise ReferredTo(count=len(rows), object=referring.label.zh, object_en=referring.label.en)
            gone += len(rows)
            if gone > CASCADE_LIMIT:
                raise ReferredTo(count=gone, object=referring.label.zh, object_en=referring.label.en)
            change = (
                {field_key: pointed(source, referring.fields[field_key], one_id, None)}
                if rule == "clear"
                else {"deleted_at": context.now, "deleted_by": context.caller.user_id}
            )
            await context.connection.execute(
                update(source)
                .where(mine, alive)
                .values(**change, version=source.c.version + 1, updated_at=context.now)
            )
            verb = "changed" if rule == "clear" else "deleted"
            await context.record_many(
                [
                    context.entry(
                        f"{referring.key}.{verb}", object=referring.key, record_id=row.id, because=key
                    )
                    for row in rows
                ]
            )
            if rule == "cascade":
                going += [(referring.key, row.id) for row in rows]

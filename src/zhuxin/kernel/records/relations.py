"""What becomes of the records that refer to one that goes to the recycle bin: their field's delete rule.

A record that is deleted for good is guarded by the foreign keys themselves.
"""

from sqlalchemy import select, true, update

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.derived.rollups import gather_into_parents
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
            if each.kind == "reference" and each.target == object_key and not each.computed
        ]
    found: list[Reference] = catalog.memo[memo_key]
    return found


async def let_go(context: ActionContext, object_key: str, record_id: str) -> None:
    """Apply the delete rules of what refers to a record; raises `ReferredTo` where one refuses."""
    going = [(object_key, record_id)]
    gone = 0
    while going:
        key, one_id = going.pop()
        for referring, field_key, rule in references_to(context.caller.catalog, key):
            source = source_of(context.caller.catalog, referring)
            alive = source.c.deleted_at.is_(None) if "deleted_at" in source.c else true()
            rows = await context.connection.all(
                select(source).where(source.c[field_key] == one_id, alive).limit(CASCADE_LIMIT)
            )
            if not rows:
                continue
            if rule == "refuse" or (rule == "cascade" and "deleted_at" not in source.c):
                raise ReferredTo(count=len(rows), object=referring.label.zh, object_en=referring.label.en)
            gone += len(rows)
            if gone > CASCADE_LIMIT:
                raise ReferredTo(count=gone, object=referring.label.zh, object_en=referring.label.en)
            change = (
                {field_key: None}
                if rule == "clear"
                else {"deleted_at": context.now, "deleted_by": context.caller.user_id}
            )
            await context.connection.execute(
                update(source)
                .where(source.c[field_key] == one_id, alive)
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
            await gather_into_parents(context, referring, *(row._asdict() for row in rows))
            if rule == "cascade":
                going += [(referring.key, row.id) for row in rows]

"""Two records become one: chosen values, and all that pointed to the one that goes points to the one that stays."""

from typing import Any

from sqlalchemy import select, update

from zhuxin.core.errors import Conflict, FieldFault, Forbidden, Invalid, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import UNKNOWN
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.derived.rollups import derived_columns
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.define import field, field_columns
from zhuxin.kernel.objects.indexes.unique_keys import tells_apart
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.guard.need import require_second_person
from zhuxin.kernel.records.hooks import MERGED
from zhuxin.kernel.records.plan import Plan, plan_for, source_of
from zhuxin.kernel.records.relations import CASCADE_LIMIT, pointed, references_to, refers
from zhuxin.kernel.records.rows import get_row, set_columns
from zhuxin.kernel.records.store import lock_record, shown


class NotMergeable(Conflict):
    code = "merge.not_offered"
    text = Label(
        "「{object}」的记录没有回收站，不能合并",
        "Records of {object_en} have no recycle bin and are not merged",
    )


class SameRecord(Invalid):
    code = "merge.same_record"
    text = Label("要合并的是同一条记录", "A record is not merged with itself")


class PointedByBusiness(Conflict):
    code = "merge.business"
    text = Label(
        "{count} 条「{object}」指向要并入的记录，它们由业务产生，不能改指。请保留这一条，把另一条并入",
        "{count} records of {object_en} refer to the one that goes. They came of business and stay as they are: keep this one,"
        " and merge the other into it",
    )


class TooManyPointing(Conflict):
    code = "merge.too_many"
    text = Label(
        "有超过 {limit} 条「{object}」指向要并入的记录，请先批量改掉",
        "More than {limit} records of {object_en} refer to the one that goes; change them in bulk first",
    )


@action(
    "record.merge",
    "合并记录",
    "Merge records",
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field("reference", "keep", "保留的记录", "Record that stays", required=True),
    field("reference", "drop", "并入的记录", "Record that goes", required=True),
    field("json", "take", "取自并入记录的字段", "Fields taken from the one that goes"),
    danger=True,
)
async def merge_records(
    context: ActionContext, object: str, keep: str, drop: str, take: Any
) -> dict[str, Any]:
    """Merge `drop` into `keep`: fields named in `take` get its values, what refers to it refers to `keep` from here on, and it
    goes to the recycle bin. Its timeline goes on in that of `keep`. Contracts, loans and the like are not moved: one they refer to
    is the one to keep."""
    plan = plan_for(context.caller.catalog, context.caller.rights, object)
    if not (plan.granted.update and plan.granted.delete and plan.definition.writable):
        raise Forbidden
    if not plan.keeps_deleted:
        raise NotMergeable(object=plan.definition.label.zh, object_en=plan.definition.label.en)
    if keep == drop:
        raise SameRecord(pointer="/drop")
    for key in sorted((keep, drop)):
        await lock_record(context, plan, key, reach="delete")
    taken = _taken(plan, take)
    await require_second_person(context, plan.definition, [one.key for one in taken], "/take")
    before = {key: (await get_row(context, object, key))._asdict() for key in (keep, drop)}
    await _give_up(context, plan, taken, drop)
    changed = await _take(context, plan, taken, before[keep], before[drop])
    moved = await _repoint(context, object, keep, drop)
    for hook in MERGED:
        await hook(context, object, keep, drop)
    await set_columns(context, object, drop, deleted_at=context.now, deleted_by=context.caller.user_id)
    await context.record(f"{object}.merged", object=object, record_id=keep, merged=drop, changes=changed)
    await context.record(f"{object}.deleted", object=object, record_id=drop, into=keep)
    return {"object": object, "id": keep, "moved": moved}


def _taken(plan: Plan, take: Any) -> list[Field]:
    """The fields to take over; raises `InvalidFields` for what the caller may not write."""
    names = take if isinstance(take, list) else []
    fields = plan.definition.fields
    bad = [
        place
        for place, key in enumerate(names)
        if not isinstance(key, str)
        or key not in fields
        or fields[key].read_only
        or fields[key].computed
        or plan.granted.access(key) < Access.WRITE
    ]
    if bad:
        raise InvalidFields([FieldFault(f"/take/{place}", "field.unknown", UNKNOWN) for place in bad])
    return [fields[key] for key in dict.fromkeys(names)]


async def _give_up(context: ActionContext, plan: Plan, taken: list[Field], drop: str) -> None:
    """What may be there once only leaves the record that goes, before the other one gets it."""
    unique = {one.key: None for one in taken if tells_apart(plan.definition, one)}
    if unique:
        await set_columns(context, plan.definition.key, drop, **unique)


async def _take(
    context: ActionContext, plan: Plan, taken: list[Field], keep: dict[str, Any], drop: dict[str, Any]
) -> list[dict[str, Any]]:
    """Write the taken values over the record that stays; its changes as the audit log keeps them."""
    columns = {
        column.name: drop[column.name]
        for one in taken
        for column in field_columns(one, plan.definition.table.name)
    }
    row = {**keep, **columns}
    columns |= derived_columns(context, plan.definition, row)
    if columns:
        await set_columns(context, plan.definition.key, keep["id"], **columns)
    changes = [
        {"field": one.key, "old": _told(plan, one, keep), "new": _told(plan, one, drop)} for one in taken
    ]
    return [change for change in changes if change["old"] != change["new"]]


def _told(plan: Plan, one: Field, row: dict[str, Any]) -> Any:
    """A stored value as the audit log keeps it."""
    return (
        row[f"{one.key}_masked"] if kind_of(one).encrypted else shown(plan.definition, one.key, row[one.key])
    )


async def _repoint(context: ActionContext, object_key: str, keep: str, drop: str) -> int:
    """Let everything that refers to `drop` refer to `keep`; how many records that were."""
    catalog, moved = context.caller.catalog, 0
    for referring, key, _ in references_to(catalog, object_key):
        source, one = source_of(catalog, referring), referring.fields[key]
        mine = refers(source, one, drop)
        rows = await context.connection.all(select(source.c.id).where(mine).limit(CASCADE_LIMIT + 1))
        if len(rows) > CASCADE_LIMIT:
            raise TooManyPointing(
                limit=CASCADE_LIMIT, object=referring.label.zh, object_en=referring.label.en
            )
        if not rows:
            continue
        if one.read_only or not referring.writable:
            raise PointedByBusiness(count=len(rows), object=referring.label.zh, object_en=referring.label.en)
        change = {
            key: pointed(source, one, drop, keep),
            "version": source.c.version + 1,
            "updated_at": context.now,
        }
        await context.connection.execute(update(source).where(mine).values(**change))
        changes = [{"field": key, "old": drop, "new": keep}]
        name = f"{referring.key}.changed"
        await context.record_many(
            [
                context.entry(
                    name, object=referring.key, record_id=row.id, because=object_key, changes=changes
                )
                for row in rows
            ]
        )
        moved += len(rows)
    return moved

"""Many writes in one request: all of them or none, or each by itself with a report."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.statements import any_of, compile_statement
from zhuxin.core.errors import Invalid, Refusal
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_value
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.permissions.scope import scope_parameters
from zhuxin.kernel.records.plan import Plan, plan_for
from zhuxin.kernel.records.writes import create_record, delete_record, update_record

BULK_LIMIT = 500
MODES = ("all", "each")
DEEDS = ("create", "update", "upsert", "delete")


class BadBulk(Invalid):
    code = "bulk.invalid"
    text = Label("批量请求有误：{why}", "The bulk request is not valid: {why}")


class BulkFailed(Invalid):
    code = "bulk.failed"
    text = Label(
        "第 {number} 项失败，全部未执行：{why}", "Item {number} failed and nothing was done: {why_en}"
    )


async def write_many(context: ActionContext, object_key: str, request: Any) -> dict[str, Any]:
    """`{"mode": "all"|"each", "operations": [{"op", "id", "version", "match", "values"}]}` → a result for each in order.

    With `all` the first refusal raises `BulkFailed` and nothing is done; with `each` it is reported in its place.
    """
    mode, operations = _read(request)
    results: list[dict[str, Any]] = []
    for place, one in enumerate(operations):
        try:
            async with context.connection.raw.transaction():
                results.append({"ok": True, **await _do(context, object_key, one)})
        except Refusal as refusal:
            if mode == "all":
                raise BulkFailed(
                    pointer=f"/operations/{place}{refusal.pointer or ''}",
                    number=place + 1,
                    why=_why(refusal, "zh"),
                    why_en=_why(refusal, "en"),
                ) from None
            results.append({"ok": False, "code": refusal.code, "errors": refusal.faults_json()})
    return {"results": results, "failed": sum(not one["ok"] for one in results)}


def _read(request: Any) -> tuple[str, list[Mapping[str, Any]]]:
    if not isinstance(request, Mapping) or not isinstance(request.get("operations"), list):
        raise BadBulk(pointer="/operations", why=Label("缺少 operations", "operations is missing"))
    mode, operations = request.get("mode", "all"), request["operations"]
    if mode not in MODES:
        raise BadBulk(pointer="/mode", why=Label("mode 应为 all 或 each", "mode is all or each"))
    if not 0 < len(operations) <= BULK_LIMIT:
        raise BadBulk(
            pointer="/operations", why=Label(f"应有 1 到 {BULK_LIMIT} 项", f"takes 1 to {BULK_LIMIT}")
        )
    for place, one in enumerate(operations):
        if not isinstance(one, Mapping) or one.get("op") not in DEEDS:
            raise BadBulk(
                pointer=f"/operations/{place}/op",
                why=Label(f"op 应为 {'、'.join(DEEDS)}", f"op is one of {DEEDS}"),
            )
    return mode, operations


async def _do(context: ActionContext, object_key: str, one: Mapping[str, Any]) -> dict[str, Any]:
    record_id = str(one.get("id", ""))
    if one["op"] == "create":
        record = await create_record(context, object_key, one.get("values"))
    elif one["op"] == "upsert":
        record = await upsert_record(context, object_key, one.get("match"), one.get("values"))
    elif one["op"] == "delete":
        await delete_record(context, object_key, record_id)
        return {"id": record_id}
    else:
        version = one.get("version")
        if type(version) is not int:
            raise BadBulk(pointer="/version", why=Label("缺少 version", "version is missing"))
        record = await update_record(context, object_key, record_id, one.get("values"), version)
    return {"id": record["id"], "version": record["version"]}


async def upsert_record(context: ActionContext, object_key: str, match: Any, values: Any) -> dict[str, Any]:
    """Change the record whose field `match` has the value given for it, or create it; more than one match is refused.

    Two that come at once for one new key are kept apart by the field's unique index, if it has one.
    """
    plan = plan_for(context.caller.catalog, context.caller.rights, object_key)
    one = plan.definition.fields.get(match) if isinstance(match, str) else None
    if (
        one is None
        or not isinstance(values, Mapping)
        or values.get(one.key) is None
        or plan.granted.access(one.key) < Access.READ
    ):
        raise BadBulk(
            pointer="/match",
            why=Label("match 应为 values 里有值的字段", "match names a field that values gives"),
        )
    wanted = parse_value(one, values[one.key], f"/values/{one.key}")
    column = one.key
    if kind_of(one).encrypted:
        column, wanted = f"{one.key}_blind", context.services.vault.blinds(wanted, one.kind)
    found = await _matches(context, plan, column, wanted if isinstance(wanted, list) else [wanted])
    if len(found) > 1:
        raise BadBulk(
            pointer="/match",
            why=Label(f"有多条记录的 {one.key} 是这个值", f"more than one record has this {one.key}"),
        )
    if not found:
        return await create_record(context, object_key, values)
    return await update_record(context, object_key, found[0].id, values, found[0].version)


async def _matches(context: ActionContext, plan: Plan, column: str, wanted: list[Any]) -> list[Any]:
    source = plan.source
    statement = select(source.c.id, source.c.version).where(any_of(source.c[column], wanted), plan.scope)
    locked = statement.order_by(source.c.id).limit(2).with_for_update(key_share=True)
    sql, parameters = compile_statement(locked)
    return await context.connection.all(sql, {**parameters, **scope_parameters(context.caller)})


def _why(refusal: Refusal, language: str) -> str:
    return "；".join(one["message"][language] for one in refusal.faults_json())

"""Exporting a list, asking for one that is large, approving it as a second person, and taking the file."""

from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import update

from zhuxin.core.crypto.passwords import new_token, token_digest
from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.ids import new_id
from zhuxin.core.jobs.runs import create_run
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.exports.errors import (
    ExportDecided,
    ExportGone,
    ExportTooLarge,
    OwnExport,
    SheetTooLong,
)
from zhuxin.kernel.exports.jobs import JOB
from zhuxin.kernel.exports.queries import (
    APPROVES,
    PURPOSE,
    check_may_export,
    find_request,
    list_query,
    path_of,
    read_page,
)
from zhuxin.kernel.exports.sheets import SHEET_ROWS
from zhuxin.kernel.exports.tables import export_request
from zhuxin.kernel.objects.define import field, options
from zhuxin.kernel.timeline import register_labels

LINK_MINUTES = 5
FIELD_LIMIT = 100
_EXPORT = field("reference", "export_id", "导出", "Export", required=True)
_ASKED = (
    field("text", "object", "对象", "Object", required=True, max_length=60),
    field(
        "choice",
        "format",
        "格式",
        "Format",
        required=True,
        options=options("xlsx:Excel:Excel", "csv:CSV:CSV"),
    ),
    field("json", "fields", "列", "Columns", required=True),
    field("json", "filter", "筛选", "Filter"),
    field("text", "sort", "排序", "Order", max_length=300),
    field("text", "q", "搜索", "Search", max_length=100),
)

register_labels(
    {
        "export.started": ("导出", "Export started"),
        "export.asked": ("申请导出", "Export asked for"),
        "export.decided": ("审批导出", "Export decided"),
        "export.completed": ("导出完成", "Export completed"),
        "export.taken": ("下载导出文件", "Export downloaded"),
    }
)


@action("export.start", "导出", "Export", *_ASKED)
async def start(context: ActionContext, **asked: Any) -> dict[str, Any]:
    """Export a list as the caller sees it. Raises `ExportTooLarge` for more rows than need no approval."""
    rows = await _count(context, asked)
    limit = context.services.settings.export_free_rows
    if rows > limit:
        raise ExportTooLarge(rows=f"{rows:,}", limit=f"{limit:,}", extra={"rows": rows, "limit": limit})
    export_id = await _keep(context, asked, rows, "free", None)
    told = {"of": asked["object"], "fields": asked["fields"], "rows": rows, "format": asked["format"]}
    await context.record("export.started", export_id=export_id, **told)
    return {"export_id": export_id, "job_id": await _begin(context, export_id), "rows": rows}


@action(
    "export.ask",
    "申请导出",
    "Ask for an export",
    *_ASKED,
    field("text", "reason", "用途", "What it is for", required=True, max_length=200),
)
async def ask(context: ActionContext, reason: str, **asked: Any) -> dict[str, Any]:
    """Ask for an export that somebody else has to approve."""
    rows = await _count(context, asked)
    export_id = await _keep(context, asked, rows, "waiting", reason)
    told = {"of": asked["object"], "fields": asked["fields"], "rows": rows, "format": asked["format"]}
    await context.record("export.asked", export_id=export_id, reason=reason, **told)
    return {"export_id": export_id, "rows": rows}


@action(
    APPROVES,
    "审批导出",
    "Decide on an export",
    _EXPORT,
    field("boolean", "approved", "同意", "Approved", required=True),
    field("text", "opinion", "意见", "Opinion", max_length=200),
)
async def approve(
    context: ActionContext, export_id: str, approved: bool, opinion: str | None
) -> dict[str, Any]:
    """Approve or refuse what another person asked for; the export then runs with her rights, not with the approver's."""
    row = await find_request(context.connection, export_id, lock=True)
    if row.created_by == context.caller.user_id:
        raise OwnExport
    if row.status != "waiting":
        raise ExportDecided
    values = {
        "status": "approved" if approved else "refused",
        "decided_by": context.caller.user_id,
        "decided_at": context.now,
        "opinion": opinion,
    }
    await context.connection.execute(
        update(export_request).where(export_request.c.id == row.id).values(**values)
    )
    await context.record(
        "export.decided", export_id=row.id, of=row.object, outcome=values["status"], opinion=opinion
    )
    return {"export_id": row.id, "job_id": await _begin(context, row.id) if approved else None}


@action("export.take", "下载导出文件", "Download the export", _EXPORT, discloses=True)
async def take(context: ActionContext, export_id: str) -> dict[str, Any]:
    """A link to the file, for its owner alone and for a few minutes."""
    row = await find_request(context.connection, export_id, lock=True)
    ready = row.expires_at is not None and row.expires_at > context.now
    if row.created_by != context.caller.user_id or not ready or not path_of(context.services, row).exists():
        raise ExportGone
    check_may_export(context.caller, row.object)
    token, until = new_token(), context.now + timedelta(minutes=LINK_MINUTES)
    link = {"link_digest": token_digest(token), "link_expires_at": until}
    await context.connection.execute(
        update(export_request).where(export_request.c.id == row.id).values(**link)
    )
    await context.record("export.taken", export_id=row.id, of=row.object, rows=row.rows)
    return {"url": f"/api/v1/exports/{row.id}/content?token={token}", "expires_at": until.isoformat()}


async def _count(context: ActionContext, asked: dict[str, Any]) -> int:
    """How many rows are asked for, with every part read as a list reads it; raises what a list would."""
    check_may_export(context.caller, asked["object"])
    fields = asked["fields"]
    known = context.caller.catalog.object(asked["object"]).fields
    named = isinstance(fields, list) and 0 < len(fields) <= FIELD_LIMIT
    if not named or not all(isinstance(key, str) and key in known for key in fields):
        label = Label(f"应为 1 到 {FIELD_LIMIT} 个字段", f"Takes 1 to {FIELD_LIMIT} fields")
        raise InvalidFields([FieldFault("/fields", "value.wrong_type", label)])
    query = list_query(asked, limit=1, count=True)
    page = await read_page(context.connection, context.services, context.caller, asked["object"], query)
    rows: int = page["total"]
    if asked["format"] == "xlsx" and rows > SHEET_ROWS:
        raise SheetTooLong(limit=f"{SHEET_ROWS:,}")
    return rows


async def _keep(
    context: ActionContext, asked: dict[str, Any], rows: int, status: str, reason: str | None
) -> str:
    query = {key: asked.get(key) for key in ("filter", "sort", "q", "fields")}
    query["locale"] = context.caller.locale
    row = {
        "id": new_id(),
        "created_at": context.now,
        "created_by": context.caller.user_id,
        "object": asked["object"],
        "format": asked["format"],
        "query": context.services.vault.encrypt(orjson.dumps(query).decode(), PURPOSE),
        "rows": rows,
        "status": status,
        "reason": reason,
    }
    await context.connection.insert(export_request, row)
    return str(row["id"])


async def _begin(context: ActionContext, export_id: str) -> str:
    """Put the writing of a request into the queue, as a long job of who asked for it."""
    row = await find_request(context.connection, export_id)
    plural = context.caller.catalog.object(row.object).plural
    label = Label(f"导出{plural.zh}", f"Export of {plural.en}")
    run_id = await create_run(
        context.connection,
        "export",
        label,
        {"export_id": export_id},
        total=row.rows,
        created_by=row.created_by,
    )
    await context.connection.execute(
        update(export_request).where(export_request.c.id == export_id).values(run_id=run_id)
    )
    await context.enqueue(JOB, run_id=run_id)
    return run_id

"""Roles for a time: asked for by one security administrator, approved by another, and over at the moment they end."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.jobs.queue import job
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.errors import (
    GrantDecided,
    GrantPeriod,
    OwnGrant,
    OwnRights,
    RoleThere,
)
from zhuxin.kernel.identity.roles.separation import check_roles
from zhuxin.kernel.identity.tables import ROLE, ROLE_GRANT, USER
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.timeline import register_labels

account, role, grant = USER.table, ROLE.table, ROLE_GRANT.table
END = "kernel.role_grant.end"
_GRANT = field("reference", "grant_id", "临时授权", "Temporary grant", required=True, target="role_grant")
_OPINION = field("text", "opinion", "意见", "Opinion", max_length=200)
_WAITING = {"field": "status", "op": "eq", "value": "waiting"}

register_labels(
    {
        "identity.grant.requested": ("申请临时授权", "Temporary grant asked for"),
        "identity.grant.approved": ("批准临时授权", "Temporary grant approved"),
        "identity.grant.refused": ("拒绝临时授权", "Temporary grant refused"),
        "identity.grant.revoked": ("收回临时授权", "Temporary grant revoked"),
        "identity.grant.ended": ("临时授权到期", "Temporary grant ended"),
    }
)


@action(
    "role_grant.request",
    "申请临时授权",
    "Ask for a temporary grant",
    field("user", "user_id", "用户", "User", required=True, target="user"),
    ROLE_GRANT.fields["role_id"],
    field("datetime", "from_at", "开始（空为批准后立即）", "From (empty: once approved)"),
    ROLE_GRANT.fields["until_at"],
    ROLE_GRANT.fields["reason"],
    object="user",
    record_key="user_id",
    step_up=True,
)
async def request(
    context: ActionContext,
    user_id: str,
    role_id: str,
    from_at: datetime | None,
    until_at: datetime,
    reason: str,
) -> dict[str, Any]:
    """Ask that somebody has a role for a time; nothing changes until another administrator approves it."""
    starts = from_at or context.now
    if until_at <= starts or until_at <= context.now:
        raise GrantPeriod(pointer="/until_at")
    await _check(context, user_id, role_id)
    values = {"user_id": user_id, "role_id": role_id, "from_at": starts, "until_at": until_at}
    made = await insert_record(context, ROLE_GRANT, {**values, "reason": reason, "status": "waiting"})
    await _note(context, "requested", user_id, role_id, reason, until_at)
    return {"grant_id": made["id"]}


@action(
    "role_grant.approve",
    "批准",
    "Approve",
    _GRANT,
    _OPINION,
    object="role_grant",
    record_key="grant_id",
    enabled_when=_WAITING,
    step_up=True,
)
async def approve(context: ActionContext, grant_id: str, opinion: str | None) -> dict[str, Any]:
    """The role holds from its start, in every process with its next request; never approved by who asked for it."""
    row = await _waiting(context, grant_id)
    if row.owner_id == context.caller.user_id:
        raise OwnGrant
    if row.until_at <= context.now:
        raise GrantPeriod
    await _check(context, row.user_id, row.role_id)
    await _set(context, grant_id, "approved", opinion)
    await context.enqueue(END, at=row.until_at, grant_id=grant_id)
    await _note(context, "approved", row.user_id, row.role_id, opinion, row.until_at)
    return {"grant_id": grant_id}


@action(
    "role_grant.refuse",
    "拒绝",
    "Refuse",
    _GRANT,
    field("text", "opinion", "意见", "Opinion", required=True, max_length=200),
    object="role_grant",
    record_key="grant_id",
    enabled_when=_WAITING,
    danger=True,
)
async def refuse(context: ActionContext, grant_id: str, opinion: str) -> dict[str, Any]:
    """Refuse it; who asked may take it back the same way."""
    row = await _waiting(context, grant_id)
    await _set(context, grant_id, "refused", opinion)
    await _note(context, "refused", row.user_id, row.role_id, opinion, row.until_at)
    return {"grant_id": grant_id}


@action(
    "role_grant.revoke",
    "收回",
    "Revoke",
    _GRANT,
    _OPINION,
    object="role_grant",
    record_key="grant_id",
    enabled_when={"field": "status", "op": "eq", "value": "approved"},
    confirm=(
        "收回后，此人下一次请求起不再有这个角色。",
        "The person is without this role from the next request on.",
    ),
    danger=True,
)
async def revoke(context: ActionContext, grant_id: str, opinion: str | None) -> dict[str, Any]:
    row = await _locked(context, grant_id)
    if row.status != "approved":
        raise GrantDecided
    await _set(context, grant_id, "revoked", opinion)
    await _note(context, "revoked", row.user_id, row.role_id, opinion, row.until_at)
    return {"grant_id": grant_id}


@job(END, queue="low")
async def end(services: Services, grant_id: str) -> None:
    """Note that a grant is over. It held no longer than its last moment anyway: who asks is told by the clock."""
    async with services.database.connection() as connection:
        caller = system_caller(await services.catalog(connection))
    async with action_context(services, caller) as context:
        row = await _locked(context, grant_id)
        if row.status == "approved" and row.until_at <= context.now:
            await _set(context, grant_id, "ended", row.opinion)
            await _note(context, "ended", row.user_id, row.role_id, row.reason, row.until_at)


async def temporary_roles(connection: Connection, user_id: str, now: datetime) -> list[str]:
    """Keys of the roles somebody has, or will have, for a time."""
    rows = await connection.all(
        select(role.c.key)
        .join(grant, grant.c.role_id == role.c.id)
        .where(grant.c.user_id == user_id, grant.c.status == "approved", grant.c.until_at > now)
    )
    return [row.key for row in rows]


async def _check(context: ActionContext, user_id: str, role_id: str) -> None:
    """Not for oneself, not what she has already, and never two of the administrators in one person."""
    if user_id == context.caller.user_id:
        raise OwnRights
    person = await context.connection.find(
        select(account.c.role_keys).where(account.c.id == user_id).with_for_update()
    )
    if person is None:
        raise Missing(pointer="/user_id")
    key = await context.connection.value(select(role.c.key).where(role.c.id == role_id))
    if key is None:
        raise Missing(pointer="/role_id")
    if key in person.role_keys:
        raise RoleThere(pointer="/role_id")
    others = await temporary_roles(context.connection, user_id, context.now)
    await check_roles(context, {key, *person.role_keys, *others}, "/role_id")


async def _locked(context: ActionContext, grant_id: str) -> Any:
    row = await context.connection.find(select(grant).where(grant.c.id == grant_id).with_for_update())
    if row is None:
        raise Missing
    return row


async def _waiting(context: ActionContext, grant_id: str) -> Any:
    row = await _locked(context, grant_id)
    if row.user_id == context.caller.user_id:
        raise OwnRights
    if row.status != "waiting":
        raise GrantDecided
    return row


async def _set(context: ActionContext, grant_id: str, status: str, opinion: str | None) -> None:
    values: dict[str, Any] = {"status": status, "opinion": opinion}
    if status != "ended":
        values |= {"decided_by": context.caller.user_id, "decided_at": context.now}
    await context.connection.execute(
        update(grant)
        .where(grant.c.id == grant_id)
        .values(**values, version=grant.c.version + 1, updated_at=context.now)
    )


async def _note(
    context: ActionContext, verb: str, user_id: str, role_id: str, words: str | None, until: datetime
) -> None:
    """An entry in the timeline of the person concerned."""
    name = await context.connection.value(select(role.c.name).where(role.c.id == role_id))
    told = " · ".join(filter(None, (name, words)))
    await context.record(
        f"identity.grant.{verb}",
        object="user",
        record_id=user_id,
        note=told,
        role_id=role_id,
        until_at=until.isoformat(),
    )

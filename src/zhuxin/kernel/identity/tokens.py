"""API tokens: their owner, what of her rights they have, until when, and when they were last used. Only a digest is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.crypto.passwords import new_token, token_digest
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing, Unauthenticated
from zhuxin.core.ids import is_id, new_id
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.registry import ACTIONS, action
from zhuxin.kernel.identity.tables import USER, api_token
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.narrowed import Scope, check_scope
from zhuxin.kernel.timeline import register_labels

account = USER.table
PREFIX = "zx_"
COMMAND_LINE = "cli"

register_labels(
    {
        "identity.token.created": ("新建接口令牌", "API token created"),
        "identity.token.revoked": ("吊销接口令牌", "API token revoked"),
    }
)


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token as it is shown once."""

    token: str
    expires_at: datetime


async def create_token(
    services: Services,
    username: str,
    name: str,
    *,
    expires_days: int | None = None,
    scope: Scope | None = None,
    by: str = COMMAND_LINE,
) -> str:
    """A new API token of a user, made at the machine; `by` is who sits there.

    Raises `Unauthenticated` for an unknown user, `InvalidFields` for a scope that is none.
    """
    async with services.database.transaction() as connection:
        if scope is not None:
            check_scope(await services.catalog(connection), scope, ACTIONS)
        user = await connection.find(
            select(account.c.id, account.c.name).where(account.c.username == username)
        )
        if user is None:
            raise Unauthenticated
        now = services.clock.now()
        made = await _insert(connection, services, user.id, name, expires_days, scope, now)
        entry = Entry(
            name="identity.token.created",
            at=now,
            actor_id=None,
            actor_name=by,
            object="user",
            record_id=user.id,
            detail={"note": name, "expires_at": made.expires_at.isoformat(), "scope": scope},
        )
        await append(connection, entry)
    return made.token


@action(
    "token.create",
    "新建接口令牌",
    "Create API token",
    field("text", "name", "用途", "What it is for", required=True, max_length=60),
    field("number", "expires_days", "有效天数", "Days until it ends", minimum=1, maximum=3650),
    field("json", "scope", "范围", "Scope", required=True),
    discloses=True,
    step_up=True,
)
async def create_own(
    context: ActionContext, name: str, expires_days: Any, scope: dict[str, Any]
) -> dict[str, Any]:
    """A token of the caller's own, which is shown this once."""
    check_scope(context.caller.catalog, scope, ACTIONS)
    user_id = context.caller.user_id
    assert user_id is not None
    days = int(expires_days) if expires_days is not None else None
    made = await _insert(context.connection, context.services, user_id, name, days, scope, context.now)
    await context.record(
        "identity.token.created",
        object="user",
        record_id=user_id,
        note=name,
        expires_at=made.expires_at,
        scope=scope,
    )
    return {"token": made.token, "expires_at": made.expires_at}


@action(
    "account.revoke_token",
    "吊销接口令牌",
    "Revoke API token",
    field("text", "token_id", "令牌", "Token", required=True, max_length=36),
    danger=True,
    everyone=True,
)
async def revoke_own(context: ActionContext, token_id: str) -> dict[str, Any]:
    """End a token of the caller's own, for good."""
    name = await revoke(context.connection, token_id, context.now, user_id=context.caller.user_id)
    await context.record("identity.token.revoked", object="user", record_id=context.caller.user_id, note=name)
    return {"token_id": token_id}


async def revoke(connection: Connection, token_id: str, now: datetime, *, user_id: str | None = None) -> str:
    """End a token, of a user or of anybody; its name. Raises `Missing`."""
    if not is_id(token_id):
        raise Missing(pointer="/token_id")
    which = [api_token.c.id == token_id, api_token.c.revoked_at.is_(None)]
    if user_id is not None:
        which.append(api_token.c.user_id == user_id)
    row = await connection.find(
        update(api_token).where(*which).values(revoked_at=now).returning(api_token.c.name)
    )
    if row is None:
        raise Missing(pointer="/token_id")
    name: str = row.name
    return name


async def revoke_at_machine(services: Services, token_id: str, *, by: str = COMMAND_LINE) -> str:
    """End a token at the machine; its name."""
    async with services.database.transaction() as connection:
        now = services.clock.now()
        name = await revoke(connection, token_id, now)
        owner = await connection.value(select(api_token.c.user_id).where(api_token.c.id == token_id))
        entry = Entry(
            name="identity.token.revoked",
            at=now,
            actor_id=None,
            actor_name=by,
            object="user",
            record_id=owner,
            detail={"note": name},
        )
        await append(connection, entry)
    return name


async def list_tokens(connection: Connection, now: datetime, *, user_id: str | None = None) -> list[Any]:
    """Tokens that are good, of a user or of everybody, newest first."""
    live = [api_token.c.revoked_at.is_(None), api_token.c.expires_at > now]
    if user_id is not None:
        live.append(api_token.c.user_id == user_id)
    columns = ("id", "name", "created_at", "expires_at", "last_used_at", "scope")
    return await connection.all(
        select(*(api_token.c[key] for key in columns), account.c.username)
        .join(account, account.c.id == api_token.c.user_id)
        .where(*live)
        .order_by(api_token.c.created_at.desc())
    )


async def _insert(
    connection: Connection,
    services: Services,
    user_id: str,
    name: str,
    expires_days: int | None,
    scope: Scope | None,
    now: datetime,
) -> MadeToken:
    token = new_token(PREFIX)
    ends = now + timedelta(days=expires_days or services.settings.token_days)
    values = {"id": new_id(), "created_at": now, "user_id": user_id, "digest": token_digest(token)}
    await connection.insert(api_token, {**values, "name": name, "expires_at": ends, "scope": scope})
    return MadeToken(token, ends)

"""Telling who is asking: one query reads session or token, user and the catalog's revision together. And ending sessions."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import LargeBinary, bindparam, func, or_, select, update

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.crypto.passwords import token_digest
from zhuxin.core.db.database import Connection
from zhuxin.core.db.schema import INSTANT
from zhuxin.core.db.statements import Prepared
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.holders import HOLDER
from zhuxin.kernel.identity.tables import USER, api_token, session
from zhuxin.kernel.objects.catalog import CURRENT_REVISION

account = USER.table


# How exactly it is known when a session or token was last used.
NOTED_EACH = timedelta(minutes=1)


def _holder(kind: str, table: Any, *more: Any, alive: tuple[Any, ...] = ()) -> Prepared:
    """Who holds a live session or token, with the current catalog revision."""
    return Prepared(
        select(
            *HOLDER,
            CURRENT_REVISION.label("revision"),
            func.concat(kind, ":", table.c.id).label("via"),
            *more,
        )
        .join_from(table, account, account.c.id == table.c.user_id)
        .where(
            table.c.digest == bindparam("digest", type_=LargeBinary),
            table.c.revoked_at.is_(None),
            account.c.status == "active",
            *alive,
            or_(table.c.expires_at.is_(None), table.c.expires_at > bindparam("now", type_=INSTANT)),
        )
    )


_BY_SESSION = _holder(
    "session",
    session,
    session.c.id.label("session_id"),
    session.c.csrf_token,
    session.c.preview_user,
    session.c.preview_role,
    session.c.stage,
    session.c.verified_at,
    session.c.last_used_at,
    alive=(session.c.last_used_at > bindparam("idle_since", type_=INSTANT),),
)
_BY_TOKEN = _holder(
    "token",
    api_token,
    api_token.c.scope,
    func.coalesce(api_token.c.last_used_at, api_token.c.created_at).label("last_used_at"),
)


async def find_session_holder(
    connection: Connection, token: str, now: datetime, idle: timedelta
) -> Any | None:
    """The user of a session token that lives at `now` and was used within `idle`, with what is to be known of the session and
    the catalog's `revision`; or None."""
    values = {"digest": token_digest(token), "now": now, "idle_since": now - idle}
    return await connection.find(_BY_SESSION, values)


async def find_token_holder(connection: Connection, token: str, now: datetime) -> Any | None:
    """The user of an API token that lives at `now`, with `revision`, or None."""
    return await connection.find(_BY_TOKEN, {"digest": token_digest(token), "now": now})


async def find_csrf_token(connection: Connection, session_id: str | None) -> str | None:
    """What a session's writing requests carry; None for a caller without one."""
    if session_id is None:
        return None
    token: str = await connection.value(select(session.c.csrf_token).where(session.c.id == session_id))
    return token


async def note_use(connection: Connection, holder: Any) -> None:
    """Note that a session or token is in use, where that was last noted long enough ago."""
    if holder.at - holder.last_used_at < NOTED_EACH:
        return
    kind, _, one = holder.via.partition(":")
    table = session if kind == "session" else api_token
    await connection.execute(
        update(table)
        .where(table.c.id == one, func.coalesce(table.c.last_used_at, table.c.created_at) < holder.at)
        .values(last_used_at=holder.at)
    )


async def end_sessions(connection: Connection, user_id: str, now: datetime, *, but: str | None = None) -> int:
    """End the sessions of a user, all `but` one; how many ended."""
    mine = [session.c.user_id == user_id, session.c.revoked_at.is_(None), session.c.expires_at > now]
    if but is not None:
        mine.append(session.c.id != but)
    return await connection.execute(update(session).where(*mine).values(revoked_at=now))


async def end_tokens(connection: Connection, user_id: str, now: datetime) -> int:
    """End the API tokens of a user for good; how many ended."""
    return await connection.execute(
        update(api_token)
        .where(api_token.c.user_id == user_id, api_token.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )


async def log_out(
    services: Services, token: str, address: str | None = None, request_id: str | None = None
) -> None:
    """End a session; without effect where it has ended."""
    now = services.clock.now()
    async with services.database.transaction() as connection:
        ended = await connection.find(
            update(session)
            .where(session.c.digest == token_digest(token), session.c.revoked_at.is_(None))
            .values(revoked_at=now)
            .returning(session.c.id, session.c.user_id)
        )
        if ended is None:
            return
        entry = Entry(
            name="identity.session.closed",
            at=now,
            actor_id=ended.user_id,
            actor_name=await connection.value(select(account.c.name).where(account.c.id == ended.user_id)),
            object="user",
            record_id=ended.user_id,
            request_id=request_id,
            address=address,
            via=f"session:{ended.id}",
        )
        await append(connection, entry)

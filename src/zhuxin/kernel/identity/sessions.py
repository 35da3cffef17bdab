"""Logging in, and telling who is asking: one query reads session, user and the catalog's revision together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import LargeBinary, bindparam, func, or_, select, update

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.crypto.passwords import new_token, password_matches, token_digest
from zhuxin.core.db.database import Connection
from zhuxin.core.db.schema import INSTANT
from zhuxin.core.db.statements import Prepared
from zhuxin.core.errors import Refusal, Unauthenticated
from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.errors import AccountLocked, InvalidCredentials
from zhuxin.kernel.identity.holders import HOLDER
from zhuxin.kernel.identity.tables import USER, api_token, session
from zhuxin.kernel.objects.catalog import CURRENT_REVISION

account = USER.table
TOKEN_PREFIX = "zx_"


def _holder(kind: str, table: Any, *more: Any) -> Prepared:
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
            or_(table.c.expires_at.is_(None), table.c.expires_at > bindparam("now", type_=INSTANT)),
        )
    )


_BY_SESSION = _holder(
    "session", session, session.c.csrf_token, session.c.preview_user, session.c.preview_role
)
_BY_TOKEN = _holder("token", api_token)


async def find_session_holder(connection: Connection, token: str, now: datetime) -> Any | None:
    """The user of a session token that lives at `now`, with `csrf_token` and `revision`, or None."""
    return await connection.find(_BY_SESSION, {"digest": token_digest(token), "now": now})


async def find_token_holder(connection: Connection, token: str, now: datetime) -> Any | None:
    """The user of an API token that lives at `now`, with `revision`, or None."""
    return await connection.find(_BY_TOKEN, {"digest": token_digest(token), "now": now})


@dataclass(frozen=True, slots=True)
class OpenedSession:
    token: str
    csrf_token: str


async def log_in(services: Services, username: str, password: str, address: str | None) -> OpenedSession:
    """Open a session. Wrong passwords are counted and lock the account for a while; both outcomes are in the audit log.

    Raises `InvalidCredentials` (also for an unknown user, after the same time) or `AccountLocked`.
    """
    refusal: Refusal | None = None
    opened, session_id = OpenedSession("", ""), None
    async with services.database.transaction() as connection:
        now, settings = services.clock.now(), services.settings
        user = await connection.find(
            select(account)
            .where(account.c.username == username, account.c.status == "active")
            .with_for_update()
        )
        if user is not None and user.locked_until is not None and user.locked_until > now:
            minutes = ceil((user.locked_until - now).total_seconds() / 60)
            refusal = AccountLocked(minutes=minutes)
        elif not password_matches(user.password_hash if user else None, password):
            refusal = InvalidCredentials()
            if user is not None:
                await _count_failure(connection, services, user)
        else:
            assert user is not None
            opened = OpenedSession(new_token(), new_token())
            session_id = new_id()
            await connection.insert(
                session,
                {
                    "id": session_id,
                    "created_at": now,
                    "user_id": user.id,
                    "digest": token_digest(opened.token),
                    "csrf_token": opened.csrf_token,
                    "expires_at": now + timedelta(hours=settings.session_hours),
                    "address": address,
                },
            )
            await connection.execute(
                update(account)
                .where(account.c.id == user.id)
                .values(failed_logins=0, locked_until=None, last_login_at=now)
            )
        await append(
            connection,
            Entry(
                name="identity.session.opened" if refusal is None else "identity.session.refused",
                at=now,
                actor_id=user.id if user else None,
                actor_name=user.name if user else username[:40],
                object="user",
                record_id=user.id if user else None,
                detail={"reason": refusal.code if refusal else None},
                address=address,
                via=f"session:{session_id}" if session_id else None,
            ),
        )
    if refusal:
        raise refusal
    return opened


async def _count_failure(connection: Connection, services: Services, user: Any) -> None:
    failures = user.failed_logins + 1
    values: dict[str, Any] = {"failed_logins": failures}
    if failures >= services.settings.login_attempts:
        values = {
            "failed_logins": 0,
            "locked_until": services.clock.now() + timedelta(minutes=services.settings.login_lock_minutes),
        }
    await connection.execute(update(account).where(account.c.id == user.id).values(**values))


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


async def create_token(
    services: Services, username: str, name: str, *, expires_days: int | None = None
) -> str:
    """A new API token of a user, that ends by itself or not; only its digest is kept.

    Raises `Unauthenticated` for an unknown user.
    """
    async with services.database.transaction() as connection:
        user = await connection.find(
            select(account.c.id, account.c.name).where(account.c.username == username)
        )
        if user is None:
            raise Unauthenticated
        token = new_token(TOKEN_PREFIX)
        now = services.clock.now()
        await connection.insert(
            api_token,
            {
                "id": new_id(),
                "created_at": now,
                "user_id": user.id,
                "digest": token_digest(token),
                "name": name,
                "expires_at": now + timedelta(days=expires_days) if expires_days else None,
            },
        )
        await append(
            connection,
            Entry(
                name="identity.token.created",
                at=now,
                actor_id=None,
                actor_name="cli",
                object="user",
                record_id=user.id,
                detail={"name": name, "expires_days": expires_days},
            ),
        )
    return token

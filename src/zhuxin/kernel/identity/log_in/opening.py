"""Sessions are opened here, at the stage that their owner's log-in has reached."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.crypto.passwords import new_token, token_digest
from zhuxin.core.db.database import Connection
from zhuxin.core.ids import new_id
from zhuxin.core.settings import Settings
from zhuxin.kernel.identity.log_in.stages import UNFINISHED, next_stage
from zhuxin.kernel.identity.tables import USER, session

account = USER.table
_AGENT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from."""

    address: str
    user_agent: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """The secrets of a session that was just opened, and its stage; None: it serves."""

    token: str
    csrf_token: str
    stage: str | None


async def open_session(
    connection: Connection, settings: Settings, user: Any, visitor: Visitor, now: datetime
) -> OpenedSession:
    """A session of a user whose first proof was right."""
    stage = await next_stage(connection, settings, user, now)
    opened, session_id = OpenedSession(new_token(), new_token(), stage), new_id()
    await connection.insert(
        session,
        {
            "id": session_id,
            "created_at": now,
            "user_id": user.id,
            "digest": token_digest(opened.token),
            "csrf_token": opened.csrf_token,
            "expires_at": now + (UNFINISHED if stage else timedelta(hours=settings.session_hours)),
            "address": visitor.address,
            "user_agent": (visitor.user_agent or "")[:_AGENT_LENGTH] or None,
            "last_used_at": now,
            "verified_at": now,
            "stage": stage,
        },
    )
    await _note(connection, user, session_id, visitor, now, stage)
    return opened


async def go_on(
    connection: Connection, settings: Settings, session_id: str, passed: str, visitor: Visitor, now: datetime
) -> OpenedSession | None:
    """A session at its next stage after one was passed, under another token; None where it was not at this one."""
    row = await connection.find(
        select(*account.c)
        .join(account, account.c.id == session.c.user_id)
        .where(session.c.id == session_id, session.c.stage == passed, session.c.revoked_at.is_(None))
        .with_for_update(of=session)
    )
    if row is None:
        return None
    stage = await next_stage(connection, settings, row, now, passed=passed)
    opened = OpenedSession(new_token(), new_token(), stage)
    await connection.execute(
        update(session)
        .where(session.c.id == session_id)
        .values(
            digest=token_digest(opened.token),
            csrf_token=opened.csrf_token,
            stage=stage,
            expires_at=now + (UNFINISHED if stage else timedelta(hours=settings.session_hours)),
            last_used_at=now,
            verified_at=now,
        )
    )
    await _note(connection, row, session_id, visitor, now, stage)
    return opened


async def _note(
    connection: Connection, user: Any, session_id: str, visitor: Visitor, now: datetime, stage: str | None
) -> None:
    """A log-in counts as one when it is finished."""
    if stage is None:
        await connection.execute(update(account).where(account.c.id == user.id).values(last_login_at=now))
    entry = Entry(
        name="identity.session.opened" if stage is None else "identity.session.begun",
        at=now,
        actor_id=user.id,
        actor_name=user.name,
        object="user",
        record_id=user.id,
        detail={"stage": stage} if stage else {},
        request_id=visitor.request_id,
        address=visitor.address,
        via=f"session:{session_id}",
    )
    await append(connection, entry)

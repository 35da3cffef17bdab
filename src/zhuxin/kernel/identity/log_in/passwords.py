"""Logging in with name and password, and proving once more who one is."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.crypto.passwords import password_matches
from zhuxin.core.db.database import Connection
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.errors import InvalidCredentials
from zhuxin.kernel.identity.log_in.counting import may_try
from zhuxin.kernel.identity.log_in.delays import counted_for, forgive
from zhuxin.kernel.identity.log_in.opening import OpenedSession, Visitor, open_session
from zhuxin.kernel.identity.tables import USER

account = USER.table


async def log_in(services: Services, username: str, password: str, visitor: Visitor) -> OpenedSession:
    """Open a session. Both outcomes are in the audit log.

    Raises `InvalidCredentials`, after the same time, for a wrong password, an unknown or disabled user, and where it is too early
    for the next try.
    """
    user = await _examined(
        services, username, password, visitor, lambda row: row is not None and row.status == "active"
    )
    async with services.database.transaction() as connection:
        now = services.clock.now()
        fresh = await connection.find(select(account).where(account.c.id == user.id))
        assert fresh is not None
        if fresh.status != "active" or fresh.password_hash != user.password_hash:
            raise InvalidCredentials
        return await open_session(connection, services.settings, fresh, visitor, now)


async def prove_password(services: Services, user_id: str, password: str, visitor: Visitor) -> bool:
    """Whether a password is that of somebody who is logged in; wrong ones are counted and logged as at a log-in."""
    async with services.database.connection() as connection:
        username = await connection.value(select(account.c.username).where(account.c.id == user_id))
    try:
        await _examined(services, username, password, visitor, lambda row: row is not None)
    except InvalidCredentials:
        return False
    return True


async def _examined(
    services: Services, username: str, password: str, visitor: Visitor, is_let_in: Callable[[Any], bool]
) -> Any:
    """The user of a name whose password is right. No lock is held and no transaction open while it is looked at."""
    async with services.database.connection() as connection:
        user = await connection.find(select(account).where(account.c.username == username))
        counted = await counted_for(
            connection,
            username,
            user.id if user else None,
            visitor.address,
            free=services.settings.login_attempts,
            minutes=services.settings.login_wait_minutes,
        )
    in_time = await may_try(services, counted)
    matches = await password_matches(user.password_hash if user else None, password)
    let_in = in_time and matches and is_let_in(user)
    async with services.database.transaction() as connection:
        if let_in:
            await forgive(connection, counted, services.clock.now())
        else:
            reason = "auth.invalid_credentials" if in_time else "auth.too_early"
            await _note_refusal(connection, services, user, username, visitor, reason)
    if not let_in:
        raise InvalidCredentials
    return user


async def _note_refusal(
    connection: Connection, services: Services, user: Any, username: str, visitor: Visitor, reason: str
) -> None:
    entry = Entry(
        name="identity.session.refused",
        at=services.clock.now(),
        actor_id=user.id if user else None,
        actor_name=user.name if user else username[:40],
        object="user",
        record_id=user.id if user else None,
        detail={"reason": reason},
        request_id=visitor.request_id,
        address=visitor.address,
    )
    await append(connection, entry)

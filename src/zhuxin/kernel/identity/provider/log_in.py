"""Whom the provider names is let in, if she is a user here; our own second factor is asked for as after a password."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.audit.entries import Entry, append
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.log_in.opening import OpenedSession, Visitor, open_session
from zhuxin.kernel.identity.provider.oidc import ProviderRefused
from zhuxin.kernel.identity.tables import USER

account = USER.table


async def log_in_as(services: Services, claims: dict[str, Any], visitor: Visitor) -> OpenedSession:
    """Open a session of the active user whose username is the claim that the settings name. Raises `ProviderRefused`, which is in
    the audit log with the name."""
    settings, now = services.settings, services.clock.now()
    name = claims.get(settings.oidc_claim)
    async with services.database.transaction() as connection:
        user = None
        if (
            isinstance(name, str)
            and name
            and (settings.oidc_claim != "email" or claims.get("email_verified"))
        ):
            user = await connection.find(
                select(account).where(account.c.username == name, account.c.status == "active")
            )
        if user is not None:
            return await open_session(connection, settings, user, visitor, now)
        entry = Entry(
            name="identity.session.refused",
            at=now,
            actor_id=None,
            actor_name=str(name)[:40],
            object="user",
            detail={"reason": ProviderRefused.code},
            request_id=visitor.request_id,
            address=visitor.address,
        )
        await append(connection, entry)
    raise ProviderRefused

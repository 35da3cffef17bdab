"""Links by which people set their own password: shown once, good once, for a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.crypto.passwords import new_token, token_digest
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.log_in.opening import OpenedSession, Visitor, open_session
from zhuxin.kernel.identity.passwords.changes import new_password, put_password
from zhuxin.kernel.identity.tables import USER, password_link

account = USER.table
LASTS = timedelta(hours=24)
# The token stands behind the `#`, which no browser sends: it is in no log of a server or a proxy.
PAGE = "/set-password#"


class LinkOver(Missing):
    code = "auth.link_over"
    text = Label(
        "链接无效、已使用或已过期，请向管理员索取新的链接",
        "The link is not valid, was used, or has ended; ask an administrator for another",
    )


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """`path` is to be put behind the address of the system."""

    path: str
    expires_at: datetime

    def to_json(self) -> dict[str, Any]:
        return {"link": self.path, "expires_at": self.expires_at}


async def make_link(connection: Connection, user_id: str, now: datetime) -> PasswordLink:
    """A link for a user; those made before end."""
    await connection.execute(
        update(password_link)
        .where(password_link.c.user_id == user_id, password_link.c.used_at.is_(None))
        .values(used_at=now)
    )
    token = new_token()
    values = {"id": new_id(), "created_at": now, "user_id": user_id, "digest": token_digest(token)}
    await connection.insert(password_link, {**values, "expires_at": now + LASTS})
    return PasswordLink(f"{PAGE}{token}", now + LASTS)


async def link_holder(connection: Connection, token: str, now: datetime) -> Any:
    """The user for whom a link is, with `link_id`; raises `LinkOver`."""
    row = await connection.find(
        select(password_link.c.id.label("link_id"), *account.c)
        .join(account, account.c.id == password_link.c.user_id)
        .where(
            password_link.c.digest == token_digest(token),
            password_link.c.used_at.is_(None),
            password_link.c.expires_at > now,
            account.c.status == "active",
        )
    )
    if row is None:
        raise LinkOver
    return row


async def use_link(services: Services, token: str, password: str, visitor: Visitor) -> OpenedSession:
    """Set the password of a link's user and log her in. A link whose password is refused stays good."""
    async with services.database.connection() as connection:
        user = await link_holder(connection, token, services.clock.now())
        hashed = await new_password(connection, services.settings, user, password)
    async with services.database.transaction() as connection:
        now = services.clock.now()
        used = await connection.execute(
            update(password_link)
            .where(password_link.c.id == user.link_id, password_link.c.used_at.is_(None))
            .values(used_at=now)
        )
        if not used:
            raise LinkOver
        await put_password(connection, user, hashed, now)
        entry = Entry(
            name="identity.password.changed",
            at=now,
            actor_id=user.id,
            actor_name=user.name,
            object="user",
            record_id=user.id,
            request_id=visitor.request_id,
            address=visitor.address,
        )
        await append(connection, entry)
        fresh = await connection.find(select(account).where(account.c.id == user.id))
        return await open_session(connection, services.settings, fresh, visitor, now)

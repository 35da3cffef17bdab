"""People and their passwords from the command line, for a lender that nobody can log in to. Whoever may run it holds the
database; what is done is in the audit log under that person's name on the machine."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.errors import UnknownRole
from zhuxin.kernel.identity.first import make_person
from zhuxin.kernel.identity.log_in.delays import forget_name
from zhuxin.kernel.identity.passwords.changes import put_password
from zhuxin.kernel.identity.passwords.links import PasswordLink, make_link
from zhuxin.kernel.identity.roles.separation import check_roles
from zhuxin.kernel.identity.sessions import end_sessions, end_tokens
from zhuxin.kernel.identity.tables import USER, session
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.timeline import register_labels

account = USER.table

register_labels({"identity.log_in.unlocked": ("解除登录等待", "Wait for log-in lifted")})


class NoSuchUser(Missing):
    code = "user.unknown"
    text = Label("没有用户 {username}", "There is no user {username}")


async def create(services: Services, username: str, name: str, role_keys: list[str], by: str) -> PasswordLink:
    """A user of some roles, and the link by which she sets her password. Raises a `Refusal` for what cannot be."""
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
    for key in role_keys:
        if key not in catalog.roles:
            raise UnknownRole(pointer="/role_keys", key=key)
    async with action_context(services, system_caller(catalog, by)) as context:
        await check_roles(context, role_keys, "/role_keys")
        user_id = await make_person(context, username, name, role_keys)
        return await make_link(context.connection, user_id, context.now)


async def reset(services: Services, username: str, by: str) -> PasswordLink:
    """A link by which somebody sets another password; what she had gives no access any more."""
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
    async with action_context(services, system_caller(catalog, by)) as context:
        user = await _named(context.connection, username)
        await put_password(context.connection, user, None, context.now)
        await end_sessions(context.connection, user.id, context.now)
        await end_tokens(context.connection, user.id, context.now)
        link = await make_link(context.connection, user.id, context.now)
        await context.record("identity.password.reset", object="user", record_id=user.id)
    return link


async def unlock(services: Services, username: str, by: str) -> None:
    """Let somebody log in at once who has to wait after wrong passwords."""
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
    async with action_context(services, system_caller(catalog, by)) as context:
        user = await _named(context.connection, username)
        rows = await context.connection.all(
            select(session.c.address)
            .where(session.c.user_id == user.id, session.c.address.is_not(None))
            .distinct()
        )
        await forget_name(context.connection, username, [row.address for row in rows])
        await context.record("identity.log_in.unlocked", object="user", record_id=user.id)


async def _named(connection: Connection, username: str) -> Any:
    user = await connection.find(select(account).where(account.c.username == username))
    if user is None:
        raise NoSuchUser(username=username)
    return user

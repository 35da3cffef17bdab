"""The first people of a lender: one administrator by a link, who names the other two. No password is shared or printed."""

from typing import Any

from sqlalchemy import any_, literal, select, update

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.core.errors import Conflict
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.passwords.links import PasswordLink, make_link
from zhuxin.kernel.identity.tables import ROLE, USER
from zhuxin.kernel.objects.define import field, options
from zhuxin.kernel.permissions.caller import Caller, system_caller
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.timeline import register_labels

account, role = USER.table, ROLE.table
FIRST = "admin"
OTHERS = ("security", "auditor")

register_labels({"identity.administrator.named": ("指定管理员", "Administrator named")})


class AdministratorThere(Conflict):
    code = "user.administrator_there"
    text = Label(
        "已经有人担任此管理员；以后由安全管理员设置角色",
        "Somebody is this administrator already; from now on the security administrator gives roles",
    )


async def first_administrator(services: Services) -> PasswordLink | None:
    """A link for the first administrator, who is made if need be; None where somebody has set a password."""
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
    async with action_context(services, system_caller(catalog, "installer")) as context:
        connection = context.connection
        if await connection.value(select(account.c.id).where(account.c.password_hash.is_not(None)).limit(1)):
            return None
        user_id = await connection.value(select(account.c.id).where(account.c.username == FIRST))
        if user_id is None:
            user_id = await make_person(context, FIRST, "系统管理员", [FIRST])
        return await make_link(connection, user_id, context.now)


async def make_person(context: ActionContext, username: str, name: str, role_keys: list[str]) -> str:
    """A user of some roles, without a password; the id."""
    rows = await context.connection.all(select(role.c.key, role.c.name).where(any_of(role.c.key, role_keys)))
    names = "、".join(row.name for row in rows)
    definition = context.caller.catalog.object("user")
    made = await insert_record(context, definition, {"username": username, "name": name})
    await context.connection.execute(
        update(account).where(account.c.id == made["id"]).values(role_keys=role_keys, role_names=names)
    )
    return str(made["id"])


async def missing_administrators(connection: Connection, caller: Caller) -> list[str]:
    """Which of the other two administrators nobody is; told to who may name them."""
    if not caller.rights.may_call("user.name_administrator"):
        return []
    return [key for key in OTHERS if not await _is_held(connection, key)]


@action(
    "user.name_administrator",
    "指定管理员",
    "Name administrator",
    field(
        "choice",
        "role_key",
        "管理员",
        "Administrator",
        required=True,
        options=options("security:安全管理员:Security administrator", "auditor:审计管理员:Auditor"),
    ),
    field("text", "username", "用户名", "Username", required=True, max_length=40),
    field("text", "name", "姓名", "Name", required=True, max_length=60),
    discloses=True,
    step_up=True,
)
async def name_administrator(
    context: ActionContext, role_key: str, username: str, name: str
) -> dict[str, Any]:
    """The first security administrator or auditor, with a link to set a password; once somebody is one, the security
    administrator gives roles."""
    # Two at once: the second waits here and then sees the first one's.
    await context.connection.execute(select(role.c.id).where(role.c.key == role_key).with_for_update())
    if await _is_held(context.connection, role_key):
        raise AdministratorThere(pointer="/role_key")
    user_id = await make_person(context, username, name, [role_key])
    link = await make_link(context.connection, user_id, context.now)
    await context.record("identity.administrator.named", object="user", record_id=user_id, note=role_key)
    return {"user_id": user_id, **link.to_json()}


async def _is_held(connection: Connection, role_key: str) -> bool:
    found = await connection.value(
        select(account.c.id)
        .where(literal(role_key) == any_(account.c.role_keys), account.c.status == "active")
        .limit(1)
    )
    return found is not None

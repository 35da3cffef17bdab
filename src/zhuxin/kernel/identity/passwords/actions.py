"""Changing one's own password, and giving somebody a link to set hers. Nobody ever chooses another one's password."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.crypto.passwords import PASSWORD_MAX
from zhuxin.core.errors import Forbidden, Missing
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.holders import rights_held
from zhuxin.kernel.identity.log_in.opening import OpenedSession, Visitor, go_on
from zhuxin.kernel.identity.log_in.passwords import prove_password
from zhuxin.kernel.identity.log_in.stages import PASSWORD
from zhuxin.kernel.identity.passwords.changes import new_password, put_password
from zhuxin.kernel.identity.passwords.errors import WrongPresentPassword
from zhuxin.kernel.identity.passwords.links import make_link
from zhuxin.kernel.identity.sessions import end_sessions, end_tokens
from zhuxin.kernel.identity.tables import USER
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.powers import powers_of
from zhuxin.kernel.second_person.types import Inputs, SecondPerson

account = USER.table


@action(
    "account.change_password",
    "修改密码",
    "Change password",
    field("text", "present_password", "当前密码", "Present password", required=True, max_length=PASSWORD_MAX),
    field("text", "password", "新密码", "New password", required=True, max_length=PASSWORD_MAX),
    discloses=True,
    everyone=True,
)
async def change_password(context: ActionContext, present_password: str, password: str) -> dict[str, Any]:
    """One's own password, for who knows the present one; every other session of hers ends."""
    user = await _self(context.connection, context.caller)
    visitor = Visitor(context.caller.address or "", request_id=context.caller.request_id)
    if not await prove_password(context.services, user.id, present_password, visitor):
        raise WrongPresentPassword(pointer="/present_password")
    hashed = await new_password(context.connection, context.services.settings, user, password)
    await put_password(context.connection, user, hashed, context.now)
    await context.record("identity.password.changed", object="user", record_id=user.id)
    ended = await end_sessions(context.connection, user.id, context.now, but=context.caller.session_id)
    return {"ended_sessions": ended}


async def change_at_log_in(
    services: Services, caller: Caller, password: str, visitor: Visitor
) -> OpenedSession:
    """The change that a log-in stops for; the present password was given a moment ago."""
    if caller.session_id is None:
        raise Forbidden
    async with services.database.connection() as connection:
        user = await _self(connection, caller)
        hashed = await new_password(connection, services.settings, user, password)
    async with action_context(services, caller) as context:
        connection, now = context.connection, context.now
        await put_password(connection, user, hashed, now)
        await context.record("identity.password.changed", object="user", record_id=user.id)
        await end_sessions(connection, user.id, now, but=caller.session_id)
        opened = await go_on(connection, services.settings, caller.session_id, PASSWORD, visitor, now)
        if opened is None:
            raise Forbidden
    return opened


async def _of_an_administrator(context: ActionContext, inputs: Inputs) -> bool:
    """Whether somebody holds one of the powers that are kept apart: who resets her password could be her."""
    rights = await rights_held(context.connection, context.caller.catalog, inputs["user_id"], context.now)
    return bool(
        powers_of(
            context.caller.catalog.roles[key] for key in rights.key if key in context.caller.catalog.roles
        )
    )


@action(
    "user.reset_password",
    "重置密码",
    "Reset password",
    field("user", "user_id", "用户", "User", required=True, target="user"),
    object="user",
    record_key="user_id",
    confirm=(
        "此人的会话和接口令牌立即结束，旧密码失效。您将得到一个一次性链接，24 小时内有效，请当面或经可靠途径交给本人。",
        "The person's sessions and API tokens end and the old password no longer works. You get a link that is good once and for"
        " 24 hours; hand it over in person or by a way you trust.",
    ),
    danger=True,
    discloses=True,
    step_up=True,
    second_person=SecondPerson(applies=_of_an_administrator),
)
async def reset_password(context: ActionContext, user_id: str) -> dict[str, Any]:
    """A link by which somebody sets a password of her own; what she had gives no access any more."""
    user = await context.connection.find(select(account).where(account.c.id == user_id).with_for_update())
    if user is None:
        raise Missing(pointer="/user_id")
    await put_password(context.connection, user, None, context.now)
    await end_sessions(context.connection, user_id, context.now)
    await end_tokens(context.connection, user_id, context.now)
    link = await make_link(context.connection, user_id, context.now)
    await context.record("identity.password.reset", object="user", record_id=user_id)
    return {"user_id": user_id, **link.to_json()}


async def _self(connection: Any, caller: Caller) -> Any:
    """The caller's own row; a system caller and a preview have none."""
    if caller.user_id is None or caller.previewer is not None:
        raise Forbidden
    return await connection.find(select(account).where(account.c.id == caller.user_id))

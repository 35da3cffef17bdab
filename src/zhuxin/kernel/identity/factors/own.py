"""Adding and removing one's own second factors. The first one comes with recovery codes."""

from typing import Any

from sqlalchemy import delete, select

from zhuxin.core.errors import Forbidden
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.identity.errors import OwnRights
from zhuxin.kernel.identity.factors import codes, passkeys
from zhuxin.kernel.identity.factors.errors import LastFactor, NoSuchFactor, WrongCode
from zhuxin.kernel.identity.factors.proofs import require_session
from zhuxin.kernel.identity.factors.queries import codes_left, has_factor, list_factors, needs_factor
from zhuxin.kernel.identity.sessions import end_sessions
from zhuxin.kernel.identity.tables import USER, recovery_code, second_factor
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.timeline import register_labels, register_words

account = USER.table

register_labels(
    {
        "identity.factor.added": ("添加第二种验证方式", "Second factor added"),
        "identity.factor.removed": ("移除第二种验证方式", "Second factor removed"),
        "identity.factor.codes_made": ("生成恢复码", "Recovery codes made"),
    }
)
register_words(
    "outcome", {codes.KIND: ("验证器", "Authenticator app"), passkeys.KIND: ("通行密钥", "Passkey")}
)


async def begin_totp(context: ActionContext) -> dict[str, str]:
    """The secret of a new authenticator app."""
    user = await _self(context)
    lender = context.services.settings.lender_name
    return await codes.begin(context.connection, context.services.vault, user, lender, context.now)


async def confirm_totp(context: ActionContext, factor_id: str, name: str, code: str) -> dict[str, Any]:
    """The app counts once a code of it was given. Raises `WrongCode`."""
    user = await _self(context)
    vault = context.services.vault
    if not await codes.confirm(context.connection, vault, user.id, factor_id, name, code, context.now):
        raise WrongCode(pointer="/code")
    return await _added(context, user.id, codes.KIND, name)


async def passkey_options(context: ActionContext, origin: str) -> dict[str, Any]:
    """What a browser makes a passkey of the caller's from."""
    user = await _self(context)
    _, session_id = require_session(context.caller)
    lender = context.services.settings.lender_name
    return await passkeys.registration_options(
        context.connection, session_id, user, lender, origin, context.now
    )


async def add_passkey(
    context: ActionContext, credential: dict[str, Any], name: str, origin: str
) -> dict[str, Any]:
    """Keep a passkey that a browser has made. Raises `PasskeyRefused`."""
    user_id, session_id = require_session(context.caller)
    await passkeys.register(context.connection, session_id, user_id, credential, name, origin, context.now)
    return await _added(context, user_id, passkeys.KIND, name)


async def remove_factor(context: ActionContext, factor_id: str) -> dict[str, Any]:
    """Remove a factor; the last one stays where a role asks for one. With the last go the recovery codes."""
    user_id, _ = require_session(context.caller)
    connection = context.connection
    row = await connection.find(
        select(account.c.id).where(account.c.id == user_id).with_for_update()
    )  # two at once: the second sees that the first is gone
    assert row is not None
    mine = await list_factors(connection, user_id)
    gone = next((one for one in mine if one.id == factor_id), None)
    if gone is None:
        raise NoSuchFactor
    if len(mine) == 1 and await needs_factor(connection, context.services.settings, user_id, context.now):
        raise LastFactor
    await connection.execute(delete(second_factor).where(second_factor.c.id == factor_id))
    if len(mine) == 1:
        await connection.execute(delete(recovery_code).where(recovery_code.c.user_id == user_id))
    await context.record(
        "identity.factor.removed", object="user", record_id=user_id, outcome=gone.kind, note=gone.name
    )
    return {"factor_id": factor_id}


async def renew_codes(context: ActionContext) -> dict[str, Any]:
    """Other recovery codes for who has a factor; those of before are no longer good."""
    user_id, _ = require_session(context.caller)
    if not await has_factor(context.connection, user_id):
        raise NoSuchFactor
    made = await codes.new_recovery_codes(context.connection, context.services.vault, user_id, context.now)
    await context.record("identity.factor.codes_made", object="user", record_id=user_id)
    return {"recovery_codes": made}


@action(
    "user.remove_factors",
    "移除第二种验证方式",
    "Remove second factors",
    field("user", "user_id", "用户", "User", required=True, target="user"),
    object="user",
    record_key="user_id",
    confirm=(
        "此人的验证器、通行密钥和恢复码全部移除，会话结束；下次登录时重新添加。请先确认是本人。",
        "The person's authenticator apps, passkeys and recovery codes are removed and sessions end; new ones are set up at the next"
        " log-in. Make sure first that it is that person who asks.",
    ),
    danger=True,
    step_up=True,
)
async def remove_factors(context: ActionContext, user_id: str) -> dict[str, Any]:
    """Take all factors from somebody who has lost them. Another administrator's right than a reset of the password, so that
    nobody alone gets into another one's account."""
    if user_id == context.caller.user_id:
        raise OwnRights
    if not await has_factor(context.connection, user_id):
        raise NoSuchFactor
    for table in (second_factor, recovery_code):
        await context.connection.execute(delete(table).where(table.c.user_id == user_id))
    await end_sessions(context.connection, user_id, context.now)
    await context.record("identity.factor.removed", object="user", record_id=user_id)
    return {"user_id": user_id}


async def _added(context: ActionContext, user_id: str, kind: str, name: str) -> dict[str, Any]:
    await context.record("identity.factor.added", object="user", record_id=user_id, outcome=kind, note=name)
    if await codes_left(context.connection, user_id):
        return {"recovery_codes": None}
    made = await codes.new_recovery_codes(context.connection, context.services.vault, user_id, context.now)
    return {"recovery_codes": made}


async def _self(context: ActionContext) -> Any:
    user_id, _ = require_session(context.caller)
    user = await context.connection.find(select(account).where(account.c.id == user_id))
    if user is None:
        raise Forbidden
    return user

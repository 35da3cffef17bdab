"""Proving a second factor: at a log-in, and once more before something that weighs."""

from typing import Any

from sqlalchemy import update

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.factors import passkeys
from zhuxin.kernel.identity.factors.codes import check_code
from zhuxin.kernel.identity.factors.errors import PasskeyRefused, WrongCode
from zhuxin.kernel.identity.factors.queries import has_factor
from zhuxin.kernel.identity.log_in.counting import counted_try
from zhuxin.kernel.identity.log_in.opening import OpenedSession, Visitor, go_on
from zhuxin.kernel.identity.log_in.passwords import prove_password
from zhuxin.kernel.identity.log_in.stages import SECOND_FACTOR, SET_UP, FactorSetUpRequired
from zhuxin.kernel.identity.passwords.errors import WrongPresentPassword
from zhuxin.kernel.identity.tables import session
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.timeline import register_labels

register_labels({"identity.session.verified": ("再次验证身份", "Identity verified once more")})


async def pass_code(services: Services, caller: Caller, code: str, visitor: Visitor) -> OpenedSession:
    """The second step of a log-in by a one-time or recovery code. Raises `WrongCode`, also where it is too early to try."""
    await _prove_code(services, caller, code, visitor)
    return await _go_on(services, caller, visitor, SECOND_FACTOR)


async def pass_passkey(
    services: Services, caller: Caller, credential: dict[str, Any], origin: str, visitor: Visitor
) -> OpenedSession:
    """The second step of a log-in by a passkey. Raises `PasskeyRefused`."""
    await _prove_passkey(services, caller, credential, origin)
    return await _go_on(services, caller, visitor, SECOND_FACTOR)


async def pass_set_up(services: Services, caller: Caller, visitor: Visitor) -> OpenedSession:
    """Go on after a factor was set up at a log-in. Raises `FactorSetUpRequired` where none was."""
    user_id, _ = require_session(caller)
    async with services.database.connection() as connection:
        if not await has_factor(connection, user_id):
            raise FactorSetUpRequired
    return await _go_on(services, caller, visitor, SET_UP)


async def verify(
    services: Services, caller: Caller, proof: dict[str, Any], origin: str, visitor: Visitor
) -> None:
    """Prove once more who one is: by a factor where there is one, else by the password. The session counts as verified from
    now on for some minutes."""
    user_id, session_id = require_session(caller)
    async with services.database.connection() as connection:
        strong = await has_factor(connection, user_id)
    if proof.get("passkey") is not None and strong:
        await _prove_passkey(services, caller, proof["passkey"], origin)
    elif strong:
        await _prove_code(services, caller, proof.get("code") or "", visitor)
    elif not await prove_password(services, user_id, proof.get("password") or "", visitor):
        raise WrongPresentPassword(pointer="/password")
    async with action_context(services, caller) as context:
        await context.connection.execute(
            update(session).where(session.c.id == session_id).values(verified_at=context.now)
        )
        await context.record("identity.session.verified", object="user", record_id=user_id)


async def passkey_options(services: Services, caller: Caller, origin: str) -> dict[str, Any]:
    """What a browser asks for a passkey with."""
    user_id, session_id = require_session(caller)
    async with services.database.transaction() as connection:
        return await passkeys.request_options(connection, session_id, user_id, origin, services.clock.now())


def require_session(caller: Caller) -> tuple[str, str]:
    """The user and the session of who asks by one, as herself; raises `Forbidden` for anybody else."""
    if caller.user_id is None or caller.session_id is None or caller.previewer is not None:
        raise Forbidden
    return caller.user_id, caller.session_id


async def _prove_code(services: Services, caller: Caller, code: str, visitor: Visitor) -> None:
    user_id, _ = require_session(caller)

    async def examine(connection: Connection) -> bool:
        return await check_code(connection, services.vault, user_id, code, services.clock.now())

    if not await counted_try(services, f"code:{user_id}", examine):
        async with action_context(services, caller) as context:
            await context.record(
                "identity.session.refused", object="user", record_id=user_id, reason=WrongCode.code
            )
        raise WrongCode(pointer="/code")


async def _prove_passkey(services: Services, caller: Caller, credential: dict[str, Any], origin: str) -> None:
    user_id, session_id = require_session(caller)
    try:
        async with services.database.transaction() as connection:
            now = services.clock.now()
            await passkeys.verify(connection, session_id, user_id, credential, origin, now)
    except PasskeyRefused:
        async with action_context(services, caller) as context:
            await context.record(
                "identity.session.refused", object="user", record_id=user_id, reason=PasskeyRefused.code
            )
        raise


async def _go_on(services: Services, caller: Caller, visitor: Visitor, passed: str) -> OpenedSession:
    _, session_id = require_session(caller)
    async with services.database.transaction() as connection:
        opened = await go_on(connection, services.settings, session_id, passed, visitor, services.clock.now())
    if opened is None:
        raise Forbidden
    return opened

"""One's own account: second factors, sessions and tokens; the rest of what is done with it are actions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from zhuxin.api.auth.log_in import password_rules
from zhuxin.api.deps import ROOT, app_of, origin_of, reading, writing
from zhuxin.api.responses import Json, json_response
from zhuxin.core.errors import Forbidden
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.identity.access import list_sessions
from zhuxin.kernel.identity.factors import own
from zhuxin.kernel.identity.factors.proofs import require_session
from zhuxin.kernel.identity.factors.queries import codes_left, list_factors, needs_factor
from zhuxin.kernel.identity.tokens import list_tokens
from zhuxin.kernel.permissions.step_up import check_step_up

router = APIRouter(prefix=f"{ROOT}/account", tags=["account"])


class Code(BaseModel):
    factor_id: str = Field(min_length=36, max_length=36)
    name: str = Field("", max_length=60)
    code: str = Field(min_length=6, max_length=12)


class Passkey(BaseModel):
    name: str = Field("", max_length=60)
    credential: dict[str, Any]


@router.get("")
async def account(request: Request) -> Json:
    """The caller's own factors, sessions and tokens, and what a password has to be like."""
    app = app_of(request)
    async with reading(request) as (connection, caller):
        if caller.user_id is None or caller.previewer is not None:
            raise Forbidden
        now, idle = app.clock.now(), timedelta(minutes=app.settings.session_idle_minutes)
        sessions = await list_sessions(connection, caller.user_id, now, idle)
        factors = await list_factors(connection, caller.user_id)
        return json_response(
            {
                "password": password_rules(app.settings),
                "factor_needed": await needs_factor(connection, app.settings, caller.user_id, now),
                "factors": [
                    {key: getattr(one, key) for key in ("id", "kind", "name", "created_at", "last_used_at")}
                    for one in factors
                ],
                "recovery_codes": await codes_left(connection, caller.user_id),
                "sessions": [{**one._asdict(), "current": one.id == caller.session_id} for one in sessions],
                "tokens": [
                    one._asdict() for one in await list_tokens(connection, now, user_id=caller.user_id)
                ],
                "token_days": app.settings.token_days,
                "may_make_tokens": caller.rights.may_call("token.create"),
            }
        )


@asynccontextmanager
async def _changing(request: Request) -> AsyncIterator[ActionContext]:
    """A change of the caller's own factors, for who proved a moment ago who she is."""
    async with writing(request) as context:
        require_session(context.caller)
        if request.scope["stage"] is None:
            check_step_up(context.caller, "account.factors", app_of(request).settings.step_up_minutes)
        yield context


@router.post("/totp")
async def begin_totp(request: Request) -> Json:
    """A secret for an authenticator app: as text, as a link, and as an SVG picture of it. It counts once confirmed."""
    async with _changing(request) as context:
        return json_response(await own.begin_totp(context))


@router.post("/totp/confirm")
async def confirm_totp(request: Request, given: Code) -> Json:
    """Add the app by a code of it; with the first factor come recovery codes, shown this once."""
    async with _changing(request) as context:
        return json_response(await own.confirm_totp(context, given.factor_id, given.name, given.code))


@router.post("/passkeys/options")
async def passkey_options(request: Request) -> Json:
    """What `navigator.credentials.create` takes."""
    async with _changing(request) as context:
        return json_response(await own.passkey_options(context, origin_of(request)))


@router.post("/passkeys")
async def add_passkey(request: Request, given: Passkey) -> Json:
    """Add the passkey that the browser has made; with the first factor come recovery codes, shown this once."""
    async with _changing(request) as context:
        added = await own.add_passkey(context, given.credential, given.name, origin_of(request))
        return json_response(added)


@router.delete("/factors/{factor_id}")
async def remove_factor(request: Request, factor_id: str) -> Json:
    """Remove a factor; the last one stays where a role asks for one."""
    async with _changing(request) as context:
        return json_response(await own.remove_factor(context, factor_id))


@router.post("/recovery-codes")
async def renew_codes(request: Request) -> Json:
    """Other recovery codes, shown this once; those of before are no longer good."""
    async with _changing(request) as context:
        return json_response(await own.renew_codes(context))

"""Logging in, step by step, and out."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from zhuxin.api.deps import (
    COOKIE,
    ROOT,
    SECURE_COOKIE,
    app_of,
    caller_of,
    client_address,
    is_secure,
    origin_of,
    reading,
    session_token,
)
from zhuxin.api.responses import Json, json_response
from zhuxin.core.errors import Forbidden
from zhuxin.core.settings import Settings
from zhuxin.kernel.identity.factors.proofs import (
    pass_code,
    pass_passkey,
    pass_set_up,
    passkey_options,
    require_session,
    verify,
)
from zhuxin.kernel.identity.factors.queries import list_factors
from zhuxin.kernel.identity.log_in.opening import OpenedSession, Visitor
from zhuxin.kernel.identity.log_in.passwords import log_in
from zhuxin.kernel.identity.log_in.stages import PASSWORD
from zhuxin.kernel.identity.passwords.actions import change_at_log_in
from zhuxin.kernel.identity.passwords.links import link_holder, use_link
from zhuxin.kernel.identity.sessions import find_csrf_token, log_out
from zhuxin.kernel.packages.environment import find_installation

router = APIRouter(prefix=f"{ROOT}/auth", tags=["auth"])


class Credentials(BaseModel):
    username: str = Field(min_length=1, max_length=40)
    password: str = Field(min_length=1, max_length=128)


class NewPassword(BaseModel):
    password: str = Field(min_length=1, max_length=128)


class Code(BaseModel):
    code: str = Field(min_length=6, max_length=20)


class Passkey(BaseModel):
    credential: dict[str, Any]


class Proof(BaseModel):
    """One of them: a code or a passkey where there is a second factor, else the password."""

    password: str | None = Field(None, max_length=128)
    code: str | None = Field(None, max_length=20)
    passkey: dict[str, Any] | None = None


class Link(BaseModel):
    token: str = Field(min_length=1, max_length=100)


class LinkPassword(Link):
    password: str = Field(min_length=1, max_length=128)


@router.get("/methods")
async def methods(request: Request) -> Json:
    """How people log in here, for the page that asks for it; `demo`: with a password that the start window tells."""
    settings = app_of(request).settings
    async with app_of(request).database.connection() as connection:
        demo = (await find_installation(connection)).demo
    return json_response({"demo": demo, "provider": settings.oidc_label if settings.oidc_issuer else None})


@router.post("/login")
async def login(request: Request, credentials: Credentials) -> Response:
    """Open a session; the cookie is HttpOnly, the token returned goes into `X-CSRF-Token` of every writing request. `stage` is
    what is to be done before the session serves: `password` (change it), or null."""
    visitor = visitor_of(request)
    return _opened(
        request, await log_in(app_of(request), credentials.username, credentials.password, visitor)
    )


@router.post("/second-factor")
async def second_factor(request: Request, given: Code) -> Response:
    """The second step of a log-in by a one-time or recovery code; the session goes on under another cookie."""
    caller = await caller_of(request)
    return _opened(request, await pass_code(app_of(request), caller, given.code, visitor_of(request)))


@router.post("/passkey/options")
async def passkey_asked(request: Request) -> Json:
    """What `navigator.credentials.get` takes, for a log-in's second step or a proof."""
    caller = await caller_of(request)
    return json_response(await passkey_options(app_of(request), caller, origin_of(request)))


@router.post("/passkey")
async def passkey(request: Request, given: Passkey) -> Response:
    """The second step of a log-in by a passkey; the session goes on under another cookie."""
    caller, app = await caller_of(request), app_of(request)
    origin = origin_of(request)
    return _opened(request, await pass_passkey(app, caller, given.credential, origin, visitor_of(request)))


@router.post("/finish")
async def finish(request: Request) -> Response:
    """Go on after a second factor was set up at a log-in."""
    caller = await caller_of(request)
    return _opened(request, await pass_set_up(app_of(request), caller, visitor_of(request)))


@router.post("/verify", status_code=204)
async def prove(request: Request, proof: Proof) -> Response:
    """Prove once more who one is, for reveals, payments and rights."""
    caller = await caller_of(request)
    given = proof.model_dump(exclude_none=True)
    await verify(app_of(request), caller, given, origin_of(request), visitor_of(request))
    return Response(status_code=204)


@router.get("/proof")
async def proofs(request: Request) -> Json:
    """By what the caller may prove who she is: kinds of factors, or the password where she has none."""
    async with reading(request) as (connection, caller):
        user_id, _ = require_session(caller)
        kinds = {one.kind for one in await list_factors(connection, user_id)}
        return json_response({"kinds": sorted(kinds) or ["password"]})


@router.post("/password")
async def change_password(request: Request, new: NewPassword) -> Response:
    """Change the password where a log-in stopped for it; the session goes on under another cookie."""
    caller = await caller_of(request)
    if request.scope["stage"] != PASSWORD:
        raise Forbidden
    return _opened(
        request, await change_at_log_in(app_of(request), caller, new.password, visitor_of(request))
    )


@router.get("/step")
async def step(request: Request) -> Json:
    """What a log-in that is not finished stopped for."""
    app = app_of(request)
    async with reading(request) as (connection, caller):
        return json_response(
            {
                "stage": request.scope["stage"],
                "name": caller.name,
                "csrf_token": await find_csrf_token(connection, caller.session_id),
                "kinds": sorted({one.kind for one in await list_factors(connection, caller.user_id or "")}),
                "password": password_rules(app.settings),
            }
        )


@router.post("/link")
async def read_link(request: Request, link: Link) -> Json:
    """For whom a link to set a password is, and what the password has to be like."""
    visitor_of(request)
    app = app_of(request)
    async with app.database.connection() as connection:
        user = await link_holder(connection, link.token, app.clock.now())
    return json_response(
        {"username": user.username, "name": user.name, "password": password_rules(app.settings)}
    )


@router.post("/link/password")
async def set_by_link(request: Request, link: LinkPassword) -> Response:
    """Set the password of a link's user and log her in; the link is good once."""
    visitor = visitor_of(request)
    return _opened(request, await use_link(app_of(request), link.token, link.password, visitor))


@router.post("/logout", status_code=204)
async def logout(request: Request) -> Response:
    """End the session of the cookie."""
    token = session_token(request)
    if token:
        await log_out(app_of(request), token, client_address(request), request.scope["request_id"])
    response = Response(status_code=204)
    response.delete_cookie(
        SECURE_COOKIE if is_secure(request) else COOKIE, path="/", secure=is_secure(request)
    )
    return response


def password_rules(settings: Settings) -> dict[str, int]:
    return {"length": settings.password_length}


def visitor_of(request: Request) -> Visitor:
    """Who knocks, counted by address."""
    app, address = app_of(request), client_address(request)
    app.log_ins.take(address, app.clock.now())
    return Visitor(address, request.headers.get("user-agent"), request.scope["request_id"])


def _opened(request: Request, opened: OpenedSession) -> Response:
    response = json_response({"csrf_token": opened.csrf_token, "stage": opened.stage})
    set_session_cookie(request, response, opened)
    return response


def set_session_cookie(request: Request, response: Response, opened: OpenedSession) -> None:
    """Give the browser the session that was opened."""
    response.set_cookie(
        SECURE_COOKIE if is_secure(request) else COOKIE,
        opened.token,
        httponly=True,
        samesite="lax",
        path="/",
        max_age=app_of(request).settings.session_hours * 3600,
        secure=is_secure(request),
    )

"""Logging in, step by step, and out."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from zhuxin.api.deps import COOKIE, ROOT, app_of, caller_of, client_address, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.core.settings import Settings
from zhuxin.kernel.identity.log_in.opening import OpenedSession, Visitor
from zhuxin.kernel.identity.log_in.passwords import log_in
from zhuxin.kernel.identity.passwords.actions import change_at_log_in
from zhuxin.kernel.identity.passwords.links import link_holder, use_link
from zhuxin.kernel.identity.sessions import find_csrf_token, log_out

router = APIRouter(prefix=f"{ROOT}/auth", tags=["auth"])


class Credentials(BaseModel):
    username: str = Field(min_length=1, max_length=40)
    password: str = Field(min_length=1, max_length=128)


class NewPassword(BaseModel):
    password: str = Field(min_length=1, max_length=128)


class Link(BaseModel):
    token: str = Field(min_length=1, max_length=100)


class LinkPassword(Link):
    password: str = Field(min_length=1, max_length=128)


@router.post("/login")
async def login(request: Request, credentials: Credentials) -> Response:
    """Open a session; the cookie is HttpOnly, the token returned goes into `X-CSRF-Token` of every writing request. `stage` is
    what is to be done before the session serves: `password` (change it), or null."""
    visitor = _visitor(request)
    return _opened(
        request, await log_in(app_of(request), credentials.username, credentials.password, visitor)
    )


@router.post("/password")
async def change_password(request: Request, new: NewPassword) -> Response:
    """Change the password where a log-in stopped for it; the session goes on under another cookie."""
    caller = await caller_of(request)
    return _opened(request, await change_at_log_in(app_of(request), caller, new.password, _visitor(request)))


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
                "password": password_rules(app.settings),
            }
        )


@router.post("/link")
async def read_link(request: Request, link: Link) -> Json:
    """For whom a link to set a password is, and what the password has to be like."""
    _visitor(request)
    app = app_of(request)
    async with app.database.connection() as connection:
        user = await link_holder(connection, link.token, app.clock.now())
    return json_response(
        {"username": user.username, "name": user.name, "password": password_rules(app.settings)}
    )


@router.post("/link/password")
async def set_by_link(request: Request, link: LinkPassword) -> Response:
    """Set the password of a link's user and log her in; the link is good once."""
    visitor = _visitor(request)
    return _opened(request, await use_link(app_of(request), link.token, link.password, visitor))


@router.post("/logout", status_code=204)
async def logout(request: Request) -> Response:
    """End the session of the cookie."""
    token = request.cookies.get(COOKIE)
    if token:
        await log_out(app_of(request), token, client_address(request), request.scope["request_id"])
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    return response


def password_rules(settings: Settings) -> dict[str, int]:
    return {"length": settings.password_length}


def _visitor(request: Request) -> Visitor:
    """Who knocks, counted by address."""
    app, address = app_of(request), client_address(request)
    app.log_ins.take(address, app.clock.now())
    return Visitor(address, request.headers.get("user-agent"), request.scope["request_id"])


def _opened(request: Request, opened: OpenedSession) -> Response:
    settings = app_of(request).settings
    response = json_response({"csrf_token": opened.csrf_token, "stage": opened.stage})
    response.set_cookie(
        COOKIE,
        opened.token,
        httponly=True,
        samesite="lax",
        path="/",
        max_age=settings.session_hours * 3600,
        secure=settings.secure_cookie,
    )
    return response

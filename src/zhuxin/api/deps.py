"""Who is asking: session cookie or bearer token, with the CSRF header where a cookie writes."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from fastapi import Request

from zhuxin.bootstrap import App
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden, Unauthenticated
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.errors import CsrfMissing, PreviewReadOnly
from zhuxin.kernel.identity.holders import caller_from
from zhuxin.kernel.identity.log_in.stages import STAGES
from zhuxin.kernel.identity.preview import previewed
from zhuxin.kernel.identity.sessions import find_session_holder, find_token_holder, note_use
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.narrowed import narrowed_rights

COOKIE = "zhuxin_session"
# Over TLS: a browser takes it only from this very host, over TLS, and for all of it, so that nobody plants one.
SECURE_COOKIE = f"__Host-{COOKIE}"
ROOT = "/api/v1"
PREVIEW_PATH = "/auth/preview"
# Set by a page at which nobody has been for a while: what it asks for by itself does not keep a session alive.
UNATTENDED = "x-unattended"
NO_USE = "zhuxin.no_use"  # set in the scope of a request that is no use of a session either
SAFE = ("GET", "HEAD", "OPTIONS")


def app_of(request: Request) -> App:
    """What the process works with."""
    app: App = request.app.state.zhuxin
    return app


async def authenticate(request: Request, connection: Connection) -> Caller:
    """The caller; raises `Unauthenticated`, or `CsrfMissing` for a writing request by cookie without its token."""
    holder = await _holder(request, connection)
    app = app_of(request)
    locale = request.scope["locale"] = asked_locale(request) or holder.locale
    stage = request.scope["stage"] = getattr(holder, "stage", None)
    if stage is not None:
        refuse, open_paths = STAGES[stage]
        if request.url.path.removeprefix(ROOT) not in open_paths:
            raise refuse
    (app.reads if request.method in SAFE else app.writes).take(holder.id, app.clock.now())
    catalog = await app.catalog_at(connection, holder.revision)
    caller = caller_from(
        catalog,
        holder,
        locale,
        request_id=request.scope["request_id"],
        address=client_address(request),
        via=holder.via,
        verified_at=getattr(holder, "verified_at", None),
    )
    if scope := getattr(holder, "scope", None):
        caller = replace(caller, rights=narrowed_rights(catalog, caller.role_keys, scope))
    unattended = NO_USE in request.scope or UNATTENDED in request.headers
    if not unattended:
        await note_use(connection, holder)
    if getattr(holder, "preview_user", None) or getattr(holder, "preview_role", None):
        caller = await previewed(connection, caller, holder)
        if request.method not in SAFE and caller.previewer and not request.url.path.endswith(PREVIEW_PATH):
            raise PreviewReadOnly
    return caller


def is_secure(request: Request) -> bool:
    """Whether the browser speaks TLS, to us or to a proxy that is believed."""
    return app_of(request).settings.secure_cookie or request.url.scheme == "https"


def session_token(request: Request) -> str | None:
    """The token of the session cookie."""
    return request.cookies.get(SECURE_COOKIE if is_secure(request) else COOKIE)


def client_address(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else ""


def origin_of(request: Request) -> str:
    """The address of the system as its people reach it."""
    url = request.url
    return app_of(request).settings.public_url or f"{url.scheme}://{url.netloc}"


def asked_locale(request: Request) -> str | None:
    """The language that a page asks for, as it is set there now; None where none is asked for."""
    asked = request.headers.get("accept-language", "")[:2].lower()
    return {"zh": "zh-CN", "en": "en-US"}.get(asked)


async def _holder(request: Request, connection: Connection) -> Any:
    now = app_of(request).clock.now()
    authorization = request.headers.get("authorization")
    if authorization is not None:
        kind, _, token = authorization.partition(" ")
        holder = (
            await find_token_holder(connection, token, now) if kind.lower() == "bearer" and token else None
        )
    else:
        cookie = session_token(request)
        idle = timedelta(minutes=app_of(request).settings.session_idle_minutes)
        holder = await find_session_holder(connection, cookie, now, idle) if cookie else None
        request.scope["holder"] = holder
        if holder is not None and request.method not in SAFE:
            given = request.headers.get("x-csrf-token", "")
            if not hmac.compare_digest(given.encode(), holder.csrf_token.encode()):
                raise CsrfMissing
    if holder is None:
        raise Unauthenticated
    request.scope["holder"] = holder
    return holder


@asynccontextmanager
async def reading(request: Request, right: str | None = None) -> AsyncIterator[tuple[Connection, Caller]]:
    """A connection and the caller for a read; `right` names a right such as `insights.read` that it needs."""
    async with app_of(request).database.connection() as connection:
        caller = await authenticate(request, connection)
        if right is not None and not caller.rights.may_call(right):
            raise Forbidden
        yield connection, caller


@asynccontextmanager
async def writing(request: Request, *, dry_run: bool = False) -> AsyncIterator[ActionContext]:
    """A write in the caller's name. Its body is taken in before, so that a slow one holds no connection."""
    await request.body()
    app = app_of(request)
    async with app.database.connection() as connection:
        caller = await authenticate(request, connection)
        async with action_context(app, caller, dry_run=dry_run, on=connection) as context:
            yield context


async def caller_of(request: Request) -> Caller:
    """The caller, for a write that opens its own transaction."""
    async with app_of(request).database.connection() as connection:
        return await authenticate(request, connection)

"""The way to the lender's log-in provider and back."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from zhuxin.api.auth.log_in import set_session_cookie, visitor_of
from zhuxin.api.deps import ROOT, app_of, is_secure, origin_of
from zhuxin.core.errors import Missing, Refusal
from zhuxin.kernel.identity.provider.log_in import log_in_as
from zhuxin.kernel.identity.provider.oidc import LASTS, arrive, depart

router = APIRouter(prefix=f"{ROOT}/auth/oidc", tags=["auth"], include_in_schema=False)
COOKIE = "zhuxin_oidc"
PATH = f"{ROOT}/auth/oidc"


@router.get("/start")
async def start(request: Request) -> Response:
    """To the provider's page."""
    app = app_of(request)
    if not app.settings.oidc_issuer:
        raise Missing
    visitor_of(request)
    try:
        departure = await depart(app.settings, app.vault, origin_of(request), app.clock.now())
    except Refusal as refusal:
        return _failed(refusal)
    response = RedirectResponse(departure.url, 303)
    response.set_cookie(
        COOKIE,
        departure.sealed,
        max_age=int(LASTS.total_seconds()),
        path=PATH,
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )
    return response


@router.get("/back")
async def back(request: Request, code: str = "", state: str = "") -> Response:
    """From the provider: a session, or the log-in page with what went wrong."""
    app = app_of(request)
    if not app.settings.oidc_issuer:
        raise Missing
    visitor = visitor_of(request)
    try:
        sealed = request.cookies.get(COOKIE, "")
        now = app.clock.now()
        claims = await arrive(app.settings, app.vault, origin_of(request), sealed, code, state, now)
        opened = await log_in_as(app, claims, visitor)
    except Refusal as refusal:
        return _failed(refusal)
    response = RedirectResponse("/login?unfinished=1" if opened.stage else "/", 303)
    set_session_cookie(request, response, opened)
    response.delete_cookie(COOKIE, path=PATH)
    return response


def _failed(refusal: Refusal) -> Response:
    """A person is at a browser here: back to the log-in page, which says why."""
    response = RedirectResponse(f"/login?failed={refusal.code}", 303)
    response.delete_cookie(COOKIE, path=PATH)
    return response

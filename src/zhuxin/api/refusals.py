"""Which refusals the audit log keeps: rights that lack, a missing CSRF token, and a token or session that is none."""

from fastapi import Request

from zhuxin.api.deps import ROOT, app_of, client_address, session_token
from zhuxin.core.audit.entries import Entry
from zhuxin.core.audit.refusals import NAME
from zhuxin.core.errors import Forbidden, Refusal, Unauthenticated
from zhuxin.kernel.timeline import register_labels

register_labels({NAME: ("访问被拒绝", "Access refused")})
# Its own entries say more.
LOG_IN = f"{ROOT}/auth/login"


async def note_refusal(request: Request, error: Refusal) -> None:
    """Write the entry of a refused request, if it is one to keep."""
    app, holder = app_of(request), request.scope.get("holder")
    if isinstance(error, Unauthenticated):
        proof = request.headers.get("authorization") or session_token(request)
        if holder is not None or not proof or request.url.path == LOG_IN:
            return
    elif not isinstance(error, Forbidden):
        return
    now = app.clock.now()
    entry = Entry(
        name=NAME,
        at=now,
        actor_id=holder.id if holder else None,
        actor_name=holder.name if holder else "?",
        object=request.path_params.get("object_key"),
        detail={"reason": error.code, "method": request.method, "path": request.url.path[:300]},
        request_id=request.scope.get("request_id"),
        address=client_address(request),
        via=holder.via if holder else None,
    )
    await app.refusals.note(entry, now)

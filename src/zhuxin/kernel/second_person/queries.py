"""Requests as those see them who made them or may decide on them."""

from typing import Any

from sqlalchemy import or_, select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.core.errors import Missing
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.second_person.actions import may_decide
from zhuxin.kernel.second_person.tables import second_person_request as request

LIMIT = 200


async def list_requests(
    services: Services, connection: Connection, caller: Caller, *, waiting: bool
) -> list[dict[str, Any]]:
    """The caller's own requests and those she may decide on, the newest first; those that wait, or those that are decided."""
    state = request.c.status == "waiting" if waiting else request.c.status != "waiting"
    rows = await connection.all(
        select(request).where(_hers(caller), state).order_by(request.c.created_at.desc()).limit(LIMIT)
    )
    return [_shown(services, caller, row) for row in rows]


async def get_request(
    services: Services, connection: Connection, caller: Caller, request_id: str
) -> dict[str, Any]:
    """One request; raises `Missing` where it is neither the caller's nor hers to decide."""
    row = await connection.find(select(request).where(request.c.id == request_id, _hers(caller)))
    if row is None:
        raise Missing
    return _shown(services, caller, row)


def _hers(caller: Caller) -> Any:
    decides = [name for name, spec in ACTIONS.items() if may_decide(caller.rights, spec)]
    return or_(request.c.requested_by == caller.user_id, any_of(request.c.action, decides))


def _shown(services: Services, caller: Caller, row: Any) -> dict[str, Any]:
    spec = ACTIONS.get(row.action)
    own = row.requested_by == caller.user_id
    late = row.status == "waiting" and row.expires_at <= services.clock.now()
    return {
        "id": row.id,
        "action": row.action,
        "label": spec.label.to_json() if spec else {"zh": row.action, "en": row.action},
        "object": row.object,
        "record_id": row.record_id,
        "requester": {"id": row.requested_by, "name": row.requester_name},
        "requested_at": row.created_at,
        "expires_at": row.expires_at,
        "reason": row.reason,
        "facts": [one for one in row.facts if not one["hidden"]],
        "status": "expired" if late else row.status,
        "decider": row.decider_name,
        "decided_at": row.decided_at,
        "opinion": row.opinion,
        "may": ([] if row.status != "waiting" else ["withdraw"] if own else ["approve", "refuse"]),
    }

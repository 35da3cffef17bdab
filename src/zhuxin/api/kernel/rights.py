"""`/rights`: who sees a record, and why."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import reading
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.identity.queries import list_roles
from zhuxin.kernel.records.queries import get_record, within_own_scope
from zhuxin.kernel.sharing.queries import list_shares

router = APIRouter(prefix="/rights", tags=["rights"])


@router.get("/shares/{object_key}/{record_id}")
async def shares(request: Request, object_key: str, record_id: str) -> Json:
    """Whom a record is shared with, for who sees it; `roles` are those there are, for who may share it."""
    async with reading(request) as (connection, caller):
        await get_record(connection, caller, object_key, record_id)
        sharing = caller.rights.may_call("record.share") and await within_own_scope(
            connection, caller, object_key, record_id
        )
        roles = await list_roles(connection) if sharing else []
        return json_response(
            {
                "items": await list_shares(connection, object_key, record_id, caller.at),
                "may_share": sharing,
                "roles": [
                    {"key": row.key, "label": {"zh": row.name, "en": row.name_en or row.name}}
                    for row in roles
                ],
            }
        )

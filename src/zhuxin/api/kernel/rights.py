"""`/rights`: who sees a record, and why."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.core.errors import Forbidden, Missing
from zhuxin.core.ids import is_id
from zhuxin.kernel.identity.holders import find_caller, list_callers
from zhuxin.kernel.identity.queries import list_role_labels
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.queries import get_record, within_own_scope
from zhuxin.kernel.sharing.explain import explain, reaches
from zhuxin.kernel.sharing.queries import list_shares

router = APIRouter(prefix=f"{ROOT}/rights", tags=["rights"])


@router.get("/shares/{object_key}/{record_id}")
async def shares(request: Request, object_key: str, record_id: str) -> Json:
    """Whom a record is shared with, for who sees it; `roles` are those there are, for who may share it."""
    async with reading(request) as (connection, caller):
        await get_record(connection, caller, object_key, record_id)
        sharing = caller.rights.may_call("record.share") and await within_own_scope(
            connection, caller, object_key, record_id
        )
        return json_response(
            {
                "items": await list_shares(connection, object_key, record_id, caller.at),
                "may_share": sharing,
                "roles": await list_role_labels(connection) if sharing else [],
            }
        )


@router.get("/objects")
async def objects(request: Request) -> Json:
    """Every object and its fields by name, for who gives or examines rights; no record is told."""
    async with reading(request) as (_, caller):
        _require_examiner(caller)
        items = [
            {
                "key": one.key,
                "label": one.label.to_json(),
                "custom": one.custom,
                "fields": [{"key": key, "label": each.label.to_json()} for key, each in one.fields.items()],
            }
            for one in caller.catalog.objects.values()
        ]
        return json_response({"items": items})


@router.get("/explain")
async def why(request: Request) -> Json:
    """Why `user` may or may not see `object`, its record `record_id`, its `field`; for who gives rights or reads the log."""
    asked = request.query_params
    async with reading(request) as (connection, caller):
        _require_examiner(caller)
        user_id = asked.get("user", "")
        assert caller.at is not None
        person = await find_caller(connection, caller.catalog, user_id, caller.at) if is_id(user_id) else None
        if person is None:
            raise Missing(pointer="/user")
        found = await explain(
            connection,
            person,
            asked.get("object", ""),
            asked.get("record_id") or None,
            asked.get("field") or None,
        )
        return json_response({"user": {"id": person.user_id, "name": person.name}, **found})


@router.get("/viewers")
async def viewers(request: Request) -> Json:
    """Everybody who sees the record `record_id` of `object`, and by what: her own scope, or a share."""
    object_key, record_id = (request.query_params.get(name, "") for name in ("object", "record_id"))
    async with reading(request) as (connection, caller):
        _require_examiner(caller)
        caller.catalog.object(object_key)
        if not is_id(record_id):
            raise Missing(pointer="/record_id")
        assert caller.at is not None
        items = []
        for person in (await list_callers(connection, caller.catalog, caller.at)).values():
            if not await reaches(connection, person, object_key, record_id, "read"):
                continue
            own = await reaches(connection, person, object_key, record_id, "own")
            may_update = person.rights.object(object_key).update and await reaches(
                connection, person, object_key, record_id, "write"
            )
            by = "scope" if own else "share"
            items.append({"id": person.user_id, "name": person.name, "by": by, "update": may_update})
        return json_response({"items": items})


def _require_examiner(caller: Caller) -> None:
    if not (caller.rights.may_call("role.set_grants") or caller.rights.may_call("audit.read")):
        raise Forbidden

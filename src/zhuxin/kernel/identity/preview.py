"""Looking at the app as another user or role: reading only, in one session, and never more than both sides may see."""

from typing import Any

from sqlalchemy import select, update

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.crypto.passwords import token_digest
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden
from zhuxin.core.ids import is_id
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.errors import NobodyToPreview
from zhuxin.kernel.identity.holders import find_caller
from zhuxin.kernel.identity.tables import ROLE, session
from zhuxin.kernel.permissions.caller import Caller, previewing
from zhuxin.kernel.timeline import register_labels

RIGHT = "preview.start"
role = ROLE.table

register_labels(
    {
        "identity.preview.started": ("开始预览", "Preview started"),
        "identity.preview.stopped": ("结束预览", "Preview stopped"),
    }
)


async def start_preview(
    services: Services, caller: Caller, token: str, user_id: str | None, role_key: str | None
) -> None:
    """From the next request on the session of a token sees what a user or a role sees. Raises `Forbidden` or
    `NobodyToPreview`."""
    if not caller.rights.may_call(RIGHT) or caller.previewer is not None:
        raise Forbidden
    if bool(user_id) == bool(role_key):
        raise NobodyToPreview
    async with services.database.transaction() as connection:
        assert caller.at is not None
        if user_id:
            person = (
                await find_caller(connection, caller.catalog, user_id, caller.at) if is_id(user_id) else None
            )
            name = person.name if person and user_id != caller.user_id else None
        else:
            name = await connection.value(select(role.c.name).where(role.c.key == role_key))
        if name is None:
            raise NobodyToPreview
        await _set(connection, token, preview_user=user_id or None, preview_role=role_key or None)
        await _note(services, connection, caller, "started", {"note": name, "of": user_id or role_key})


async def stop_preview(services: Services, caller: Caller, token: str) -> None:
    """The session is its owner's again."""
    if caller.previewer is None:
        return
    async with services.database.transaction() as connection:
        await _set(connection, token, preview_user=None, preview_role=None)
        await _note(services, connection, caller.previewer, "stopped", {"note": caller.name})


async def previewed(connection: Connection, caller: Caller, holder: Any) -> Caller:
    """The caller of a session that previews; its owner where she may no longer, or there is nobody to preview any more."""
    if not caller.rights.may_call(RIGHT):
        return caller
    if holder.preview_role is not None:
        return previewing(caller, caller, (holder.preview_role,))
    assert caller.at is not None
    person = await find_caller(connection, caller.catalog, holder.preview_user, caller.at)
    return previewing(caller, person, person.role_keys) if person else caller


async def _set(connection: Connection, token: str, **values: str | None) -> None:
    await connection.execute(update(session).where(session.c.digest == token_digest(token)).values(**values))


async def _note(
    services: Services, connection: Connection, caller: Caller, verb: str, detail: dict[str, Any]
) -> None:
    entry = Entry(
        name=f"identity.preview.{verb}",
        at=services.clock.now(),
        actor_id=caller.user_id,
        actor_name=caller.name,
        object="user",
        record_id=caller.user_id,
        detail=detail,
        request_id=caller.request_id,
        address=caller.address,
        via=caller.via,
    )
    await append(connection, entry)

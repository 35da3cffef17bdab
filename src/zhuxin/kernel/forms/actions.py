"""The link of an external form: given out, switched off and on, and what came in by it."""

from typing import Any

from sqlalchemy import func, select, update

from zhuxin.core.crypto.passwords import new_token
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.definitions.queries import check_builds
from zhuxin.kernel.forms import check  # noqa: F401 the kind registers itself
from zhuxin.kernel.forms.tables import external_form, external_submission
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.timeline import register_labels

_KEY = field("text", "key", "编码", "Key", required=True, max_length=60)

register_labels(
    {
        "external_form.opened": ("开放外部表单", "External form opened"),
        "external_form.closed": ("关闭外部表单", "External form closed"),
        "external_form.repeated": ("同一人再次提交，未保存", "A second answer of one person, not kept"),
        "external_form.submitted": ("外部表单提交", "External form submitted"),
    }
)


@action(
    "external_form.open",
    "开放表单",
    "Open the form",
    _KEY,
    field("boolean", "renew", "换新链接", "New link"),
    discloses=True,
)
async def open_(context: ActionContext, key: str, renew: bool | None) -> dict[str, Any]:
    """Switch a published form on; its link. A new link ends the one before."""
    if ("external_form", key) not in context.caller.catalog.definitions:
        raise Missing(pointer="/key")
    row = await context.connection.find(
        select(external_form).where(external_form.c.key == key).with_for_update()
    )
    token = new_token() if row is None or renew else str(row.token)
    if row is None:
        values = {"id": new_id(), "created_at": context.now, "key": key, "token": token, "active": True}
        await context.connection.insert(external_form, values)
    else:
        await _set(context, key, token=token, active=True)
    await context.record("external_form.opened", form=key, renewed=bool(renew))
    return {"key": key, "token": token}


@action("external_form.close", "关闭表单", "Close the form", _KEY, danger=True)
async def close(context: ActionContext, key: str) -> dict[str, Any]:
    """Switch a form off; its link says so until it is opened again."""
    row = await context.connection.find(select(external_form.c.id).where(external_form.c.key == key))
    if row is None:
        raise Missing(pointer="/key")
    await _set(context, key, active=False)
    await context.record("external_form.closed", form=key)
    return {"key": key}


async def _set(context: ActionContext, key: str, **values: Any) -> None:
    await context.connection.execute(update(external_form).where(external_form.c.key == key).values(**values))


async def get_link(connection: Connection, caller: Caller, key: str) -> dict[str, Any]:
    """The link of a form, whether it is on, and how many answers came in, for who builds."""
    check_builds(caller)
    row = await connection.find(select(external_form).where(external_form.c.key == key))
    counted = await connection.find(
        select(func.count().label("total"), func.max(external_submission.c.created_at).label("last")).where(
            external_submission.c.form == key
        )
    )
    assert counted is not None
    return {
        "key": key,
        "token": row.token if row else None,
        "active": bool(row and row.active),
        "submissions": counted.total,
        "last_at": counted.last,
    }

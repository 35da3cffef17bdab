"""A new field is hidden from the roles that name fields of its object, until somebody who gives rights decides."""

from sqlalchemy import select, update

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.identity.tables import ROLE
from zhuxin.kernel.objects.hooks import FIELD_ADDED
from zhuxin.kernel.permissions.grants import names_fields

role = ROLE.table


async def hide_from_roles(context: ActionContext, object_key: str, one: Field) -> None:
    """Say `hidden` of it in each such role. What comes with the program says itself who sees it."""
    if context.caller.user_id is None:
        return
    for row in await context.connection.all(select(role).with_for_update()):
        if not names_fields(row.grants, object_key) or one.key in row.grants["objects"][object_key]["fields"]:
            continue
        grant = row.grants["objects"][object_key]
        told = {**grant, "fields": {**grant["fields"], one.key: "hidden"}}
        grants = {**row.grants, "objects": {**row.grants["objects"], object_key: told}}
        await context.connection.execute(
            update(role)
            .where(role.c.id == row.id)
            .values(grants=grants, version=role.c.version + 1, updated_at=context.now)
        )
        change = {"field": "grants", "old": row.grants, "new": grants}
        await context.record("identity.grants.set", object="role", record_id=row.id, changes=[change])


FIELD_ADDED.append(hide_from_roles)

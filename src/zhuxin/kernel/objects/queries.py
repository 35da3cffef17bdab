"""What is defined of an object, for who defines it."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden
from zhuxin.kernel.objects.indexes.views import list_indexes
from zhuxin.kernel.objects.tables import custom_field, custom_object
from zhuxin.kernel.permissions.caller import Caller

DEFINES = "field.create"


async def get_object(connection: Connection, caller: Caller, object_key: str) -> dict[str, Any]:
    """`{"settings", "fields", "unique_keys", "removed", "indexes"}`: what it is, its custom fields in full, what may be there
    only once, the fields in the bin, and its indexes with size and use."""
    if not caller.rights.may_call(DEFINES):
        raise Forbidden
    definition = caller.catalog.object(object_key)
    row = await connection.find(select(custom_object).where(custom_object.c.key == object_key))
    fields = await connection.all(
        select(custom_field)
        .where(custom_field.c.object == object_key)
        .order_by(custom_field.c.created_at, custom_field.c.id)
    )
    return {
        "key": object_key,
        "custom": definition.custom,
        "archived": definition.archived,
        "settings": row.body if row else None,
        "fields": [
            {**one.body, "unique": (field := definition.fields.get(one.key)) is not None and field.unique}
            for one in fields
            if one.removed_at is None
        ],
        "unique_keys": [{"fields": list(one.fields), "state": one.state} for one in definition.unique_keys],
        "indexes": await list_indexes(connection, caller.catalog, object_key),
        "removed": [
            {**one.body, "removed_at": one.removed_at} for one in fields if one.removed_at is not None
        ],
    }

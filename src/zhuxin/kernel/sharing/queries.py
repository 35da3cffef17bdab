"""Reading who a record is shared with."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.text import Label
from zhuxin.kernel.identity.queries import names_of
from zhuxin.kernel.sharing.reach import grantee_parts
from zhuxin.kernel.sharing.tables import record_share as share


async def list_shares(
    connection: Connection, object_key: str, record_id: str, now: datetime | None
) -> list[dict[str, Any]]:
    """The shares of a record, ended ones too, oldest first, with what its parties are called; no right is checked."""
    rows = await connection.all(
        select(share)
        .where(share.c.object == object_key, share.c.record_id == record_id)
        .order_by(share.c.created_at, share.c.id)
    )
    parts = [grantee_parts(row.grantee) for row in rows]
    names = await names_of(
        connection, [*parts, *(("user", row.created_by) for row in rows if row.created_by)]
    )
    return [
        {
            "id": row.id,
            "kind": kind,
            "grantee": key,
            "label": names.get((kind, key), Label(key, key)).to_json(),
            "access": row.access,
            "until_date": row.until_date,
            "ended": row.until_at is not None and now is not None and row.until_at <= now,
            "note": row.note,
            "by": {
                "id": row.created_by,
                "name": by.zh if (by := names.get(("user", row.created_by))) else None,
            },
            "at": row.created_at,
        }
        for row, (kind, key) in zip(rows, parts, strict=True)
    ]

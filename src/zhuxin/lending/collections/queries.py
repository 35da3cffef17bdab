"""Reading collection cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.lending.collections.tables import COLLECTION_CASE

case = COLLECTION_CASE.table


async def list_due_cases(
    connection: Connection, now: datetime, *, contacts_below: int, limit: int
) -> list[Any]:
    """Open cases to contact by now, longest waiting first."""
    return await connection.all(
        select(case)
        .where(case.c.status == "open", case.c.contacts < contacts_below, case.c.next_contact_at <= now)
        .order_by(case.c.next_contact_at)
        .limit(limit)
    )

"""Reading the audit log, newest first."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, or_, select, true

from zhuxin.core.audit.tables import audit_entry
from zhuxin.core.db.database import Connection


async def list_entries(
    connection: Connection,
    matching: Mapping[str, str],
    *,
    or_subject: str | None = None,
    or_records: tuple[str, ...] = (),
    field: str | None = None,
    before: int | None = None,
    limit: int,
) -> list[Any]:
    """Entries whose columns have the values of `matching`, or whose customer is `or_subject`, or that are of `or_records`;
    of these those that changed `field`, and those below id `before`."""
    condition = and_(true(), *(audit_entry.c[name] == value for name, value in matching.items()))
    if or_subject is not None:
        condition = or_(condition, audit_entry.c.subject_id == or_subject)
    if or_records:
        condition = or_(condition, audit_entry.c.record_id.in_(or_records))
    if field is not None:
        condition = and_(condition, audit_entry.c.detail.contains({"changes": [{"field": field}]}))
    statement = select(audit_entry).where(condition).order_by(audit_entry.c.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(audit_entry.c.id < before)
    return await connection.all(statement)


async def list_merged(connection: Connection, object_key: str, record_id: str) -> tuple[str, ...]:
    """The records that were merged into one, and into those before."""
    found: list[str] = []
    frontier = [record_id]
    while frontier:
        rows = await connection.all(
            select(audit_entry.c.detail["merged"].astext.label("merged")).where(
                audit_entry.c.record_id.in_(frontier), audit_entry.c.name == f"{object_key}.merged"
            )
        )
        frontier = [row.merged for row in rows if row.merged not in found]
        found += frontier
    return tuple(found)

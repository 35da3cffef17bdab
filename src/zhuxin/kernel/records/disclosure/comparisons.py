"""Asking whether a masked value is this one: who may not read it is counted, limited and logged, since many such questions
read it out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.pq import TransactionStatus
from sqlalchemy import delete, func, select

from zhuxin.core.audit.entries import Entry, append_note
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden, TooMany
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.disclosure.tables import masked_comparison

NAME = "record.compared"
WINDOW = timedelta(hours=1)
_LOCK = "SELECT pg_advisory_xact_lock(7165005, hashtext(%(user)s))"
_per_hour = 20


def limit_comparisons(per_hour: int) -> None:
    """How many a user may make in an hour; each process is told once."""
    global _per_hour
    _per_hour = per_hour


def masked_in(shape: Any, caller: Caller, object_key: str) -> Iterator[str]:
    """The fields, as `object.field`, that a shape of a filter compares though the caller sees no more than their mask; each as often
    as it compares them."""
    word = shape[0]
    if word in ("and", "or", "not"):
        for part in shape[1:]:
            yield from masked_in(part, caller, object_key)
    elif word == "through":
        yield from masked_in(shape[3], caller, shape[2])
    elif word == "has":
        yield from masked_in(shape[3], caller, shape[1])
    elif shape[1:2] == ("blind",) and caller.rights.object(object_key).access(word) < Access.READ:
        yield f"{object_key}.{word}"


async def allow_comparisons(connection: Connection, caller: Caller, fields: list[str]) -> None:
    """Count comparisons of masked fields and log them, before the answer is known. Raises `TooMany` over the limit, and `Forbidden`
    inside a transaction: rolled back it would leave no trace."""
    if not fields:
        return
    if connection.raw.info.transaction_status != TransactionStatus.IDLE:
        raise Forbidden
    who = caller.previewer or caller
    now = who.at or datetime.now(UTC)
    mine = masked_comparison.c.user_id == who.user_id
    async with connection.raw.transaction():
        await connection.value(_LOCK, {"user": who.user_id})
        await connection.execute(
            delete(masked_comparison).where(mine, masked_comparison.c.at <= now - WINDOW)
        )
        made = await connection.value(select(func.count()).select_from(masked_comparison).where(mine))
        over = made + len(fields) > _per_hour
        if not over:
            rows = [{"at": now, "user_id": who.user_id, "field": field} for field in fields]
            await connection.insert_many(masked_comparison, rows)
        entry = Entry(
            name=NAME,
            at=now,
            actor_id=who.user_id,
            actor_name=who.name,
            object=fields[0].partition(".")[0],
            detail={"fields": sorted(set(fields)), "count": len(fields), "refused": over},
            request_id=who.request_id,
            address=who.address,
            via=who.via,
        )
        await append_note(connection, entry)
    if over:
        raise TooMany(retry_after_s=int(WINDOW.total_seconds()))

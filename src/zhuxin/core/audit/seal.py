"""Sealing: committed entries are chained in batches, so no write waits for a chain head.

A batch keeps the id and digest of each of its entries and a hash over them and the batch before. To change or remove
an entry unseen one would have to rewrite every later batch, and the exported anchors with them.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from zhuxin.core.audit.entries import entry_digest
from zhuxin.core.audit.tables import audit_batch, audit_entry, audit_unsealed
from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of

BATCH = 5000
GENESIS = b"\x00" * 32
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; `fault` is None where every batch and entry holds."""

    batches: int
    entries: int
    unsealed: int
    fault: str | None


def batch_hash(number: int, previous: bytes, entry_ids: list[int], digests: bytes) -> bytes:
    head = f"{number}|{','.join(map(str, entry_ids))}|".encode()
    return sha256(head + previous + digests).digest()


async def seal(connection: Connection, now: datetime) -> list[int]:
    """Seal up to a batch of committed entries; their ids, each of which comes out once. Runs in a transaction of its own."""
    await connection.execute("SELECT pg_advisory_xact_lock(7165001)")
    taken = await connection.all(
        "DELETE FROM audit_unsealed WHERE entry_id IN"
        " (SELECT entry_id FROM audit_unsealed ORDER BY entry_id LIMIT %(batch)s) RETURNING entry_id",
        {"batch": BATCH},
    )
    if not taken:
        return []
    ids = sorted(row.entry_id for row in taken)
    rows = await connection.all(
        select(audit_entry.c.id, audit_entry.c.digest)
        .where(any_of(audit_entry.c.id, ids))
        .order_by(audit_entry.c.id)
    )
    digests = b"".join(bytes(row.digest) for row in rows)
    last = await connection.find(
        select(audit_batch.c.number, audit_batch.c.hash).order_by(audit_batch.c.number.desc()).limit(1)
    )
    number, previous = (last.number + 1, bytes(last.hash)) if last else (1, GENESIS)
    entry_ids = [row.id for row in rows]
    await connection.insert(
        audit_batch,
        {
            "number": number,
            "sealed_at": now,
            "entry_ids": entry_ids,
            "digests": digests,
            "previous_hash": previous,
            "hash": batch_hash(number, previous, entry_ids, digests),
        },
    )
    return ids


async def verify(connection: Connection) -> Verdict:
    """Recompute the whole chain; names the first broken, missing or foreign entry."""
    previous, batches, entries, sealed_ids = GENESIS, 0, 0, 0
    numbers = [
        row.number
        for row in await connection.all(select(audit_batch.c.number).order_by(audit_batch.c.number))
    ]
    for expected, number in enumerate(numbers, 1):
        if number != expected:
            return Verdict(batches, entries, 0, f"batch {expected} is missing")
        batch = await connection.find(select(audit_batch).where(audit_batch.c.number == number))
        assert batch is not None
        fault = await _batch_fault(connection, batch, previous)
        if fault:
            return Verdict(batches, entries, 0, fault)
        previous, batches, entries = bytes(batch.hash), batches + 1, entries + len(batch.entry_ids)
        sealed_ids += len(batch.entry_ids)
    total = await connection.value(select(func.count()).select_from(audit_entry))
    unsealed = await connection.value(select(func.count()).select_from(audit_unsealed))
    if total != sealed_ids + unsealed:
        return Verdict(
            batches,
            entries,
            unsealed,
            f"{abs(total - sealed_ids - unsealed)} entries stand outside the chain",
        )
    return Verdict(batches, entries, unsealed, None)


async def _batch_fault(connection: Connection, batch: Any, previous: bytes) -> str | None:
    digests = bytes(batch.digests)
    if bytes(batch.previous_hash) != previous:
        return f"batch {batch.number} does not follow the batch before it"
    if bytes(batch.hash) != batch_hash(batch.number, previous, batch.entry_ids, digests):
        return f"batch {batch.number} was changed"
    rows = await connection.all(select(audit_entry).where(any_of(audit_entry.c.id, batch.entry_ids)))
    found = {row.id: row for row in rows}
    for place, entry_id in enumerate(batch.entry_ids):
        row = found.get(entry_id)
        if row is None:
            return f"entry {entry_id} is missing"
        if entry_digest(row) != digests[place * _DIGEST_BYTES : (place + 1) * _DIGEST_BYTES]:
            return f"entry {entry_id} was changed"
    return None

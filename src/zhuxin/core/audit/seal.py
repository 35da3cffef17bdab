"""Sealing: committed entries are chained in batches, so no write waits for a chain head.

A batch keeps the id and digest of each of its entries and a hash over them and the batch before, made with a key that is not in
the database: who owns the database alone can only cut batches off the end. Anchors (`anchors.py`) outside the database show that too,
and whatever somebody recomputes who has the key as well.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from zhuxin.core.audit.anchors import Anchor
from zhuxin.core.audit.entries import entry_digest
from zhuxin.core.audit.tables import audit_batch, audit_entry, audit_unsealed
from zhuxin.core.crypto.keys import Keys
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
    anchors: int = 0


def batch_hash(
    number: int, previous: bytes, entry_ids: list[int], digests: bytes, key: bytes | None
) -> bytes:
    """HMAC-SHA256 over a batch; without a key, as the first batches were sealed, SHA-256."""
    content = f"{number}|{','.join(map(str, entry_ids))}|".encode() + previous + digests
    return hmac.digest(key, content, sha256) if key else sha256(content).digest()


async def seal(connection: Connection, now: datetime, keys: Keys) -> list[int]:
    """Seal up to a batch of committed entries; their ids, each of which comes out once. Runs in a transaction of its own.

    After batches without a key comes one with a key, though it be empty: from there on nobody can recompute them unseen.
    """
    await connection.execute("SELECT pg_advisory_xact_lock(7165001)")
    taken = await connection.all(
        "DELETE FROM audit_unsealed WHERE entry_id IN"
        " (SELECT entry_id FROM audit_unsealed ORDER BY entry_id LIMIT %(batch)s) RETURNING entry_id",
        {"batch": BATCH},
    )
    last = await connection.find(
        select(audit_batch.c.number, audit_batch.c.hash, audit_batch.c.key_version)
        .order_by(audit_batch.c.number.desc())
        .limit(1)
    )
    if not taken and (last is None or last.key_version):
        return []
    ids = sorted(row.entry_id for row in taken)
    rows = await connection.all(
        select(audit_entry.c.id, audit_entry.c.digest)
        .where(any_of(audit_entry.c.id, ids))
        .order_by(audit_entry.c.id)
    )
    digests = b"".join(bytes(row.digest) for row in rows)
    number, previous = (last.number + 1, bytes(last.hash)) if last else (1, GENESIS)
    entry_ids = [row.id for row in rows]
    await connection.insert(
        audit_batch,
        {
            "number": number,
            "sealed_at": now,
            "entry_ids": entry_ids,
            "digests": digests,
            "key_version": keys.current,
            "previous_hash": previous,
            "hash": batch_hash(number, previous, entry_ids, digests, keys.audit_key(keys.current)),
        },
    )
    return ids


async def verify(connection: Connection, keys: Keys, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Recompute the whole chain and compare it with anchors; names the first broken, missing or foreign entry."""
    previous, version, hashes, entries = GENESIS, 0, dict[int, bytes](), 0
    numbers = [
        row.number
        for row in await connection.all(select(audit_batch.c.number).order_by(audit_batch.c.number))
    ]
    for expected, number in enumerate(numbers, 1):
        if number != expected:
            return Verdict(len(hashes), entries, 0, f"batch {expected} is missing")
        batch = await connection.find(select(audit_batch).where(audit_batch.c.number == number))
        assert batch is not None
        fault = _seal_fault(batch, previous, version, keys) or await _entry_fault(connection, batch)
        if fault:
            return Verdict(len(hashes), entries, 0, fault)
        previous, version = bytes(batch.hash), batch.key_version
        hashes[number] = previous
        entries += len(batch.entry_ids)
    total = await connection.value(select(func.count()).select_from(audit_entry))
    unsealed = await connection.value(select(func.count()).select_from(audit_unsealed))
    known = list(anchors)
    fault = None
    if hashes and not version:
        fault = f"batch {len(hashes)} is sealed without a key, as anybody could"
    elif total != entries + unsealed:
        fault = f"{abs(total - entries - unsealed)} entries stand outside the chain"
    fault = fault or _anchor_fault(hashes, known)
    return Verdict(len(hashes), entries, unsealed, fault, len(known))


def _anchor_fault(hashes: Mapping[int, bytes], anchors: Iterable[Anchor]) -> str | None:
    for anchor in anchors:
        if anchor.batch not in hashes:
            return f"batch {anchor.batch}, sealed at {anchor.sealed_at}, was cut off the end of the log"
        if hashes[anchor.batch].hex() != anchor.hash:
            return f"batch {anchor.batch} is not the one that was sealed at {anchor.sealed_at}: it was recomputed"
    return None


def _seal_fault(batch: Any, previous: bytes, version: int, keys: Keys) -> str | None:
    """What is wrong with the seal of a batch that follows one of a key version."""
    if bytes(batch.previous_hash) != previous:
        return f"batch {batch.number} does not follow the batch before it"
    if batch.key_version < version:
        return f"batch {batch.number} is sealed with an older key than the batch before it"
    key = keys.audit_key(batch.key_version) if batch.key_version else None
    if batch.key_version and key is None:
        return f"batch {batch.number} is sealed with key {batch.key_version}, which is not here"
    sealed = batch_hash(batch.number, previous, batch.entry_ids, bytes(batch.digests), key)
    return None if hmac.compare_digest(bytes(batch.hash), sealed) else f"batch {batch.number} was changed"


async def _entry_fault(connection: Connection, batch: Any) -> str | None:
    digests = bytes(batch.digests)
    rows = await connection.all(select(audit_entry).where(any_of(audit_entry.c.id, batch.entry_ids)))
    found = {row.id: row for row in rows}
    for place, entry_id in enumerate(batch.entry_ids):
        row = found.get(entry_id)
        if row is None:
            return f"entry {entry_id} is missing"
        if entry_digest(row) != digests[place * _DIGEST_BYTES : (place + 1) * _DIGEST_BYTES]:
            return f"entry {entry_id} was changed"
    return None

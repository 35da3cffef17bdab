"""Writing entries, each with its event in the outbox.

`subject_id` is the customer an entry belongs to, so that one timeline finds all of hers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from psycopg.types.json import Jsonb

from zhuxin.core.db.database import Connection

_ENTRY = """
WITH entry AS (
    INSERT INTO audit_entry
        (at, actor_id, actor_name, name, object, record_id, subject_id, detail, request_id, address, via, digest)
    VALUES (%(at)s, %(actor_id)s, %(actor_name)s, %(name)s, %(object)s, %(record_id)s, %(subject_id)s,
            %(detail)s, %(request_id)s, %(address)s, %(via)s, %(digest)s)
    RETURNING id
), """
_UNSEALED = "unsealed AS (INSERT INTO audit_unsealed (entry_id) SELECT id FROM entry)\nSELECT "
_SQL = f"""{_ENTRY}fact AS (
    INSERT INTO event (at, name, object, record_id, payload, request_id)
    VALUES (%(at)s, %(name)s, %(object)s, %(record_id)s, %(detail)s, %(request_id)s)
), {_UNSEALED}"""
_WITHOUT_EVENT = f"{_ENTRY}{_UNSEALED}NULL"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the audit log: who did what to which record, and what changed.

    `detail` holds JSON values only, `changes` among them as `[{"field", "old", "new"}]`; sensitive values go in masked.
    `address` is the client's, `via` the session or token it came by (`session:<id>`, `token:<id>`).
    """

    name: str
    at: datetime
    actor_id: str | None
    actor_name: str
    object: str | None = None
    record_id: str | None = None
    subject_id: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    request_id: str | None = None
    address: str | None = None
    via: str | None = None


def entry_digest(entry: Any) -> bytes:
    """SHA-256 over the entry's content in one fixed form; `entry` is an `Entry` or a row of the table."""
    content = [
        entry.name,
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.object,
        entry.record_id,
        entry.subject_id,
        entry.detail,
        entry.request_id,
    ]
    # Entries from before these columns keep the digest that they had.
    if entry.address is not None or entry.via is not None:
        content += [entry.address, entry.via]
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()


def plain(detail: dict[str, Any]) -> dict[str, Any]:
    """A detail in JSON's own types, so that what is hashed is what is stored."""
    if not detail:
        return detail
    found: dict[str, Any] = orjson.loads(orjson.dumps(detail, default=str))
    return found


def _parameters(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "name": entry.name,
        "object": entry.object,
        "record_id": entry.record_id,
        "subject_id": entry.subject_id,
        "detail": Jsonb(entry.detail),
        "request_id": entry.request_id,
        "address": entry.address,
        "via": entry.via,
        "digest": entry_digest(entry),
    }


async def append(connection: Connection, entry: Entry, asking: str = "NULL") -> Any:
    """Write one entry in the caller's transaction; on the same way, the answer to an SQL expression over what was written
    before."""
    return await connection.value(_SQL + asking, _parameters(entry))


async def append_note(connection: Connection, entry: Entry) -> None:
    """Write an entry that is no event: nothing has changed, and nobody's page has to follow."""
    await connection.execute(_WITHOUT_EVENT, _parameters(entry))


async def append_many(connection: Connection, entries: Sequence[Entry]) -> None:
    if entries:
        await connection.raw.cursor().executemany(_SQL + "NULL", [_parameters(entry) for entry in entries])

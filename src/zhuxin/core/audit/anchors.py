"""Anchors: what each sealed batch was, told outside the database, in a file and to a syslog server.

They are shipped from the database by position, so that nothing is lost while the disk or the server is away; one may be told twice.
"""

import asyncio
import os
import socket
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhuxin.core.audit.tables import audit_anchor, audit_batch
from zhuxin.core.db.database import Connection, Database
from zhuxin.core.log import log

PORTION = 1000
SYSLOG_TIMEOUT_S = 5
_PRIORITY = 13 * 8 + 5  # facility "log audit", severity "notice" (RFC 5424)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One sealed batch: its number, its hash in hex, and when it was sealed."""

    batch: int
    hash: str
    sealed_at: str


class BadAnchors(Exception):
    """A file that holds no anchors; in one plain sentence for the operator."""


def read_anchors(path: Path) -> Iterator[Anchor]:
    """The anchors of a file, one JSON object a line, alone or at the end of a syslog line; a last line that was cut is left out."""
    try:
        lines = path.read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadAnchors(f"读不到锚点文件 / The anchors cannot be read: {path}") from None
    for number, line in enumerate(lines, 1):
        try:
            told = orjson.loads(line[line.index("{") :])
            yield Anchor(int(told["batch"]), str(told["hash"]), str(told["sealed_at"]))
        except (ValueError, KeyError, TypeError):
            if line.strip() and number < len(lines):
                raise BadAnchors(
                    f"锚点文件第 {number} 行有误 / Line {number} of the anchors is not one: {path}"
                ) from None


class File:
    """Appends anchors to a file of this machine, for its owner alone."""

    def __init__(self, path: Path):
        self.path = path
        self.place = f"file:{socket.gethostname()}:{path.resolve()}"

    async def tell(self, anchors: Iterable[Anchor]) -> None:
        await asyncio.to_thread(self._append, b"".join(orjson.dumps(asdict(one)) + b"\n" for one in anchors))

    def _append(self, text: bytes) -> None:
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "rb+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:  # a line that a kill has cut ends here
                file.seek(size - 1)
                text = text if file.read(1) == b"\n" else b"\n" + text
            file.seek(0, os.SEEK_END)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


class Syslog:
    """Sends anchors to a syslog server by TCP (`host:port`), or to the local one (`/dev/log`)."""

    def __init__(self, target: str):
        self.target = target
        self.place = f"syslog:{target}"

    async def tell(self, anchors: Iterable[Anchor]) -> None:
        lines = [syslog_line(one) for one in anchors]
        if self.target.startswith("/"):
            await asyncio.to_thread(self._send_here, lines)
            return
        host, _, port = self.target.rpartition(":")
        async with asyncio.timeout(SYSLOG_TIMEOUT_S):
            _, writer = await asyncio.open_connection(host.strip("[]"), int(port))
            try:
                writer.write(b"".join(line + b"\n" for line in lines))
                await writer.drain()
            finally:
                writer.close()
                await writer.wait_closed()

    def _send_here(self, lines: list[bytes]) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.settimeout(SYSLOG_TIMEOUT_S)
            sender.connect(self.target)
            for line in lines:
                sender.send(line)


def syslog_line(anchor: Anchor) -> bytes:
    head = f"<{_PRIORITY}>1 {datetime.now(UTC).isoformat(timespec='milliseconds')} {socket.gethostname()} zhuxin - audit-anchor - "
    return head.encode() + orjson.dumps(asdict(anchor))


async def ship(database: Database, to: File | Syslog) -> int:
    """Tell a place of the batches sealed since the last time; how many. A place that is away is told later."""
    async with database.transaction() as connection:
        if not await connection.value(
            "SELECT pg_try_advisory_xact_lock(7165003, hashtext(%(place)s))", {"place": to.place}
        ):
            return 0
        found = await _since(connection, to.place)
        if not found:
            return 0
        try:
            await to.tell(found)
        except (OSError, TimeoutError, ValueError) as error:
            log.warning("audit anchors are not told yet", place=to.place, error=str(error))
            return 0
        values = {"place": to.place, "number": found[-1].batch}
        await connection.execute(
            insert(audit_anchor).values(**values).on_conflict_do_update(index_elements=["place"], set_=values)
        )
    return len(found)


async def _since(connection: Connection, place: str) -> list[Anchor]:
    told = await connection.value(select(audit_anchor.c.number).where(audit_anchor.c.place == place))
    rows = await connection.all(
        select(audit_batch.c.number, audit_batch.c.hash, audit_batch.c.sealed_at)
        .where(audit_batch.c.number > (told or 0))
        .order_by(audit_batch.c.number)
        .limit(PORTION)
    )
    return [
        Anchor(row.number, bytes(row.hash).hex(), row.sealed_at.isoformat(timespec="seconds")) for row in rows
    ]

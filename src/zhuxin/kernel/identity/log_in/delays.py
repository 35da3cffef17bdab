"""Wrong log-ins make the next one wait, longer each time; nobody is locked out.

Counted are a name at an address, a name over all addresses, and an address over all names. An address from which somebody has logged
in before counts only what is wrong with her name there: guesses of strangers elsewhere, or with other names, do not keep her out.
Names are counted alike whether they exist or not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.kernel.identity.tables import session

FORGOTTEN = timedelta(days=1)
# How many more wrong log-ins than of a name at an address are free for a name anywhere, and for an address.
NAME_TIMES, ADDRESS_TIMES = 4, 10

_COUNT = """
INSERT INTO log_in_delay AS d (key, failures, failed_at, until_at)
VALUES (%(key)s, 1, %(now)s, %(now)s + make_interval(secs => CASE WHEN %(free)s > 1 THEN 0 ELSE 1 END))
ON CONFLICT (key) DO UPDATE SET failed_at = EXCLUDED.failed_at,
  failures = CASE WHEN d.failed_at < %(forgotten)s THEN 1 ELSE d.failures + 1 END,
  until_at = EXCLUDED.failed_at + make_interval(secs => CASE
    WHEN d.failed_at < %(forgotten)s OR d.failures + 1 < %(free)s THEN 0
    ELSE least(power(2, least(d.failures + 1 - %(free)s, 20)), %(longest_s)s) END)
WHERE d.until_at <= EXCLUDED.failed_at
RETURNING failures
"""
_FORGET = "DELETE FROM log_in_delay WHERE key = ANY(%(keys)s)"
_TAKE_BACK = "UPDATE log_in_delay SET failures = failures - 1, until_at = failed_at WHERE key = %(key)s AND failures > 0"
_SWEEP = "DELETE FROM log_in_delay WHERE failed_at < %(forgotten)s"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a log-in is counted for, each with how many wrong ones are free."""

    pair: bytes
    name: bytes | None
    address: bytes | None
    free: int
    longest: timedelta

    def each(self) -> list[tuple[bytes, int]]:
        more = ((self.name, NAME_TIMES), (self.address, ADDRESS_TIMES))
        return [(self.pair, self.free), *((key, self.free * times) for key, times in more if key is not None)]


async def counted_for(
    connection: Connection, username: str, user_id: str | None, address: str, *, free: int, minutes: int
) -> Counted:
    """What a log-in under a name from an address is counted for."""
    known = user_id is not None and await connection.value(
        select(session.c.id)
        .where(session.c.user_id == user_id, session.c.address == address, session.c.stage.is_(None))
        .limit(1)
    )
    return Counted(
        key_of("pair", username, address),
        None if known else key_of("name", username),
        None if known else key_of("address", address),
        free,
        timedelta(minutes=minutes),
    )


async def count(connection: Connection, counted: Counted, now: datetime) -> bool:
    """Count a log-in as wrong before it is looked at, so that many at once get no further; whether it may be looked at.
    Where not, the caller rolls the transaction back."""
    common = {"now": now, "forgotten": now - FORGOTTEN, "longest_s": int(counted.longest.total_seconds())}
    for key, free in counted.each():
        if await connection.find(_COUNT, {**common, "key": key, "free": free}) is None:
            return False
    return True


async def forgive(connection: Connection, counted: Counted, now: datetime) -> None:
    """It was right: forget the mistakes under this name; of the address take back only this count, so that one good
    account does not wipe out the guesses at others."""
    await connection.execute(_FORGET, {"keys": [key for key in (counted.pair, counted.name) if key]})
    if counted.address is not None:
        await connection.execute(_TAKE_BACK, {"key": counted.address})
    await connection.execute(_SWEEP, {"forgotten": now - FORGOTTEN})


async def forget_name(connection: Connection, username: str, addresses: list[str]) -> None:
    """Let somebody try again at once, from anywhere she was counted."""
    keys = [key_of("name", username), *(key_of("pair", username, one) for one in addresses)]
    await connection.execute(_FORGET, {"keys": keys})


def key_of(*parts: str) -> bytes:
    """What is counted, as it is stored: no names, so that the table tells nobody who was tried."""
    return sha256("\0".join(parts).encode()).digest()

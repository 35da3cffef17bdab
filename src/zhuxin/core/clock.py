"""The time of day. Code asks a `Clock`; only tests and the demo set one.

The *business date* is another thing: it is stored, and day-end moves it (`lending/day_end`).
"""

from datetime import UTC, datetime


class Clock:
    """Tells the current instant, aware and in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FrozenClock(Clock):
    """A clock that stands until it is set."""

    def __init__(self, instant: datetime):
        self.instant = instant

    def now(self) -> datetime:
        return self.instant

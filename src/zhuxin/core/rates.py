"""How often a caller may ask: a token bucket each, in this process's memory."""

from collections import OrderedDict
from datetime import datetime
from math import ceil

from zhuxin.core.errors import TooMany

CALLERS = 10_000


class RateLimit:
    """At most `per_minute` requests a minute from each caller, all of them at once if she likes; 0: no limit.

    A caller costs two numbers. Beyond `CALLERS` of them the one who asked least recently is forgotten, which gives her
    a full bucket again.
    """

    def __init__(self, per_minute: int):
        self.per_minute = per_minute
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, caller: str, now: datetime) -> None:
        """Count a request; raises `TooMany`, which says after how many seconds the next one is taken."""
        if not self.per_minute:
            return
        instant, each_s = now.timestamp(), 60 / self.per_minute
        left, before = self._buckets.pop(caller, (float(self.per_minute), instant))
        left = min(self.per_minute, left + max(0.0, instant - before) / each_s)
        taken = left >= 1
        self._buckets[caller] = (left - 1 if taken else left, instant)
        if len(self._buckets) > CALLERS:
            self._buckets.popitem(last=False)
        if not taken:
            raise TooMany(retry_after_s=ceil((1 - left) * each_s))

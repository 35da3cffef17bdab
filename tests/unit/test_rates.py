"""The token bucket: how much at once, how it fills again, and that it never grows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuxin.core import rates
from zhuxin.core.errors import TooMany
from zhuxin.core.rates import RateLimit

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def taken(limit: RateLimit, caller: str, now: datetime) -> bool:
    try:
        limit.take(caller, now)
    except TooMany:
        return False
    return True


def test_a_minutes_worth_at_once_then_one_by_one():
    limit = RateLimit(6)
    assert [taken(limit, "a", NOON) for _ in range(7)] == [True] * 6 + [False]
    with pytest.raises(TooMany) as refused:
        limit.take("a", NOON + timedelta(seconds=4))
    assert refused.value.retry_after_s == 6
    assert taken(limit, "a", NOON + timedelta(seconds=10))
    assert not taken(limit, "a", NOON + timedelta(seconds=10))
    assert taken(limit, "b", NOON)


def test_nought_is_no_limit():
    limit = RateLimit(0)
    assert all(taken(limit, "a", NOON) for _ in range(1000))
    assert len(limit) == 0


def test_a_clock_that_goes_back_gives_nothing_and_takes_nothing():
    limit = RateLimit(1)
    assert taken(limit, "a", NOON)
    assert not taken(limit, "a", NOON - timedelta(hours=1))


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(rates, "CALLERS", 100)
    limit = RateLimit(1)
    for number in range(1000):
        limit.take(str(number), NOON)
    assert len(limit) == 100


@given(st.integers(1, 50), st.lists(st.integers(0, 30_000), min_size=1, max_size=120))
def test_never_more_than_the_burst_and_what_time_gave(per_minute, pauses_ms):
    limit, now, count = RateLimit(per_minute), NOON, 0
    for pause in pauses_ms:
        now += timedelta(milliseconds=pause)
        count += taken(limit, "a", now)
    passed_s = (now - NOON).total_seconds()
    assert count <= per_minute + passed_s * per_minute / 60 + 1e-6

"""Spans of days relative to today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuxin.core.relative_dates import SPANS, span

WEDNESDAY = date(2026, 2, 4)


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("today", "2026-02-04", "2026-02-04"),
        ("yesterday", "2026-02-03", "2026-02-03"),
        ("this_week", "2026-02-02", "2026-02-08"),
        ("last_week", "2026-01-26", "2026-02-01"),
        ("last_month", "2026-01-01", "2026-01-31"),
        ("this_month", "2026-02-01", "2026-02-28"),
        ("next_month", "2026-03-01", "2026-03-31"),
        ("this_quarter", "2026-01-01", "2026-03-31"),
        ("last_quarter", "2025-10-01", "2025-12-31"),
        ("next_year", "2027-01-01", "2027-12-31"),
        ("last_week_so_far", "2026-01-26", "2026-01-28"),
        ("last_month_so_far", "2026-01-01", "2026-01-04"),
        ("last_quarter_so_far", "2025-10-01", "2025-11-04"),
        ("last_year_so_far", "2025-01-01", "2025-02-04"),
        ("last_7_days", "2026-01-29", "2026-02-04"),
        ("next_30_days", "2026-02-04", "2026-03-05"),
    ],
)
def test_spans(word, first, last):
    assert [day.isoformat() for day in span(word, WEDNESDAY)] == [first, last]


def test_a_shorter_month_ends_what_lies_so_far():
    assert span("last_month_so_far", date(2026, 3, 31)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert span("last_year_so_far", date(2024, 2, 29)) == (date(2023, 1, 1), date(2023, 2, 28))


@pytest.mark.parametrize(
    "word", ["", "soon", "last_0_days", "last_x_days", "this_5_days", "last_99999_days", "last_day"]
)
def test_other_words_are_refused(word):
    with pytest.raises(ValueError):
        span(word, WEDNESDAY)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from(SPANS))
def test_spans_of_a_unit_follow_each_other(today, word):
    unit = word.partition("_")[2]
    last, this, following = (span(f"{which}_{unit}", today) for which in ("last", "this", "next"))
    assert this[0] <= today <= this[1]
    assert last[1] + timedelta(days=1) == this[0]
    assert this[1] + timedelta(days=1) == following[0]

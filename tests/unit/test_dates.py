"""Dates: months, day counts against published examples, and the Chinese calendar."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from zhuxin.core.dates import (
    DayCount,
    HolidayRule,
    PeriodUnit,
    add_months,
    add_periods,
    is_workday,
    shift_off_holiday,
    year_fraction,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def fraction(start: str, end: str, day_count: DayCount) -> Fraction:
    return Fraction(*year_fraction(date.fromisoformat(start), date.fromisoformat(end), day_count))


def test_day_31_is_the_last_day_of_each_month_and_does_not_decay() -> None:
    start = date(2026, 1, 31)
    due = [add_months(start, k) for k in (1, 2, 3, 13, 25)]
    assert due == [
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]
    assert add_months(date(2026, 2, 28), 1, anchor_day=31) == date(2026, 3, 31)


def test_leap_day_returns_in_leap_years_only() -> None:
    assert [add_months(date(2024, 2, 29), 12 * k) for k in (1, 4)] == [date(2025, 2, 28), date(2028, 2, 29)]


def test_months_back_cross_the_year() -> None:
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)


def test_periods_of_weeks_and_days() -> None:
    assert add_periods(date(2026, 2, 27), 3, PeriodUnit.WEEK, 2) == date(2026, 4, 10)
    assert add_periods(date(2026, 2, 27), 3, PeriodUnit.DAY, 10) == date(2026, 3, 29)


@pytest.mark.parametrize(
    ("start", "end", "us", "european"),
    [  # ISDA, "30/360 day count conventions" (30-360-2006ISDADefs.xls)
        ("2007-01-15", "2007-01-30", 15, 15),
        ("2007-01-15", "2007-02-15", 30, 30),
        ("2007-09-30", "2008-03-31", 180, 180),
        ("2007-09-30", "2007-10-31", 30, 30),
        ("2007-01-15", "2007-01-31", 16, 15),
        ("2006-08-31", "2007-02-28", 178, 178),
        ("2007-02-28", "2007-08-31", 180, 182),
        ("2007-02-26", "2008-02-29", 363, 363),
        ("2008-02-29", "2009-02-28", 360, 359),
        ("2008-02-29", "2008-03-30", 30, 31),
        ("2008-02-29", "2008-03-31", 30, 31),
        ("2008-02-29", "2008-08-31", 180, 181),
        ("2009-02-28", "2009-08-31", 180, 182),
    ],
)
def test_30_360(start: str, end: str, us: int, european: int) -> None:
    assert fraction(start, end, DayCount.THIRTY_360) == Fraction(us, 360)
    assert fraction(start, end, DayCount.THIRTY_E_360) == Fraction(european, 360)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [  # ISDA memorandum "EMU and market conventions: recent developments" (1998), section 4
        ("2003-11-01", "2004-05-01", Fraction(61, 365) + Fraction(121, 366)),
        ("1999-02-01", "1999-07-01", Fraction(150, 365)),
        ("1999-07-01", "2000-07-01", Fraction(184, 365) + Fraction(182, 366)),
        ("2002-08-15", "2003-07-15", Fraction(334, 365)),
        ("1999-07-30", "2000-01-30", Fraction(155, 365) + Fraction(29, 366)),
        ("2000-01-30", "2000-06-30", Fraction(152, 366)),
        ("1999-11-30", "2000-04-30", Fraction(32, 365) + Fraction(120, 366)),
        ("2023-07-01", "2025-07-01", Fraction(184, 365) + 1 + Fraction(181, 365)),
    ],
)
def test_actual_actual_isda(start: str, end: str, expected: Fraction) -> None:
    assert fraction(start, end, DayCount.ACTUAL_ACTUAL) == expected


def test_actual_over_fixed_years() -> None:
    assert fraction("2024-01-15", "2024-03-15", DayCount.ACTUAL_360) == Fraction(60, 360)
    assert fraction("2024-01-15", "2024-03-15", DayCount.ACTUAL_365) == Fraction(60, 365)


@given(DAYS, DAYS)
def test_day_counts_agree_with_pyxirr(a: date, b: date) -> None:
    start, end = min(a, b), max(a, b)
    theirs = {
        DayCount.THIRTY_360: pyxirr.DayCount.THIRTY_U_360,
        DayCount.THIRTY_E_360: pyxirr.DayCount.THIRTY_E_360,
        DayCount.ACTUAL_360: pyxirr.DayCount.ACT_360,
        DayCount.ACTUAL_365: pyxirr.DayCount.ACT_365F,
        DayCount.ACTUAL_ACTUAL: pyxirr.DayCount.ACT_ACT_ISDA,
    }
    for ours, other in theirs.items():
        exact = Fraction(*year_fraction(start, end, ours))
        assert float(exact) == pytest.approx(pyxirr.year_fraction(start, end, other), abs=1e-9), ours


@pytest.mark.parametrize(
    ("day", "rule", "moved"),
    [  # National Day 2025 was October 1 to 8; October 11 and September 28 were worked in exchange
        (date(2025, 10, 3), HolidayRule.NONE, date(2025, 10, 3)),
        (date(2025, 10, 3), HolidayRule.FOLLOWING, date(2025, 10, 9)),
        (date(2025, 10, 3), HolidayRule.PRECEDING, date(2025, 9, 30)),
        (date(2025, 10, 11), HolidayRule.FOLLOWING, date(2025, 10, 11)),
        (date(2025, 9, 28), HolidayRule.PRECEDING, date(2025, 9, 28)),
        (date(2026, 10, 1), HolidayRule.MODIFIED_FOLLOWING, date(2026, 10, 8)),
        (date(2026, 1, 31), HolidayRule.FOLLOWING, date(2026, 2, 2)),
        (date(2026, 1, 31), HolidayRule.MODIFIED_FOLLOWING, date(2026, 1, 30)),
    ],
)
def test_holiday_rules(day: date, rule: HolidayRule, moved: date) -> None:
    assert shift_off_holiday(day, rule) == moved


def test_years_without_a_published_calendar_know_weekends_only() -> None:
    friday = date(2094, 10, 1)
    assert [is_workday(friday + timedelta(days=k)) for k in range(3)] == [True, False, False]

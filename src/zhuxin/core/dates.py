"""Calendar arithmetic of loans: months, day counts as exact fractions, and shifts off holidays."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

import chinese_calendar

SATURDAY: Final = 5
ISDA_DENOMINATOR: Final = 365 * 366


class DayCount(StrEnum):
    """How a period becomes a fraction of a year (ISDA 2006 definitions, section 4.16)."""

    THIRTY_360 = "30/360"
    """30/360 US ("bond basis") with the end-of-February rule of the SIFMA."""
    THIRTY_E_360 = "30E/360"
    """Eurobond basis: day 31 counts as day 30."""
    ACTUAL_360 = "actual/360"
    ACTUAL_365 = "actual/365"
    """Actual/365 Fixed."""
    ACTUAL_ACTUAL = "actual/actual"
    """Actual/actual ISDA: days in leap years over 366 plus days in other years over 365."""


class PeriodUnit(StrEnum):
    """The unit in which the length of a repayment period is counted."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class HolidayRule(StrEnum):
    """Where a due date goes that falls on a day off in the Chinese calendar."""

    NONE = "none"
    FOLLOWING = "following"
    """To the next workday."""
    MODIFIED_FOLLOWING = "modified_following"
    """To the next workday, but to the one before if that leaves the month."""
    PRECEDING = "preceding"
    """To the workday before."""


def add_months(day: date, months: int, anchor_day: int | None = None) -> date:
    """Return the same day `months` later, or the month's last day where the month is too short.

    `anchor_day` (1-31) is the day of month of the series' origin, so that Jan 31, Feb 28, Mar 31 does not
    decay to 28 when a series is walked from month to month. Default: the day of `day`.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    wanted = anchor_day or day.day
    return date(year, month + 1, wanted if wanted <= 28 else min(wanted, monthrange(year, month + 1)[1]))


def add_periods(day: date, count: int, unit: PeriodUnit, length: int) -> date:
    """Return `day` moved by `count` periods of `length` units."""
    if unit is PeriodUnit.MONTH:
        return add_months(day, count * length)
    return day + timedelta(days=count * length * (7 if unit is PeriodUnit.WEEK else 1))


def year_fraction(start: date, end: date, day_count: DayCount) -> tuple[int, int]:
    """Return the exact fraction of a year from `start` to `end` (end excluded) as (numerator, denominator).

    The denominator depends on the convention alone, so fractions of one convention can be added by numerator.
    """
    match day_count:
        case DayCount.THIRTY_360:
            return _days_30_360_us(start, end), 360
        case DayCount.THIRTY_E_360:
            return _days_360(start, end, min(start.day, 30), min(end.day, 30)), 360
        case DayCount.ACTUAL_360:
            return (end - start).days, 360
        case DayCount.ACTUAL_365:
            return (end - start).days, 365
        case DayCount.ACTUAL_ACTUAL:
            return _isda_numerator(start, end), ISDA_DENOMINATOR


def _days_360(start: date, end: date, start_day: int, end_day: int) -> int:
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + end_day - start_day


def _days_30_360_us(start: date, end: date) -> int:
    start_day, end_day = start.day, end.day
    if _is_february_end(start):
        if _is_february_end(end):
            end_day = 30
        start_day = 30
    if end_day == 31 and start_day >= 30:
        end_day = 30
    return _days_360(start, end, min(start_day, 30), end_day)


def _is_february_end(day: date) -> bool:
    return day.month == 2 and day.day == (29 if isleap(day.year) else 28)


def _isda_numerator(start: date, end: date) -> int:
    """Sum over calendar years of days × 366 (common years) or days × 365 (leap years)."""
    total = 0
    for year in range(start.year, end.year + 1):
        first = max(start, date(year, 1, 1))
        last = end if year == end.year else date(year + 1, 1, 1)
        total += (last - first).days * (365 if isleap(year) else 366)
    return total


@lru_cache(maxsize=8192)
def is_workday(day: date) -> bool:
    """Tell whether `day` is worked in China, made-up Saturdays and Sundays included.

    The State Council publishes holidays a year at a time. In years that `chinese_calendar` does not know
    (before 2004, and after the last published year) a weekday is taken as worked.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def shift_off_holiday(day: date, rule: HolidayRule) -> date:
    """Return `day`, or the workday to which `rule` moves it when it is a day off."""
    if rule is HolidayRule.NONE or is_workday(day):
        return day
    if rule is HolidayRule.PRECEDING:
        return _walk_to_workday(day, -1)
    later = _walk_to_workday(day, 1)
    if rule is HolidayRule.MODIFIED_FOLLOWING and later.month != day.month:
        return _walk_to_workday(day, -1)
    return later


def _walk_to_workday(day: date, step: int) -> date:
    while not is_workday(day):
        day += timedelta(days=step)
    return day

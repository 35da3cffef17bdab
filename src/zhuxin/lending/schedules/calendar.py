"""The periods of a schedule: due dates and each period's exact share of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhuxin.core.dates import DayCount, HolidayRule, PeriodUnit, add_periods, shift_off_holiday, year_fraction
from zhuxin.lending.schedules.types import ScheduleTerms

_THIRTY_DAY_MONTHS = (DayCount.THIRTY_360, DayCount.THIRTY_E_360)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods of a schedule; `weights[k] / denominator` is the share of a year of period k."""

    start_dates: tuple[date, ...]
    due_dates: tuple[date, ...]
    days: tuple[int, ...]
    weights: tuple[int, ...]
    denominator: int

    def merged(self) -> Calendar:
        """Return the same span as one period, as a bullet loan has it."""
        first, last = self.start_dates[0], self.due_dates[-1]
        return Calendar((first,), (last,), ((last - first).days,), (sum(self.weights),), self.denominator)


def calendar_of(terms: ScheduleTerms) -> Calendar:
    """Return the calendar of checked terms. Loans of the same dates share one."""
    return _build_calendar(
        terms.start_date,
        terms.first_due_date,
        terms.periods,
        terms.period_unit,
        terms.period_length,
        terms.day_count,
        terms.holiday_rule,
    )


@lru_cache(maxsize=512)
def _build_calendar(
    start_date: date,
    first_due_date: date | None,
    periods: int,
    unit: PeriodUnit,
    length: int,
    day_count: DayCount,
    holiday_rule: HolidayRule,
) -> Calendar:
    """Due dates are anchored on the first due date if one is given, else on the start date.

    Months of a 30/360 convention are even: a regular period is exactly `length / 12` of a year whatever its
    days, and a first-period stub counts its unshifted dates. Every other period is weighed by the dates on
    which it really starts and falls due, holiday shifts included.
    """
    regular_first = add_periods(start_date, 1, unit, length)
    if first_due_date is None:
        plain = [add_periods(start_date, k, unit, length) for k in range(1, periods + 1)]
    else:
        plain = [add_periods(first_due_date, k, unit, length) for k in range(periods)]
    due_dates = plain if holiday_rule is HolidayRule.NONE else _shifted(start_date, plain, holiday_rule)
    start_dates = [start_date, *due_dates[:-1]]
    if unit is PeriodUnit.MONTH and day_count in _THIRTY_DAY_MONTHS:
        weights, denominator = [30 * length] * periods, 360
        if plain[0] != regular_first:
            weights[0] = year_fraction(start_date, plain[0], day_count)[0]
    else:
        fractions = [year_fraction(a, b, day_count) for a, b in zip(start_dates, due_dates, strict=True)]
        weights, denominator = [fraction[0] for fraction in fractions], fractions[0][1]
    days = tuple((b - a).days for a, b in zip(start_dates, due_dates, strict=True))
    return Calendar(tuple(start_dates), tuple(due_dates), days, tuple(weights), denominator)


def _shifted(start_date: date, plain: list[date], rule: HolidayRule) -> list[date]:
    """Shift each date off holidays; a date never moves before the one ahead of it (short periods, long
    holidays).
    """
    shifted = []
    previous = start_date
    for day in plain:
        previous = max(previous, shift_off_holiday(day, rule))
        shifted.append(previous)
    return shifted

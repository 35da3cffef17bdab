"""What holds for every schedule, whatever its terms."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from zhuxin.core.dates import year_fraction
from zhuxin.lending.schedules import Fee, ScheduleTerms, build_schedule
from zhuxin.lending.schedules.types import (
    DayCount,
    FeeTiming,
    HolidayRule,
    PeriodUnit,
    RepaymentMethod,
    Rounding,
)


@st.composite
def any_terms(draw: st.DrawFn) -> ScheduleTerms:
    """Return valid terms of any kind, up to the limits."""
    method = draw(st.sampled_from(RepaymentMethod))
    periods = draw(st.one_of(st.integers(1, 36), st.integers(1, 600)))
    principal = draw(st.one_of(st.integers(1, 10**6), st.integers(1, 10**13)))
    start = draw(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
    custom, grace = None, draw(st.integers(0, periods - 1))
    if method is RepaymentMethod.CUSTOM:
        periods, grace = min(periods, 24), 0
        cuts = sorted(draw(st.lists(st.integers(0, principal), min_size=periods - 1, max_size=periods - 1)))
        custom = tuple(b - a for a, b in zip([0, *cuts], [*cuts, principal], strict=True))
    first_due = draw(st.none() | st.integers(1, 400).map(lambda days: start + timedelta(days=days)))
    level = method is RepaymentMethod.EQUAL_INSTALLMENT
    return ScheduleTerms(
        principal_minor=principal,
        annual_rate=draw(st.decimals(0, 3, places=6)),
        method=method,
        periods=periods,
        start_date=start,
        period_unit=draw(st.sampled_from(PeriodUnit)),
        period_length=draw(st.integers(1, 2)),
        first_due_date=first_due,
        day_count=draw(st.sampled_from(DayCount)),
        rounding=draw(st.sampled_from(Rounding)),
        principal_grace_periods=grace,
        interest_grace_periods=draw(st.integers(0, periods - 1)),
        installment_multiple_minor=draw(st.none() | st.integers(1, 10**6)) if level else None,
        holiday_rule=draw(st.sampled_from(HolidayRule)),
        fees=(Fee("service", draw(st.sampled_from(FeeTiming)), draw(st.integers(0, principal - 1))),),
        custom_principals_minor=custom,
    )


@settings(max_examples=400, deadline=None)
@given(any_terms())
def test_every_schedule(terms: ScheduleTerms) -> None:
    rows = build_schedule(terms)
    assert len(rows) == (1 if terms.method is RepaymentMethod.BULLET else terms.periods)
    assert sum(row.principal_minor for row in rows) == terms.principal_minor
    assert rows[-1].balance_minor == 0
    balance, previous = terms.principal_minor, terms.start_date
    for number, row in enumerate(rows, start=1):
        assert row.number == number
        assert row.start_date == previous
        assert row.days == (row.due_date - row.start_date).days >= 0
        assert min(row.principal_minor, row.interest_minor, row.fee_minor) >= 0
        assert row.payment_minor == row.principal_minor + row.interest_minor + row.fee_minor
        balance -= row.principal_minor
        assert row.balance_minor == balance >= 0
        previous = row.due_date


@settings(max_examples=150, deadline=None)
@given(
    st.integers(10_000, 10**12),
    st.decimals("0.0001", "0.36", places=4),
    st.integers(2, 60),
    st.sampled_from([DayCount.ACTUAL_360, DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL]),
)
def test_interest_is_that_of_the_balance_and_the_level_payment_leaves_a_rest_of_cents(
    principal: int, rate: Decimal, periods: int, day_count: DayCount
) -> None:
    rows = build_schedule(
        ScheduleTerms(
            principal,
            rate,
            RepaymentMethod.EQUAL_INSTALLMENT,
            periods,
            date(2027, 5, 31),
            day_count=day_count,
        )
    )
    balance = principal
    for row in rows:
        exact = balance * Fraction(rate) * Fraction(*year_fraction(row.start_date, row.due_date, day_count))
        assert abs(row.interest_minor - exact) <= Fraction(1, 2)
        balance = row.balance_minor
    level = rows[0].payment_minor
    assert all(row.payment_minor == level for row in rows[:-1])
    growth = (1 + float(rate) / 12) ** periods
    assert abs(rows[-1].payment_minor - level) <= periods * growth + 1


@given(st.integers(1, 10**13), st.integers(1, 600), st.sampled_from(Rounding))
def test_a_rate_of_zero_bears_no_interest(principal: int, periods: int, rounding: Rounding) -> None:
    for method in (RepaymentMethod.EQUAL_INSTALLMENT, RepaymentMethod.EQUAL_PRINCIPAL, RepaymentMethod.FLAT):
        rows = build_schedule(
            ScheduleTerms(principal, Decimal(0), method, periods, date(2026, 1, 31), rounding=rounding)
        )
        assert sum(row.payment_minor for row in rows) == principal

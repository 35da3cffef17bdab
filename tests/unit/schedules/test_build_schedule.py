"""Schedules against worked examples: each method, day count, stub, grace, holiday, rounding and fee."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import pytest

from zhuxin.lending.schedules import Fee, Installment, ScheduleTerms, build_schedule
from zhuxin.lending.schedules.errors import InvalidTerms
from zhuxin.lending.schedules.types import (
    DayCount,
    FeeTiming,
    HolidayRule,
    PeriodUnit,
    RepaymentMethod,
    Rounding,
)

METHOD = RepaymentMethod


def terms(**changes: Any) -> ScheduleTerms:
    """Return 120,000.00 at 7.2 % over twelve months from January 15, with some of it changed."""
    base: dict[str, Any] = {
        "principal_minor": 12_000_000,
        "annual_rate": Decimal("0.072"),
        "method": METHOD.EQUAL_INSTALLMENT,
        "periods": 12,
        "start_date": date(2026, 1, 15),
    }
    return ScheduleTerms(**(base | changes))


def build(**changes: Any) -> tuple[Installment, ...]:
    return build_schedule(terms(**changes))


def column(rows: tuple[Installment, ...], name: str) -> list[Any]:
    return [getattr(row, name) for row in rows]


@pytest.mark.parametrize(
    ("principal", "rate", "periods", "payment"),
    [  # published mortgage tables
        (20_000_000, "0.065", 360, 126414),
        (10_000_000, "0.06", 360, 59955),
        (100_000_000, "0.049", 360, 530727),
        (100_000_000, "0.0325", 360, 435206),
    ],
)
def test_level_installment_of_known_loans(principal: int, rate: str, periods: int, payment: int) -> None:
    rows = build(principal_minor=principal, annual_rate=Decimal(rate), periods=periods)
    assert rows[0].payment_minor == payment
    monthly = float(rate) / 12
    half_a_cent_each_month = ((1 + monthly) ** periods - 1) / monthly / 2
    assert abs(rows[-1].payment_minor - payment) <= 2 * half_a_cent_each_month


def test_equal_installment_to_the_cent() -> None:
    rows = build()
    assert column(rows, "payment_minor") == [1_039_428] * 11 + [1_039_423]
    assert rows[0] == Installment(
        1, date(2026, 1, 15), date(2026, 2, 15), 31, 967_428, 72_000, 0, 1_039_428, 11_032_572
    )
    assert sum(column(rows, "interest_minor")) == 473_131


def test_equal_principal_pays_the_textbook_interest() -> None:
    rows = build(method=METHOD.EQUAL_PRINCIPAL)
    assert column(rows, "principal_minor") == [1_000_000] * 12
    assert column(rows, "interest_minor") == [72_000 - 6_000 * k for k in range(12)]
    assert sum(column(rows, "interest_minor")) == 468_000


def test_equal_principal_rounds_the_share_once_and_the_last_takes_the_rest() -> None:
    rows = build(method=METHOD.EQUAL_PRINCIPAL, principal_minor=1_000_000, periods=7)
    assert column(rows, "principal_minor") == [142_857] * 6 + [142_858]


def test_a_share_rounded_up_never_takes_more_than_is_left() -> None:
    rows = build(method=METHOD.EQUAL_PRINCIPAL, principal_minor=4, periods=12, rounding=Rounding.UP)
    assert column(rows, "principal_minor") == [1] * 4 + [0] * 8


def test_interest_first() -> None:
    rows = build(method=METHOD.INTEREST_FIRST)
    assert column(rows, "payment_minor") == [72_000] * 11 + [12_072_000]


def test_bullet_is_one_installment() -> None:
    (row,) = build(method=METHOD.BULLET)
    assert (row.due_date, row.days, row.interest_minor) == (date(2027, 1, 15), 365, 864_000)
    (row,) = build(method=METHOD.BULLET, day_count=DayCount.ACTUAL_360)
    assert row.interest_minor == 876_000


def test_flat_fixes_the_total_first() -> None:
    rows = build(method=METHOD.FLAT, principal_minor=1_000_001, periods=7)
    total = 42_000  # 10,000.01 × 7.2 % × 7/12 = 420.0004
    assert column(rows, "interest_minor") == [6_000] * 7
    assert sum(column(rows, "interest_minor")) == total
    rows = build(method=METHOD.FLAT, principal_minor=1_000_000, annual_rate=Decimal("0.1"), periods=7)
    assert column(rows, "interest_minor") == [8_333] * 6 + [8_335]  # 58,333 in all


def test_custom_principals_as_a_balloon() -> None:
    rows = build(method=METHOD.CUSTOM, periods=3, custom_principals_minor=(1_000_000, 0, 11_000_000))
    assert column(rows, "interest_minor") == [72_000, 66_000, 66_000]
    assert column(rows, "balance_minor") == [11_000_000, 11_000_000, 0]


def test_rate_of_zero() -> None:
    rows = build(annual_rate=Decimal(0), principal_minor=1_000_000, periods=3)
    assert column(rows, "payment_minor") == [333_333, 333_333, 333_334]


def test_months_with_actual_days_bear_interest_by_days() -> None:
    rows = build(method=METHOD.INTEREST_FIRST, day_count=DayCount.ACTUAL_365)
    assert rows[0].interest_minor == 73_381  # 31/365: 733.8082
    assert rows[1].interest_minor == 66_279  # 28/365: 662.7945
    rows = build(
        method=METHOD.INTEREST_FIRST, day_count=DayCount.ACTUAL_ACTUAL, start_date=date(2027, 12, 15)
    )
    assert rows[0].interest_minor == 73_290  # 17/365 + 14/366: 402.4110 + 330.4918


def level_by_bisection(rows: tuple[Installment, ...], rate: Decimal, year_days: int, principal: int) -> int:
    """Find the payment that runs an unrounded balance to 0, day by day count, without the annuity formula."""
    with localcontext(prec=60):
        low, high = Decimal(0), Decimal(principal) * 10
        for _ in range(180):
            payment = (low + high) / 2
            balance = Decimal(principal)
            for row in rows:
                balance += balance * rate * row.days / year_days - payment
            low, high = (payment, high) if balance > 0 else (low, payment)
        return int(low.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(("day_count", "year_days"), [(DayCount.ACTUAL_360, 360), (DayCount.ACTUAL_365, 365)])
@pytest.mark.parametrize("first_due_date", [None, date(2026, 1, 28), date(2026, 3, 10)])
def test_uneven_periods_have_one_level_payment(
    day_count: DayCount, year_days: int, first_due_date: date | None
) -> None:
    rows = build(day_count=day_count, first_due_date=first_due_date, periods=24)
    expected = level_by_bisection(rows, Decimal("0.072"), year_days, 12_000_000)
    assert set(column(rows[:-1], "payment_minor")) == {expected}
    assert abs(rows[-1].payment_minor - expected) <= 24


def test_first_period_stub_of_even_months() -> None:
    rows = build(method=METHOD.INTEREST_FIRST, first_due_date=date(2026, 3, 10))
    assert rows[0].interest_minor == 132_000  # 55 days of 30/360
    assert column(rows[1:], "interest_minor") == [72_000] * 11
    assert [row.due_date for row in rows[:3]] == [date(2026, 3, 10), date(2026, 4, 10), date(2026, 5, 10)]


def test_a_long_first_period_pays_interest_only() -> None:
    rows = build(
        annual_rate=Decimal("0.36"),
        periods=13,
        first_due_date=date(2027, 1, 15),
        start_date=date(2026, 1, 15),
    )
    assert (rows[0].principal_minor, rows[0].interest_minor) == (0, 4_320_000)
    assert set(column(rows[1:-1], "payment_minor")) == {1_205_545}  # 120,000 at 3 % over 12


def test_month_end_and_leap_day() -> None:
    rows = build(start_date=date(2028, 1, 31), periods=3)
    assert column(rows, "due_date") == [date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]
    assert column(rows, "days") == [29, 31, 30]
    assert rows[0].interest_minor == 72_000


def test_weeks_and_days() -> None:
    rows = build(method=METHOD.INTEREST_FIRST, periods=2, period_unit=PeriodUnit.WEEK, period_length=2)
    assert column(rows, "days") == [14, 14]
    rows = build(
        method=METHOD.INTEREST_FIRST,
        periods=2,
        period_unit=PeriodUnit.DAY,
        period_length=10,
        day_count=DayCount.ACTUAL_360,
    )
    assert rows[0].interest_minor == 24_000


def test_quarters_are_three_twelfths() -> None:
    rows = build(method=METHOD.INTEREST_FIRST, periods=4, period_length=3)
    assert column(rows, "interest_minor") == [216_000] * 4


def test_national_day_moves_the_due_date_and_actual_interest_with_it() -> None:
    changes = {"start_date": date(2026, 9, 1), "periods": 2, "method": METHOD.INTEREST_FIRST}
    rows = build(holiday_rule=HolidayRule.FOLLOWING, day_count=DayCount.ACTUAL_360, **changes)
    assert column(rows, "due_date") == [date(2026, 10, 8), date(2026, 11, 2)]
    assert column(rows, "days") == [37, 25]
    assert column(rows, "interest_minor") == [88_800, 60_000]
    rows = build(holiday_rule=HolidayRule.PRECEDING, **changes)
    assert column(rows, "due_date") == [date(2026, 9, 30), date(2026, 10, 30)]
    assert column(rows, "interest_minor") == [72_000, 72_000]


def test_principal_grace_spreads_the_level_over_what_remains() -> None:
    rows = build(periods=15, principal_grace_periods=3)
    assert column(rows[:3], "payment_minor") == [72_000] * 3
    assert column(rows[3:], "payment_minor") == [1_039_428] * 11 + [1_039_423]
    shares = build(method=METHOD.EQUAL_PRINCIPAL, periods=15, principal_grace_periods=3)
    assert column(shares, "principal_minor") == [0] * 3 + [1_000_000] * 12


def test_interest_grace_falls_due_with_the_first_installment_after_it() -> None:
    plain, graced = build(), build(interest_grace_periods=2)
    assert column(graced, "principal_minor") == column(plain, "principal_minor")
    assert column(graced[:2], "interest_minor") == [0, 0]
    assert graced[2].interest_minor == sum(column(plain[:3], "interest_minor"))
    assert graced[3:] == plain[3:]


def test_deferred_interest_is_rounded_once() -> None:
    changes = {"annual_rate": Decimal("0.05"), "principal_minor": 10_000_000, "method": METHOD.INTEREST_FIRST}
    assert build(**changes)[0].interest_minor == 41_667
    assert build(interest_grace_periods=2, **changes)[2].interest_minor == 125_000
    flat = build(interest_grace_periods=2, **(changes | {"method": METHOD.FLAT}))
    assert column(flat, "interest_minor") == [0, 0, 125_000] + [41_667] * 8 + [41_664]


def test_installment_multiple_rounds_half_up_and_the_last_takes_the_rest() -> None:
    rows = build(installment_multiple_minor=10_000)
    assert set(column(rows[:-1], "payment_minor")) == {1_040_000}
    assert rows[-1].balance_minor == 0
    assert rows[-1].payment_minor < 1_040_000


def test_a_multiple_above_the_loan_never_overpays() -> None:
    rows = build(installment_multiple_minor=13_000_000, periods=1)
    assert column(rows, "principal_minor") == [12_000_000]
    rows = build(installment_multiple_minor=1_500_000)
    assert min(column(rows, "principal_minor")) >= 0


@pytest.mark.parametrize(
    ("rounding", "interest"),
    [(Rounding.HALF_UP, 3), (Rounding.HALF_EVEN, 2), (Rounding.DOWN, 2), (Rounding.UP, 3)],
)
def test_rounding_of_a_tie(rounding: Rounding, interest: int) -> None:
    rows = build(
        principal_minor=300, annual_rate=Decimal("0.1"), method=METHOD.INTEREST_FIRST, rounding=rounding
    )
    assert rows[0].interest_minor == interest  # 3.00 × 10 % / 12 = 2.5 cents


def test_fees_by_timing() -> None:
    fees = (
        Fee("origination", FeeTiming.UPFRONT, 100_000),
        Fee("service", FeeTiming.PER_PERIOD, 1_000),
        Fee("closing", FeeTiming.AT_END, 500),
    )
    assert column(build(fees=fees), "fee_minor") == [1_000] * 11 + [1_500]
    (row,) = build(fees=fees, method=METHOD.BULLET)
    assert row.fee_minor == 12_500
    assert row.payment_minor == row.principal_minor + row.interest_minor + row.fee_minor


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"principal_minor": 0}, "/principal"),
        ({"principal_minor": 10**13 + 1}, "/principal"),
        ({"annual_rate": Decimal("-0.01")}, "/annual_rate"),
        ({"annual_rate": Decimal("NaN")}, "/annual_rate"),
        ({"periods": 601}, "/periods"),
        ({"periods": 600, "period_length": 3}, "/periods"),
        ({"principal_grace_periods": 12}, "/principal_grace_periods"),
        ({"interest_grace_periods": 12}, "/interest_grace_periods"),
        ({"first_due_date": date(2026, 1, 15)}, "/first_due_date"),
        ({"first_due_date": date(2036, 3, 15)}, "/first_due_date"),
        ({"start_date": date(9100, 1, 1)}, "/start_date"),
        ({"installment_multiple_minor": 0}, "/installment_multiple"),
        ({"installment_multiple_minor": 100, "method": METHOD.FLAT}, "/installment_multiple"),
        ({"method": METHOD.CUSTOM}, "/principals"),
        ({"custom_principals_minor": (12_000_000,)}, "/principals"),
        ({"method": METHOD.CUSTOM, "custom_principals_minor": (1,) * 12}, "/principals"),
        ({"method": METHOD.CUSTOM, "custom_principals_minor": (12_000_000,)}, "/principals"),
        ({"fees": (Fee("a", FeeTiming.AT_END, -1),)}, "/fees/0/amount"),
        ({"fees": (Fee("a", FeeTiming.UPFRONT, 12_000_000),)}, "/fees"),
    ],
)
def test_refusals_name_the_key_at_fault(changes: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidTerms) as refusal:
        build(**changes)
    assert refusal.value.pointer == pointer
    assert refusal.value.code.startswith("schedule.")

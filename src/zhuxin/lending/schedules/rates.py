"""What a loan costs a year, over all charges the borrower pays (PBoC announcement [2021] No. 3).

Rates are measures of a schedule and never enter an amount, so binary floats are right here: they are shown
with six decimal places and are exact far beyond that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import pyxirr

from zhuxin.core.dates import DayCount, PeriodUnit, add_periods, year_fraction
from zhuxin.lending.schedules.calc import upfront_fees_minor
from zhuxin.lending.schedules.errors import InvalidTerms
from zhuxin.lending.schedules.types import Installment, RepaymentMethod, ScheduleTerms

_UNITS_PER_YEAR: Final = {PeriodUnit.MONTH: 12, PeriodUnit.WEEK: 52, PeriodUnit.DAY: 365}
_SIX_PLACES: Final = Decimal("0.000001")
_MAX_STEPS: Final = 500


@dataclass(frozen=True, slots=True)
class Rates:
    """Yearly rates as ratios with six places: 0.072000 is 7.2 %."""

    nominal_annual: Decimal
    """The periodic internal rate of return times the periods of a year (the APR of the announcement)."""
    effective_annual: Decimal
    """The periodic rate compounded over a year: (1 + i)^m − 1."""
    xirr: Decimal
    """The yearly compound rate over the calendar dates, actual/365."""


def rates_of(terms: ScheduleTerms, installments: Sequence[Installment]) -> Rates:
    """Return the yearly rates of a schedule built from `terms`.

    The borrower receives the principal less upfront fees on the start date and pays each installment, fees
    included, on its due date. Raises `InvalidTerms` when charges are so high that a yearly rate cannot be
    stated.
    """
    received_minor = terms.principal_minor - upfront_fees_minor(terms)
    payments_minor = [installment.payment_minor for installment in installments]
    periods_per_year = _UNITS_PER_YEAR[terms.period_unit] / terms.period_length
    try:
        force = force_of_interest(received_minor, payments_minor, _periodic_times(terms))
        nominal = math.expm1(force) * periods_per_year
        effective = math.expm1(force * periods_per_year)
        dated = _xirr(terms.start_date, received_minor, installments)
        return Rates(_six_places(nominal), _six_places(effective), _six_places(dated))
    except (ArithmeticError, ValueError) as error:
        pointer = "/fees" if terms.fees else "/annual_rate"
        raise InvalidTerms(
            "schedule.cost_out_of_range", pointer, "年化成本高得无法计算", "the yearly cost is beyond measure"
        ) from error


def _periodic_times(terms: ScheduleTerms) -> list[float]:
    """Return when each installment is paid, in periods since the start; only a first-period stub is not
    whole.

    A stub of a monthly loan is measured in months of 30 days, as unit-periods are in Regulation Z, appendix
    J.
    """
    first = 1.0
    if terms.first_due_date is not None:
        regular = add_periods(terms.start_date, 1, terms.period_unit, terms.period_length)
        if terms.first_due_date != regular:
            months = terms.period_unit is PeriodUnit.MONTH
            convention = DayCount.THIRTY_360 if months else DayCount.ACTUAL_365
            stub_days = year_fraction(terms.start_date, terms.first_due_date, convention)[0]
            regular_days = 30 * terms.period_length if months else (regular - terms.start_date).days
            first = stub_days / regular_days
    if terms.method is RepaymentMethod.BULLET:
        return [first + terms.periods - 1]
    return [first + k for k in range(terms.periods)]


def force_of_interest(received_minor: int, payments_minor: Sequence[int], times: Sequence[float]) -> float:
    """Solve Σ paymentₖ · e^(−force·timeₖ) = received for the force, ln(1 + i), by Newton's method from 0.

    All payments are 0 or more and their sum is at least what was received, so the left side falls, is
    convex, and starts above: each step lands short of the one root, and the steps cannot miss it.
    """
    flows = [(float(payment), time) for payment, time in zip(payments_minor, times, strict=True) if payment]
    force = 0.0
    for _ in range(_MAX_STEPS):
        worths = [(payment * math.exp(-force * time), time) for payment, time in flows]
        excess = math.fsum(worth for worth, _ in worths) - received_minor
        step = excess / math.fsum(worth * time for worth, time in worths)
        force += step
        if abs(step) <= 1e-13 * max(1.0, force):
            return max(force, 0.0)
    raise ArithmeticError("the rate did not converge")


def _xirr(start_date: date, received_minor: int, installments: Sequence[Installment]) -> float:
    paid = [installment for installment in installments if installment.payment_minor]
    dates = [start_date, *(installment.due_date for installment in paid)]
    amounts = [-float(received_minor), *(float(installment.payment_minor) for installment in paid)]
    rate = pyxirr.xirr(dates, amounts)
    if rate is None:
        raise ArithmeticError("the rate did not converge")
    return float(rate)


def _six_places(rate: float) -> Decimal:
    """Round for display; adding 0 turns a rounded −0 into 0."""
    return Decimal(repr(rate)).quantize(_SIX_PLACES, ROUND_HALF_UP) + 0

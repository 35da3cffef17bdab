"""The terms of a repayment schedule and its installments. Amounts are integer minor units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from zhuxin.core.dates import DayCount, HolidayRule, PeriodUnit
from zhuxin.core.money import Rounding

__all__ = [
    "DayCount",
    "Fee",
    "FeeTiming",
    "HolidayRule",
    "Installment",
    "PeriodUnit",
    "RepaymentMethod",
    "Rounding",
    "ScheduleTerms",
]


class RepaymentMethod(StrEnum):
    """How principal and interest are spread over the periods."""

    EQUAL_INSTALLMENT = "equal_installment"
    """等额本息: the same payment each period."""
    EQUAL_PRINCIPAL = "equal_principal"
    """等额本金: the same principal each period, interest on what is left."""
    INTEREST_FIRST = "interest_first"
    """先息后本: interest each period, all principal at the end."""
    BULLET = "bullet"
    """一次性还本付息: one installment at maturity."""
    FLAT = "flat"
    """等本等息: interest on the original principal for the whole term, in equal shares."""
    CUSTOM = "custom"
    """The lender's own principal per period (balloon and step plans too), interest on what is left."""


class FeeTiming(StrEnum):
    """When a fee is paid."""

    UPFRONT = "upfront"
    """At disbursement; part of no installment."""
    PER_PERIOD = "per_period"
    """With each installment, once per period it covers."""
    AT_END = "at_end"
    """With the last installment."""


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge besides interest."""

    code: str
    timing: FeeTiming
    amount_minor: int


@dataclass(frozen=True, slots=True)
class ScheduleTerms:
    """Everything that decides a schedule. `annual_rate` is a ratio: 0.072 is 7.2 % a year.

    `installment_multiple_minor` rounds the level installment of `equal_installment` half up to that multiple.
    `custom_principals_minor` is the principal of each period, for the method `custom` alone.
    """

    principal_minor: int
    annual_rate: Decimal
    method: RepaymentMethod
    periods: int
    start_date: date
    period_unit: PeriodUnit = PeriodUnit.MONTH
    period_length: int = 1
    first_due_date: date | None = None
    day_count: DayCount = DayCount.THIRTY_360
    rounding: Rounding = Rounding.HALF_UP
    principal_grace_periods: int = 0
    interest_grace_periods: int = 0
    installment_multiple_minor: int | None = None
    holiday_rule: HolidayRule = HolidayRule.NONE
    fees: tuple[Fee, ...] = ()
    custom_principals_minor: tuple[int, ...] | None = None


class Installment(NamedTuple):
    """One row of a schedule. `days` are calendar days from `start_date` to `due_date`; the balance is after
    payment.

    A named tuple, because a schedule makes hundreds and a frozen dataclass costs three times as much to make.
    """

    number: int
    start_date: date
    due_date: date
    days: int
    principal_minor: int
    interest_minor: int
    fee_minor: int
    payment_minor: int
    balance_minor: int

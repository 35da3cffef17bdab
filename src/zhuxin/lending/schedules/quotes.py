"""The stateless loan calculator behind `POST /api/v1/quotes`: decimal strings in, decimal strings out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from zhuxin.core.money import format_minor, parse_minor
from zhuxin.lending.schedules.calc import build_schedule, upfront_fees_minor
from zhuxin.lending.schedules.checks import MAX_FEES, MAX_PERIODS, MAX_PRINCIPAL_MINOR
from zhuxin.lending.schedules.errors import RateAboveCap
from zhuxin.lending.schedules.rates import Rates, rates_of
from zhuxin.lending.schedules.types import (
    DayCount,
    Fee,
    FeeTiming,
    HolidayRule,
    Installment,
    PeriodUnit,
    RepaymentMethod,
    Rounding,
    ScheduleTerms,
)

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONEY_PATTERN = r"^[0-9]{1,12}(\.[0-9]{1,2})?$"
_RATE_PATTERN = r"^[0-9]{1,3}(\.[0-9]{1,12})?$"


def _iso_date(value: object) -> object:
    """Take `YYYY-MM-DD` alone: no timestamps, no numbers, no other ISO 8601 form."""
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif type(value) is date:
        return value
    raise PydanticCustomError("date_format", "a date is written YYYY-MM-DD")


def _positive(value: str) -> str:
    if not 0 < parse_minor(value) <= MAX_PRINCIPAL_MINOR:
        raise PydanticCustomError(
            "amount_out_of_range", "the amount must be above 0 and at most 100000000000.00"
        )
    return value


MoneyText = Annotated[str, StringConstraints(strict=True, pattern=_MONEY_PATTERN)]
"""A yuan amount of 0 or more with at most two decimal places, such as `120000.00`."""
PositiveMoneyText = Annotated[MoneyText, AfterValidator(_positive)]
RateText = Annotated[str, StringConstraints(strict=True, pattern=_RATE_PATTERN)]
"""A yearly ratio of 0 or more, such as `0.0720` for 7.2 %."""
IsoDate = Annotated[date, BeforeValidator(_iso_date)]


class QuoteFee(BaseModel):
    """A charge besides interest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=64)]
    timing: FeeTiming
    amount: MoneyText


class QuoteRequest(BaseModel):
    """The body of `POST /api/v1/quotes`. What spans two keys is checked when the schedule is built."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    principal: PositiveMoneyText
    annual_rate: RateText
    repayment_method: RepaymentMethod = RepaymentMethod.EQUAL_INSTALLMENT
    periods: Annotated[StrictInt, Field(ge=1, le=MAX_PERIODS)]
    period_unit: PeriodUnit = PeriodUnit.MONTH
    period_length: Annotated[StrictInt, Field(ge=1, le=366)] = 1
    start_date: IsoDate
    first_due_date: IsoDate | None = None
    day_count: DayCount = DayCount.THIRTY_360
    rounding: Rounding = Rounding.HALF_UP
    principal_grace_periods: Annotated[StrictInt, Field(ge=0, lt=MAX_PERIODS)] = 0
    interest_grace_periods: Annotated[StrictInt, Field(ge=0, lt=MAX_PERIODS)] = 0
    installment_multiple: PositiveMoneyText | None = None
    holiday_rule: HolidayRule = HolidayRule.NONE
    fees: Annotated[list[QuoteFee], Field(max_length=MAX_FEES)] = Field(default_factory=list)
    principals: Annotated[list[MoneyText], Field(max_length=MAX_PERIODS)] | None = None


def quote(request: QuoteRequest, annual_rate_cap: Decimal | None = None) -> dict[str, Any]:
    """Return the schedule, totals and yearly rates of a request, in yuan, as decimal strings.

    Raises `InvalidTerms` for what the model cannot state, and `RateAboveCap` when the annual rate is above
    the cap or when fees or flat interest lift the nominal yearly cost above it. (Plain interest on the
    balance costs its annual rate by definition: rounding and day counts of such a loan never push it over.)
    """
    terms = terms_of(request)
    if annual_rate_cap is not None and terms.annual_rate > annual_rate_cap:
        raise RateAboveCap(terms.annual_rate, annual_rate_cap)
    installments = build_schedule(terms)
    rates = rates_of(terms, installments)
    costs_more_than_rate = bool(terms.fees) or terms.method is RepaymentMethod.FLAT
    if annual_rate_cap is not None and costs_more_than_rate and rates.nominal_annual > annual_rate_cap:
        raise RateAboveCap(rates.nominal_annual, annual_rate_cap)
    return {
        "installments": [_installment_row(installment) for installment in installments],
        "totals": _totals(installments, upfront_fees_minor(terms)),
        "rates": _rates_row(rates),
    }


def terms_of(request: QuoteRequest) -> ScheduleTerms:
    """Return the schedule terms of a request, in minor units."""
    multiple, principals = request.installment_multiple, request.principals
    return ScheduleTerms(
        principal_minor=parse_minor(request.principal),
        annual_rate=Decimal(request.annual_rate),
        method=request.repayment_method,
        periods=request.periods,
        start_date=request.start_date,
        period_unit=request.period_unit,
        period_length=request.period_length,
        first_due_date=request.first_due_date,
        day_count=request.day_count,
        rounding=request.rounding,
        principal_grace_periods=request.principal_grace_periods,
        interest_grace_periods=request.interest_grace_periods,
        installment_multiple_minor=None if multiple is None else parse_minor(multiple),
        holiday_rule=request.holiday_rule,
        fees=tuple(Fee(fee.code, fee.timing, parse_minor(fee.amount)) for fee in request.fees),
        custom_principals_minor=None if principals is None else tuple(map(parse_minor, principals)),
    )


def _installment_row(installment: Installment) -> dict[str, Any]:
    return {
        "number": installment.number,
        "due_date": installment.due_date.isoformat(),
        "days": installment.days,
        "principal": format_minor(installment.principal_minor),
        "interest": format_minor(installment.interest_minor),
        "fee": format_minor(installment.fee_minor),
        "payment": format_minor(installment.payment_minor),
        "balance": format_minor(installment.balance_minor),
    }


def _totals(installments: Sequence[Installment], upfront_minor: int) -> dict[str, str]:
    """Sum the columns; upfront fees count in `fee` and `payment` though they are in no installment."""
    return {
        "principal": format_minor(sum(row.principal_minor for row in installments)),
        "interest": format_minor(sum(row.interest_minor for row in installments)),
        "fee": format_minor(sum(row.fee_minor for row in installments) + upfront_minor),
        "payment": format_minor(sum(row.payment_minor for row in installments) + upfront_minor),
    }


def _rates_row(rates: Rates) -> dict[str, str]:
    return {
        "nominal_annual": f"{rates.nominal_annual:f}",
        "effective_annual": f"{rates.effective_annual:f}",
        "xirr": f"{rates.xirr:f}",
    }

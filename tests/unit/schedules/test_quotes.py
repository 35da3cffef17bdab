"""The quote contract: what it takes, what it refuses, what it answers, and what a loan costs a year."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import pyxirr
from pydantic import ValidationError

from zhuxin.lending.schedules import ScheduleTerms, build_schedule
from zhuxin.lending.schedules.errors import InvalidTerms, RateAboveCap
from zhuxin.lending.schedules.quotes import QuoteRequest, quote
from zhuxin.lending.schedules.rates import force_of_interest, rates_of
from zhuxin.lending.schedules.types import RepaymentMethod

BODY: dict[str, Any] = {
    "principal": "120000.00",
    "annual_rate": "0.0720",
    "periods": 12,
    "start_date": "2026-01-15",
}


def ask(cap: str | None = None, **changes: Any) -> dict[str, Any]:
    request = QuoteRequest.model_validate(BODY | changes)
    return quote(request, None if cap is None else Decimal(cap))


def fee(timing: str, amount: str) -> dict[str, str]:
    return {"code": "service", "timing": timing, "amount": amount}


def test_the_answer_is_decimal_strings() -> None:
    answer = ask()
    assert answer["installments"][0] == {
        "number": 1,
        "due_date": "2026-02-15",
        "days": 31,
        "principal": "9674.28",
        "interest": "720.00",
        "fee": "0.00",
        "payment": "10394.28",
        "balance": "110325.72",
    }
    assert answer["totals"] == {
        "principal": "120000.00",
        "interest": "4731.31",
        "fee": "0.00",
        "payment": "124731.31",
    }
    assert answer["rates"] == {
        "nominal_annual": "0.072000",
        "effective_annual": "0.074424",  # 1.006^12 − 1
        "xirr": "0.074740",
    }


def test_every_key_of_the_contract_is_taken() -> None:
    answer = ask(
        repayment_method="equal_principal",
        period_unit="month",
        period_length=1,
        first_due_date="2026-02-20",
        day_count="actual/365",
        rounding="half_even",
        principal_grace_periods=1,
        interest_grace_periods=1,
        installment_multiple=None,
        holiday_rule="modified_following",
        fees=[fee("upfront", "100.00"), fee("per_period", "1"), fee("at_end", "0.5")],
    )
    assert answer["totals"]["fee"] == "112.50"
    paid = sum(Decimal(row["payment"]) for row in answer["installments"])
    assert Decimal(answer["totals"]["payment"]) == paid + 100


def test_rate_zero_costs_nothing() -> None:
    assert set(ask(annual_rate="0")["rates"].values()) == {"0.000000"}


def test_custom_takes_its_principals() -> None:
    answer = ask(repayment_method="custom", periods=2, principals=["20000", "100000.00"])
    assert [row["principal"] for row in answer["installments"]] == ["20000.00", "100000.00"]


@pytest.mark.parametrize(
    "changes",
    [
        {"principal": 120000},
        {"principal": 120000.0},
        {"principal": "0"},
        {"principal": "-1"},
        {"principal": "1.001"},
        {"principal": "1e5"},
        {"principal": "NaN"},
        {"principal": "100000000000.01"},
        {"principal": "1\n"},
        {"annual_rate": 0.072},
        {"annual_rate": "-0.01"},
        {"annual_rate": "7.2%"},
        {"annual_rate": "1e-2"},
        {"periods": 0},
        {"periods": 601},
        {"periods": "12"},
        {"periods": 12.0},
        {"periods": True},
        {"start_date": "20260115"},
        {"start_date": "2026-02-30"},
        {"start_date": 1768435200},
        {"start_date": "2026-01-15T00:00:00"},
        {"repayment_method": "balloon"},
        {"day_count": "30/365"},
        {"fees": [fee("upfront", "-1")]},
        {"fees": [fee("monthly", "1")]},
        {"fees": [fee("upfront", "1")] * 51},
        {"fees": [fee("upfront", "1") | {"tax": "0"}]},
        {"interest_rate": "0.1"},
        {"installment_multiple": "0"},
    ],
)
def test_the_model_refuses(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        QuoteRequest.model_validate(BODY | changes)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"first_due_date": "2026-01-15"}, "/first_due_date"),
        ({"principal_grace_periods": 12}, "/principal_grace_periods"),
        ({"principals": ["120000.00"]}, "/principals"),
        ({"fees": [fee("upfront", "120000.00")]}, "/fees"),
        ({"annual_rate": "999"}, "/annual_rate"),
    ],
)
def test_what_spans_two_keys_is_refused_with_a_pointer(changes: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidTerms) as refusal:
        ask(**changes)
    assert refusal.value.pointer == pointer


def test_cap_on_the_rate_and_on_the_cost_of_all_charges() -> None:
    assert ask(cap="0.24", annual_rate="0.24")["rates"]["nominal_annual"].startswith("0.24")
    assert ask(cap="0.24", annual_rate="0.24", principal="3.00")
    for changes in (
        {"annual_rate": "0.2401"},
        {"annual_rate": "0.18", "repayment_method": "flat"},
        {"annual_rate": "0.24", "fees": [fee("upfront", "100.00")]},
    ):
        with pytest.raises(RateAboveCap) as refusal:
            ask(cap="0.24", **changes)
        assert (refusal.value.code, refusal.value.pointer) == ("quote.rate_above_cap", "/annual_rate")
        assert refusal.value.rate > refusal.value.cap


@pytest.mark.parametrize(
    ("received", "payment", "count", "first", "apr"),
    [  # Regulation Z (12 CFR 1026), appendix J (c): regular and long first period
        (500_000, 23_000, 24, 1.0, 0.0969),
        (600_000, 20_000, 36, 1 + 19 / 30, 0.1182),
    ],
)
def test_periodic_rate_of_regulation_z(
    received: int, payment: int, count: int, first: float, apr: float
) -> None:
    force = force_of_interest(received, [payment] * count, [first + k for k in range(count)])
    assert 12 * math.expm1(force) == pytest.approx(apr, abs=5e-5)


@pytest.mark.parametrize("rate", ["0.01", "0.24", "1.5", "9"])
@pytest.mark.parametrize("periods", [1, 12, 360])
def test_rates_agree_with_pyxirr(rate: str, periods: int) -> None:
    terms = ScheduleTerms(
        12_000_000, Decimal(rate), RepaymentMethod.EQUAL_PRINCIPAL, periods, date(2026, 1, 15)
    )
    rows = build_schedule(terms)
    rates = rates_of(terms, rows)
    monthly = pyxirr.irr([-12_000_000.0, *(float(row.payment_minor) for row in rows)])
    assert monthly is not None
    assert float(rates.nominal_annual) == pytest.approx(12 * monthly, abs=1e-6)
    assert float(rates.effective_annual) == pytest.approx((1 + monthly) ** 12 - 1, abs=1e-6)

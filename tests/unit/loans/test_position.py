"""Positions of one small loan, worked by hand: 12,000.00 lent on January 15 2026, six months at 12 %, equal
principal.

Each installment is 2,000.00 of principal; interest is 120, 100, 80, 60, 40, 20. Penalty is 18 % a year on
360 days: 1.00 a day on one overdue principal of 2,000.00. Compound interest is 36 %: 0.12 a day on 120.00 of
overdue interest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhuxin.lending.loans.calc import bucket_of, classification_of, payoff, position, repayable
from zhuxin.lending.loans.errors import (
    DisbursementMismatch,
    InvalidEvent,
    LoanNotDisbursed,
    NotReversible,
    SettlementMismatch,
)
from zhuxin.lending.loans.types import (
    Amounts,
    Bucket,
    Classification,
    Component,
    EventKind,
    InstallmentStatus,
    LoanEvent,
    LoanStatus,
    LoanTerms,
    Position,
)
from zhuxin.lending.schedules import Fee, ScheduleTerms, build_schedule
from zhuxin.lending.schedules.types import FeeTiming, RepaymentMethod

PRINCIPAL = 1_200_000
TERMS = LoanTerms("CNY", Decimal("0.18"))
SCHEDULE = ScheduleTerms(PRINCIPAL, Decimal("0.12"), RepaymentMethod.EQUAL_PRINCIPAL, 6, date(2026, 1, 15))
ROWS = build_schedule(SCHEDULE)


def event(sequence: int, kind: EventKind, on: str, amount: int, **more: Any) -> LoanEvent:
    day = date.fromisoformat(on)
    return LoanEvent(sequence, kind, day, day, amount, **more)


def paid(sequence: int, on: str, amount: int) -> LoanEvent:
    return event(sequence, EventKind.REPAID, on, amount)


DISBURSED = event(1, EventKind.DISBURSED, "2026-01-15", PRINCIPAL)


def at(day: str, *events: LoanEvent, terms: LoanTerms = TERMS, rows: Any = ROWS) -> Position:
    return position(terms, rows, [DISBURSED, *events], date.fromisoformat(day))


def statuses(found: Position) -> list[InstallmentStatus]:
    return [installment.status for installment in found.installments]


def test_pending_before_the_money_is_paid_out() -> None:
    found = at("2026-01-14")
    assert (found.status, found.principal_outstanding_minor, found.payoff_minor) == (LoanStatus.PENDING, 0, 0)


def test_interest_runs_straight_to_the_due_date() -> None:
    found = at("2026-02-01")
    assert found.status is LoanStatus.ACTIVE
    assert found.accrued_interest_minor == 6_581  # 120.00 × 17/31 = 65.806
    assert found.due == Amounts()
    assert found.payoff_minor == PRINCIPAL + 6_581
    assert (found.next_due_date, found.next_due_minor) == (date(2026, 2, 15), 212_000)


def test_on_the_due_date_the_installment_is_due_but_not_overdue() -> None:
    found = at("2026-02-15")
    assert found.due == Amounts(interest_minor=12_000, principal_minor=200_000)
    assert (found.status, found.days_past_due, found.overdue) == (LoanStatus.ACTIVE, 0, Amounts())
    assert found.accrued_interest_minor == 0
    assert statuses(found)[:2] == [InstallmentStatus.DUE, InstallmentStatus.UPCOMING]
    assert repayable(TERMS, ROWS, [DISBURSED], date(2026, 2, 15)) == 212_000


def test_penalty_grows_by_the_day_on_overdue_principal() -> None:
    found = at("2026-02-25")
    assert (found.status, found.days_past_due, found.bucket) == (LoanStatus.OVERDUE, 10, Bucket.M1)
    assert found.classification is Classification.SPECIAL_MENTION
    assert found.overdue == Amounts(penalty_minor=1_000, interest_minor=12_000, principal_minor=200_000)
    assert found.accrued_interest_minor == 3_571  # 100.00 × 10/28
    assert found.payoff_minor == PRINCIPAL + 12_000 + 1_000 + 3_571


def test_compound_interest_on_overdue_interest() -> None:
    found = at("2026-02-25", terms=LoanTerms("CNY", Decimal("0.18"), Decimal("0.36")))
    assert (found.penalty_minor, found.compound_minor) == (1_000, 120)


def test_inside_the_grace_nothing_is_overdue_and_past_it_the_days_count_from_the_due_date() -> None:
    terms = LoanTerms("CNY", Decimal("0.18"), grace_days=3)
    inside, past = at("2026-02-18", terms=terms), at("2026-02-19", terms=terms)
    assert (inside.days_past_due, inside.penalty_minor, inside.status) == (0, 0, LoanStatus.ACTIVE)
    assert (past.days_past_due, past.penalty_minor, past.status) == (4, 400, LoanStatus.OVERDUE)
    cured = at("2026-03-14", paid(2, "2026-02-18", 212_000), terms=terms)
    assert (cured.penalty_minor, cured.due) == (0, Amounts())


def test_a_part_paid_inside_the_grace_bears_penalty_for_its_own_days_only() -> None:
    terms = LoanTerms("CNY", Decimal("0.18"), grace_days=3)
    found = at("2026-02-25", paid(2, "2026-02-17", 112_000), terms=terms)
    assert found.penalty_minor == 600  # 2,000 for 2 days, 1,000 for 8 days, at 0.05 % a day


def test_a_repayment_goes_fee_penalty_interest_principal_of_the_oldest_installment_first() -> None:
    found = at("2026-03-20", paid(2, "2026-03-20", 15_300))
    allocation = found.allocations[2]
    assert allocation.amounts == Amounts(penalty_minor=3_300, interest_minor=12_000)
    assert found.installments[0].owed == Amounts(principal_minor=200_000)
    # Installment 2 is five days late as well, and waits its turn.
    assert found.installments[1].owed == Amounts(0, 500, 0, 10_000, 200_000)
    assert found.days_past_due == 33


def test_principal_first_when_the_product_says_so() -> None:
    order = (Component.PRINCIPAL, Component.INTEREST, Component.FEE, Component.PENALTY, Component.COMPOUND)
    found = at(
        "2026-02-25",
        paid(2, "2026-02-25", 205_000),
        terms=LoanTerms("CNY", Decimal("0.18"), allocation=order),
    )
    assert found.allocations[2].amounts == Amounts(interest_minor=5_000, principal_minor=200_000)


def test_penalty_is_rounded_once_on_the_cumulative_amount() -> None:
    terms = LoanTerms("CNY", Decimal("0.0001"))  # 0.0556 cents a day on 2,000.00
    payments = [paid(k, f"2026-02-{14 + k}", 1) for k in range(2, 6)]
    assert at("2026-02-19", *payments, terms=terms).installments[0].due.penalty_minor == 0
    assert at("2026-02-24", terms=terms).penalty_minor == 1  # 9 days are 0.5 cents


def test_overpayment_is_credit_until_the_next_installment_falls_due() -> None:
    early = paid(2, "2026-02-15", 300_000)
    before, after = at("2026-03-14", early), at("2026-03-15", early)
    assert (before.credit_minor, before.principal_outstanding_minor) == (88_000, 1_000_000)
    assert before.allocations[2].credit_minor == 88_000
    assert before.payoff_minor == 1_000_000 + 9_643 - 88_000  # 100.00 × 27/28
    assert after.credit_minor == 0
    (use,) = after.credit_uses
    assert (use.value_date, use.amounts) == (
        date(2026, 3, 15),
        Amounts(interest_minor=10_000, principal_minor=78_000),
    )
    assert after.due == Amounts(principal_minor=122_000)


def test_paid_to_the_end_is_settled() -> None:
    payments = [paid(row.number + 1, row.due_date.isoformat(), row.payment_minor) for row in ROWS]
    found = at("2026-07-15", *payments)
    assert found.status is LoanStatus.SETTLED
    assert (found.payoff_minor, found.next_due_date, found.next_due_minor) == (0, None, 0)
    assert set(statuses(found)) == {InstallmentStatus.PAID}
    assert at("2026-07-14", *payments[:-1]).status is LoanStatus.ACTIVE


def test_early_settlement_pays_interest_to_the_day_and_cancels_the_rest() -> None:
    payments = [paid(2, "2026-02-15", 212_000)]
    day = date(2026, 2, 25)
    amount = payoff(TERMS, ROWS, [DISBURSED, *payments], day)
    assert amount == 1_000_000 + 3_571
    settlement = event(3, EventKind.SETTLED_EARLY, day.isoformat(), amount)
    for later in ("2026-02-25", "2026-12-31"):
        found = at(later, *payments, settlement)
        assert (found.status, found.payoff_minor, found.due) == (LoanStatus.SETTLED, 0, Amounts())
        assert found.allocations[3].amounts == Amounts(interest_minor=3_571, principal_minor=1_000_000)
        assert [installment.due.interest_minor for installment in found.installments] == [
            *(12_000, 3_571),
            *(0, 0, 0, 0),
        ]
    with pytest.raises(SettlementMismatch) as refusal:
        at("2026-02-25", *payments, event(3, EventKind.SETTLED_EARLY, "2026-02-25", amount - 1))
    assert (refusal.value.expected_minor, refusal.value.actual_minor) == (amount, amount - 1)


def test_early_settlement_takes_arrears_and_uses_credit() -> None:
    overdue = event(2, EventKind.SETTLED_EARLY, "2026-02-25", PRINCIPAL + 12_000 + 1_000 + 3_571)
    found = at("2026-02-25", overdue)
    assert found.allocations[2].amounts == Amounts(0, 1_000, 0, 15_571, PRINCIPAL)
    credit = paid(2, "2026-02-15", 300_000)
    settled = event(3, EventKind.SETTLED_EARLY, "2026-02-25", 1_003_571 - 88_000)
    found = at("2026-03-15", credit, settled)
    assert found.allocations[3].credit_minor == -88_000
    assert (found.status, found.credit_minor, found.credit_uses) == (LoanStatus.SETTLED, 0, ())


def test_a_charge_is_owed_at_once_but_does_not_age() -> None:
    found = at("2026-02-10", event(2, EventKind.CHARGED, "2026-02-01", 5_000))
    assert found.due == Amounts(fee_minor=5_000)
    assert (found.days_past_due, found.status) == (0, LoanStatus.ACTIVE)
    found = at("2026-02-15", event(2, EventKind.CHARGED, "2026-02-01", 5_000), paid(3, "2026-02-15", 217_000))
    assert (found.due, found.credit_minor) == (Amounts(), 0)


def test_scheduled_fees_fall_due_with_their_installment() -> None:
    rows = build_schedule(
        ScheduleTerms(
            PRINCIPAL,
            Decimal("0.12"),
            RepaymentMethod.EQUAL_PRINCIPAL,
            6,
            date(2026, 1, 15),
            fees=(Fee("service", FeeTiming.PER_PERIOD, 1_500),),
        )
    )
    found = at("2026-02-15", rows=rows)
    assert found.due.fee_minor == 1_500
    amount = PRINCIPAL + 12_000 + 1_500
    assert found.payoff_minor == amount
    settled = at("2026-12-31", event(2, EventKind.SETTLED_EARLY, "2026-02-15", amount), rows=rows)
    assert [installment.due.fee_minor for installment in settled.installments] == [1_500, 0, 0, 0, 0, 0]


def test_a_waiver_takes_one_component_oldest_first_and_no_more_than_is_owed() -> None:
    waiver = event(2, EventKind.WAIVED, "2026-02-25", 700, component=Component.PENALTY)
    found = at("2026-02-25", waiver)
    assert found.penalty_minor == 300
    assert found.installments[0].waived == Amounts(penalty_minor=700)
    backdated = at("2026-02-25", waiver, paid(3, "2026-02-15", 212_000))
    assert backdated.allocations[2].amounts == Amounts()


def test_a_reversal_is_as_if_the_event_had_never_been() -> None:
    wrong = paid(2, "2026-02-15", 212_000)
    reversal = event(3, EventKind.REVERSED, "2026-03-10", 212_000, reverses=2)
    assert at("2026-03-20", wrong, reversal) == at("2026-03-20")
    undone = event(4, EventKind.REVERSED, "2026-03-12", 212_000, reverses=3)
    assert at("2026-03-20", wrong, reversal, undone) == at("2026-03-20", wrong)


@pytest.mark.parametrize("target", [None, 3, 9])
def test_a_reversal_needs_an_earlier_target(target: int | None) -> None:
    with pytest.raises(NotReversible):
        at("2026-03-20", event(3, EventKind.REVERSED, "2026-03-10", 1, reverses=target))


def test_nothing_is_reversed_twice() -> None:
    twice: Iterable[LoanEvent] = (
        event(sequence, EventKind.REVERSED, "2026-03-10", 1, reverses=2) for sequence in (3, 4)
    )
    with pytest.raises(NotReversible):
        at("2026-03-20", paid(2, "2026-02-15", 1), *twice)


def test_events_that_cannot_have_happened() -> None:
    with pytest.raises(LoanNotDisbursed):
        at("2026-03-20", paid(2, "2026-01-14", 100))
    with pytest.raises(DisbursementMismatch):
        position(TERMS, ROWS, [event(1, EventKind.DISBURSED, "2026-01-15", 1)], date(2026, 3, 1))
    with pytest.raises(DisbursementMismatch):
        at("2026-03-20", event(2, EventKind.DISBURSED, "2026-01-16", PRINCIPAL))
    with pytest.raises(InvalidEvent):
        at("2026-03-20", paid(2, "2026-02-15", 0))
    with pytest.raises(InvalidEvent):
        at("2026-03-20", event(2, EventKind.WAIVED, "2026-02-25", 1))


@pytest.mark.parametrize(
    ("days", "bucket", "category"),
    [
        (0, "M0", "normal"),
        (1, "M1", "special_mention"),
        (30, "M1", "special_mention"),
        (31, "M2", "special_mention"),
        (90, "M3", "special_mention"),
        (91, "M4", "substandard"),
        (120, "M4", "substandard"),
        (150, "M5", "substandard"),
        (180, "M6", "substandard"),
        (181, "M6+", "substandard"),
        (270, "M6+", "substandard"),
        (271, "M6+", "doubtful"),
        (360, "M6+", "doubtful"),
        (361, "M6+", "loss"),
    ],
)
def test_buckets_and_categories(days: int, bucket: str, category: str) -> None:
    assert (bucket_of(days), classification_of(days)) == (bucket, category)

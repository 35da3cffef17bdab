"""The position of a loan as of any day: a pure function of its terms, its schedule and its events.

A back-dated event or a reversal needs no special case: the events are folded anew, and the journal posts the
difference of the allocations. The rules in prose: `docs/algorithms/loan-position.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zhuxin.lending.loans.fold import Fold, live_events
from zhuxin.lending.loans.lines import PRINCIPAL, Line
from zhuxin.lending.loans.types import (
    Amounts,
    Bucket,
    Classification,
    InstallmentPosition,
    InstallmentStatus,
    LoanEvent,
    LoanStatus,
    LoanTerms,
    Position,
)
from zhuxin.lending.schedules.types import Installment

_BUCKETS = tuple(Bucket)
_DAYS_PER_BUCKET = 30


def position(
    terms: LoanTerms, installments: Sequence[Installment], events: Iterable[LoanEvent], as_of: date
) -> Position:
    """Return the position at the end of `as_of`; events of a later value date do not count.

    Events may come in any order. Raises a `LoanFault` when they cannot have happened.
    """
    live = [event for event in live_events(events) if event.value_date <= as_of]
    fold = Fold(terms, installments, live)
    if not live:
        return _pending(fold, as_of)
    fold.run(live, as_of)
    return _position(fold, as_of)


def payoff(
    terms: LoanTerms, installments: Sequence[Installment], events: Iterable[LoanEvent], as_of: date
) -> int:
    """Return the minor units that settle the loan on the day: what an early settlement must pay."""
    return position(terms, installments, events, as_of).payoff_minor


def repayable(
    terms: LoanTerms, installments: Sequence[Installment], events: Iterable[LoanEvent], as_of: date
) -> int:
    """Return the minor units that have fallen due and are unpaid on the day: what a repayment can pay at
    once.
    """
    return position(terms, installments, events, as_of).due.total_minor


def bucket_of(days_past_due: int) -> Bucket:
    """Return the bucket: M0 not overdue, M1 1-30 days, … M6 151-180, M6+ beyond."""
    return _BUCKETS[min(-(-days_past_due // _DAYS_PER_BUCKET), len(_BUCKETS) - 1)]


def classification_of(days_past_due: int) -> Classification:
    """Return the category by days past due alone (2023 rules: any, over 90, over 270, over 360 days)."""
    if days_past_due > 360:
        return Classification.LOSS
    if days_past_due > 270:
        return Classification.DOUBTFUL
    if days_past_due > 90:
        return Classification.SUBSTANDARD
    return Classification.SPECIAL_MENTION if days_past_due > 0 else Classification.NORMAL


def _pending(fold: Fold, as_of: date) -> Position:
    first = fold.lines[0]
    return Position(
        as_of=as_of,
        status=LoanStatus.PENDING,
        principal_outstanding_minor=0,
        accrued_interest_minor=0,
        due=Amounts(),
        overdue=Amounts(),
        credit_minor=0,
        days_past_due=0,
        bucket=Bucket.M0,
        classification=Classification.NORMAL,
        next_due_date=first.due_date,
        next_due_minor=sum(first.owed),
        payoff_minor=0,
        installments=tuple(_installment(line, InstallmentStatus.UPCOMING) for line in fold.lines),
        allocations={},
        credit_uses=(),
    )


def _position(fold: Fold, as_of: date) -> Position:
    day = as_of.toordinal()
    open_lines = fold.open_lines()
    unpaid_lines = fold.unpaid_lines()
    overdue_lines = [line for line in open_lines if line.is_past_grace(day, fold.growth) and any(line.owed)]
    oldest = next((line for line in overdue_lines if line.number), None)
    days_past_due = day - oldest.due_day if oldest else 0
    next_line = next((line for line in unpaid_lines if line.due_day >= day and any(line.owed)), None)
    due = _sum_owed(open_lines)
    return Position(
        as_of=as_of,
        status=_status(fold, due, days_past_due),
        principal_outstanding_minor=sum(line.owed[PRINCIPAL] for line in unpaid_lines),
        accrued_interest_minor=fold.accrued_interest(day),
        due=due,
        overdue=_sum_owed(overdue_lines),
        credit_minor=fold.credit_minor,
        days_past_due=days_past_due,
        bucket=bucket_of(days_past_due),
        classification=classification_of(days_past_due),
        next_due_date=next_line.due_date if next_line else None,
        next_due_minor=sum(next_line.owed) if next_line else 0,
        payoff_minor=fold.payoff(day),
        installments=tuple(_installment(line, _line_status(line, day, fold)) for line in fold.lines),
        allocations=fold.allocations,
        credit_uses=tuple(fold.credit_uses),
    )


def _status(fold: Fold, due: Amounts, days_past_due: int) -> LoanStatus:
    if fold.is_settled() and not any(due):
        return LoanStatus.SETTLED
    return LoanStatus.OVERDUE if days_past_due else LoanStatus.ACTIVE


def _line_status(line: Line, day: int, fold: Fold) -> InstallmentStatus:
    if line.settled:
        return InstallmentStatus.PAID
    if line.due_day > day:
        return InstallmentStatus.UPCOMING
    if not any(line.owed):
        return InstallmentStatus.PAID
    return InstallmentStatus.OVERDUE if line.is_past_grace(day, fold.growth) else InstallmentStatus.DUE


def _installment(line: Line, status: InstallmentStatus) -> InstallmentPosition:
    return InstallmentPosition(
        line.number,
        line.due_date,
        line.due(),
        Amounts(*line.paid),
        Amounts(*line.waived),
        status,
        line.principal_days,
        date.fromordinal(line.grown_to),
    )


def _sum_owed(lines: Sequence[Line]) -> Amounts:
    return Amounts(*map(sum, zip(*(line.owed for line in lines), strict=True))) if lines else Amounts()

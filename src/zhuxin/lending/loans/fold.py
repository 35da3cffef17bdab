"""Fold the events of a loan, day by day, into its lines, its credit and the allocation of each event.

On each day, what falls due comes first (and takes customer credit), then the events of the day by sequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zhuxin.core.money import round_ratio
from zhuxin.lending.loans.errors import (
    DisbursementMismatch,
    InvalidEvent,
    LoanNotDisbursed,
    NotReversible,
    SettlementMismatch,
)
from zhuxin.lending.loans.lines import PLACE, PRINCIPAL, Growth, Line
from zhuxin.lending.loans.types import Allocation, Amounts, CreditUse, EventKind, LoanEvent, LoanTerms
from zhuxin.lending.schedules.types import Installment


def live_events(events: Iterable[LoanEvent]) -> list[LoanEvent]:
    """Return the events that stand, by value date then sequence: reversals and their targets are gone.

    A reversal can itself be reversed, and its target stands again. Raises `NotReversible`.
    """
    by_sequence = {event.sequence: event for event in events}
    void: set[int] = set()
    reversals = [event for event in by_sequence.values() if event.kind is EventKind.REVERSED]
    for event in sorted(reversals, key=lambda event: -event.sequence):
        if event.sequence in void:
            continue
        target = event.reverses
        if target is None or target >= event.sequence or target not in by_sequence or target in void:
            raise NotReversible(event.sequence, target)
        void.add(target)
    standing = [
        e for e in by_sequence.values() if e.kind is not EventKind.REVERSED and e.sequence not in void
    ]
    return sorted(standing, key=lambda event: (event.value_date, event.sequence))


class Fold:
    """The state of a loan while its events are applied in order of value date."""

    def __init__(
        self, terms: LoanTerms, installments: Sequence[Installment], events: Sequence[LoanEvent]
    ) -> None:
        self.growth = Growth(terms)
        self.order = tuple(PLACE[component] for component in terms.allocation)
        self.installments = installments
        self.lines = [Line.of_installment(row) for row in installments]
        charges = [Line(0, e.value_date, e.amount_minor, 0, 0) for e in events if e.kind is EventKind.CHARGED]
        if charges:
            self.lines = sorted([*charges, *self.lines], key=lambda line: (line.due_day, line.number))
        self.credit_minor = 0
        self.is_disbursed = False
        self.allocations: dict[int, Allocation] = {}
        self.credit_uses: list[CreditUse] = []
        self._first_open = 0
        self._fallen_due = 0

    def run(self, events: Iterable[LoanEvent], as_of: date) -> None:
        """Apply the standing events and bring the loan to the end of `as_of`."""
        for event in events:
            self._apply(event)
        day = as_of.toordinal()
        self._advance(day)
        for line in self.open_lines():
            line.grow(day, self.growth)

    def open_lines(self) -> list[Line]:
        """Return the lines that have fallen due from the first unpaid one on."""
        while self._first_open < self._fallen_due and not any(self.lines[self._first_open].owed):
            self._first_open += 1
        return self.lines[self._first_open : self._fallen_due]

    def unpaid_lines(self) -> list[Line]:
        """Return the open lines and those that have yet to fall due."""
        return self.lines[self._first_open :]

    def accrued_interest(self, day: int) -> int:
        """Return the interest of the running period to the day, straight line by calendar days."""
        for row in self.installments:
            if row.due_date.toordinal() > day:
                elapsed = day - row.start_date.toordinal()
                if elapsed <= 0 or self.is_settled():
                    return 0
                return round_ratio(row.interest_minor * elapsed, row.days, self.growth.rounding)
        return 0

    def is_settled(self) -> bool:
        """Tell whether no principal is left of a disbursed loan and no installment owes anything."""
        return self.is_disbursed and not any(any(line.owed) for line in self.unpaid_lines() if line.number)

    def payoff(self, day: int) -> int:
        """Return what settles the loan on the day, credit taken off; lines must have grown to the day."""
        future_principal = sum(line.owed[PRINCIPAL] for line in self.lines[self._fallen_due :])
        due = sum(sum(line.owed) for line in self.open_lines())
        return max(0, due + future_principal + self.accrued_interest(day) - self.credit_minor)

    def _apply(self, event: LoanEvent) -> None:
        if event.amount_minor <= 0:
            raise InvalidEvent(event.sequence, "the amount must be above 0")
        if event.kind is EventKind.DISBURSED:
            self._disburse(event)
            return
        if not self.is_disbursed:
            raise LoanNotDisbursed(event.sequence, event.value_date)
        day = event.value_date.toordinal()
        self._advance(day)
        match event.kind:
            case EventKind.REPAID:
                amounts, left = self._pay(event.amount_minor, day)
                self.credit_minor += left
                self.allocations[event.sequence] = Allocation(amounts, left)
            case EventKind.SETTLED_EARLY:
                self.allocations[event.sequence] = self._settle(event, day)
            case EventKind.WAIVED:
                self.allocations[event.sequence] = Allocation(self._waive(event, day))
            case EventKind.CHARGED:
                self.allocations[event.sequence] = Allocation(Amounts(fee_minor=event.amount_minor))

    def _disburse(self, event: LoanEvent) -> None:
        expected = sum(row.principal_minor for row in self.installments)
        if self.is_disbursed or event.amount_minor != expected:
            raise DisbursementMismatch(0 if self.is_disbursed else expected, event.amount_minor)
        self.is_disbursed = True
        self.allocations[event.sequence] = Allocation(Amounts(principal_minor=event.amount_minor))

    def _advance(self, day: int) -> None:
        """Let lines fall due up to the day; credit pays each on its due date.

        Credit is left only when all that had fallen due was paid, so nothing older grows in between.
        """
        while self._fallen_due < len(self.lines) and self.lines[self._fallen_due].due_day <= day:
            line = self.lines[self._fallen_due]
            self._fallen_due += 1
            if self.credit_minor:
                amounts, self.credit_minor = self._pay(self.credit_minor, line.due_day)
                if any(amounts):
                    self.credit_uses.append(CreditUse(line.due_date, amounts))

    def _pay(self, amount_minor: int, day: int) -> tuple[Amounts, int]:
        """Pay what has fallen due, oldest line first and by component within it; return the parts and the
        rest.
        """
        parts = [0, 0, 0, 0, 0]
        for line in self.open_lines():
            line.grow(day, self.growth)
            amount_minor = line.pay(amount_minor, self.order, parts)
            if not amount_minor:
                break
        return Amounts(*parts), amount_minor

    def _waive(self, event: LoanEvent, day: int) -> Amounts:
        """Waive one component of what has fallen due, oldest first, as far as it is owed.

        The action that enters a waiver refuses more than is owed; a back-dated repayment may later leave
        less.
        """
        if event.component is None:
            raise InvalidEvent(event.sequence, "a waiver names its component")
        place, left = PLACE[event.component], event.amount_minor
        parts = [0, 0, 0, 0, 0]
        for line in self.open_lines():
            line.grow(day, self.growth)
            taken = line.waive(left, place)
            parts[place] += taken
            left -= taken
        return Amounts(*parts)

    def _settle(self, event: LoanEvent, day: int) -> Allocation:
        """Pay everything: what has fallen due, the interest to the day, all principal; cancel what lies
        ahead.
        """
        for line in self.open_lines():
            line.grow(day, self.growth)
        expected = self.payoff(day)
        if event.amount_minor != expected:
            raise SettlementMismatch(expected, event.amount_minor)
        interest = self.accrued_interest(day)
        parts, _ = self._pay(sum(sum(line.owed) for line in self.open_lines()), day)
        ahead = [line for line in self.lines[self._fallen_due :] if line.number]
        principal = sum(line.settle(0 if index else interest) for index, line in enumerate(ahead))
        for line in self.lines:
            line.settled = line.number > 0
        amounts = parts._replace(
            interest_minor=parts.interest_minor + interest,
            principal_minor=parts.principal_minor + principal,
        )
        allocation = Allocation(amounts, -self.credit_minor)
        self.credit_minor = 0
        assert amounts.total_minor + allocation.credit_minor == event.amount_minor
        return allocation

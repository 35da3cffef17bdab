"""One installment or charge while the events of a loan are folded: what is owed, paid, waived, and grows."""

from __future__ import annotations

from datetime import date
from operator import add
from typing import Final

from zhuxin.core.money import Rounding, round_ratio
from zhuxin.lending.loans.types import Amounts, Component, LoanTerms
from zhuxin.lending.schedules.types import Installment

FEE, PENALTY, COMPOUND, INTEREST, PRINCIPAL = range(5)
"""Places of the components in the lists of a line, as in `Amounts`."""

PLACE: Final = {component: place for place, component in enumerate(Component)}


class Growth:
    """The terms by which overdue amounts grow, as plain integers: amount × days × `rate` / `unit`."""

    __slots__ = ("compound_rate", "compound_unit", "grace_days", "penalty_rate", "penalty_unit", "rounding")

    def __init__(self, terms: LoanTerms) -> None:
        self.penalty_rate, penalty_unit = terms.penalty_annual_rate.as_integer_ratio()
        self.compound_rate, compound_unit = terms.compound_annual_rate.as_integer_ratio()
        self.penalty_unit = penalty_unit * terms.day_basis
        self.compound_unit = compound_unit * terms.day_basis
        self.grace_days: int = terms.grace_days
        self.rounding: Rounding = terms.rounding


class Line:
    """What falls due on one day. Number 0 is a charge, any other an installment.

    Penalty is kept exactly, as minor units × days of overdue principal, and rounded once on the cumulative
    amount; compound interest likewise on overdue interest. Both count from the due date, but only once the
    amount is still unpaid after the grace.
    """

    __slots__ = (
        "compound_minor",
        "due_date",
        "due_day",
        "grown_to",
        "interest_days",
        "interest_late",
        "number",
        "owed",
        "paid",
        "penalty_minor",
        "principal_days",
        "principal_late",
        "settled",
        "waived",
    )

    def __init__(
        self, number: int, due_date: date, fee_minor: int, interest_minor: int, principal_minor: int
    ) -> None:
        self.number = number
        self.due_date = due_date
        self.due_day = self.grown_to = due_date.toordinal()
        self.owed = [fee_minor, 0, 0, interest_minor, principal_minor]
        self.paid = [0, 0, 0, 0, 0]
        self.waived = [0, 0, 0, 0, 0]
        self.penalty_minor = self.compound_minor = 0
        self.principal_days = self.interest_days = 0
        self.principal_late = self.interest_late = False
        self.settled = False

    @classmethod
    def of_installment(cls, row: Installment) -> Line:
        """Return the line of a schedule's row."""
        return cls(row.number, row.due_date, row.fee_minor, row.interest_minor, row.principal_minor)

    def due(self) -> Amounts:
        """Return what fell or will fall due, penalty and compound interest grown so far included."""
        return Amounts(*map(add, map(add, self.owed, self.paid), self.waived))

    def pay(self, amount_minor: int, order: tuple[int, ...], parts: list[int]) -> int:
        """Pay the components in order as far as the amount goes, add what each took to `parts`, return the
        rest.
        """
        owed, paid = self.owed, self.paid
        for place in order:
            taken = owed[place]
            if taken:
                if taken > amount_minor:
                    taken = amount_minor
                owed[place] -= taken
                paid[place] += taken
                parts[place] += taken
                amount_minor -= taken
        return amount_minor

    def waive(self, amount_minor: int, place: int) -> int:
        """Waive one component as far as it is owed; return what was waived."""
        taken = min(amount_minor, self.owed[place])
        self.owed[place] -= taken
        self.waived[place] += taken
        return taken

    def settle(self, interest_minor: int) -> int:
        """Pay a line ahead of its due date: its principal, which is returned, and only this much interest."""
        principal = self.owed[PRINCIPAL]
        self.owed = [0, 0, 0, 0, 0]
        self.paid = [0, 0, 0, interest_minor, principal]
        return principal

    def grow(self, day: int, growth: Growth) -> None:
        """Let penalty and compound interest grow to the day (an ordinal)."""
        days = day - self.grown_to
        if days <= 0:
            return
        self.grown_to = day
        owed, past_grace = self.owed, day - self.due_day > growth.grace_days
        if owed[PRINCIPAL] and growth.penalty_rate:
            self.principal_days += owed[PRINCIPAL] * days
            self.principal_late = self.principal_late or past_grace
            if self.principal_late:
                exact = self.principal_days * growth.penalty_rate
                grown = round_ratio(exact, growth.penalty_unit, growth.rounding)
                owed[PENALTY] += grown - self.penalty_minor
                self.penalty_minor = grown
        if owed[INTEREST] and growth.compound_rate:
            self.interest_days += owed[INTEREST] * days
            self.interest_late = self.interest_late or past_grace
            if self.interest_late:
                exact = self.interest_days * growth.compound_rate
                grown = round_ratio(exact, growth.compound_unit, growth.rounding)
                owed[COMPOUND] += grown - self.compound_minor
                self.compound_minor = grown

    def is_past_grace(self, day: int, growth: Growth) -> bool:
        """Tell whether what is unpaid on the day is overdue."""
        return day - self.due_day > growth.grace_days

"""A loan's terms, its immutable events, and its position. Amounts are integer minor units of the loan's
currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from zhuxin.core.money import Rounding


class Component(StrEnum):
    """What a borrower can owe. The order is that of `Amounts`."""

    FEE = "fee"
    PENALTY = "penalty"
    """罚息: on overdue principal."""
    COMPOUND = "compound"
    """复利: on overdue interest."""
    INTEREST = "interest"
    PRINCIPAL = "principal"


DEFAULT_ALLOCATION = tuple(Component)


class EventKind(StrEnum):
    """What can happen to a loan. Events are facts: they are never changed, only reversed."""

    DISBURSED = "disbursed"
    REPAID = "repaid"
    SETTLED_EARLY = "settled_early"
    CHARGED = "charged"
    """A fee outside the schedule, owed at once."""
    WAIVED = "waived"
    REVERSED = "reversed"


class LoanStatus(StrEnum):
    """Where a loan stands in its life."""

    PENDING = "pending"
    ACTIVE = "active"
    OVERDUE = "overdue"
    SETTLED = "settled"


class InstallmentStatus(StrEnum):
    """Where an installment stands: fallen due is `due` within the grace and `overdue` past it."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    PAID = "paid"


class Bucket(StrEnum):
    """Delinquency bucket by days past due, thirty days each."""

    M0 = "M0"
    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4 = "M4"
    M5 = "M5"
    M6 = "M6"
    M6_PLUS = "M6+"


class Classification(StrEnum):
    """Five-category classification (五级分类, NFRA and PBoC order 2023 No. 1) by days past due."""

    NORMAL = "normal"
    SPECIAL_MENTION = "special_mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What of a loan's contract decides its position, beside the schedule.

    Rates are yearly ratios over `day_basis` days; a rate of 0 means none. `grace_days` after a due date
    nothing is overdue; past them, penalty and days past due count from the due date itself.
    """

    currency: str
    penalty_annual_rate: Decimal
    compound_annual_rate: Decimal = Decimal(0)
    grace_days: int = 0
    rounding: Rounding = Rounding.HALF_UP
    allocation: tuple[Component, ...] = DEFAULT_ALLOCATION
    day_basis: int = 360


@dataclass(frozen=True, slots=True)
class LoanEvent:
    """A fact about a loan. `sequence` is its number in the loan; `reverses` is the sequence of the event
    undone.

    The position follows `value_date`; `booking_date` is when it was entered.
    """

    sequence: int
    kind: EventKind
    value_date: date
    booking_date: date
    amount_minor: int
    reverses: int | None = None
    component: Component | None = None


class Amounts(NamedTuple):
    """One amount for each component."""

    fee_minor: int = 0
    penalty_minor: int = 0
    compound_minor: int = 0
    interest_minor: int = 0
    principal_minor: int = 0

    @property
    def total_minor(self) -> int:
        """The sum over the components."""
        return sum(self)

    def by_component(self) -> dict[str, int]:
        """Return the amounts that are not 0, by component, as posting rules take them."""
        return {component: amount for component, amount in zip(Component, self, strict=True) if amount}


class Allocation(NamedTuple):
    """Where the amount of an event went: to components, and into (or, below 0, out of) the customer credit.

    For money received, `amounts.total_minor + credit_minor` is the event's amount.
    """

    amounts: Amounts
    credit_minor: int = 0


class CreditUse(NamedTuple):
    """Customer credit that paid an installment or a charge on the day it fell due."""

    value_date: date
    amounts: Amounts


class InstallmentPosition(NamedTuple):
    """One installment as of a day; what is owed is `due` less `paid` less `waived`.

    `due` holds the penalty and compound interest grown so far. Number 0 is a charge outside the schedule.
    `principal_days` is the overdue principal times days that penalty was counted on, up to `grown_to`: with
    the two, SQL can go on counting.
    """

    number: int
    due_date: date
    due: Amounts
    paid: Amounts
    waived: Amounts
    status: InstallmentStatus
    principal_days: int = 0
    grown_to: date = date.min

    @property
    def owed(self) -> Amounts:
        """What is still unpaid, fallen due or not."""
        return Amounts(*(d - p - w for d, p, w in zip(self.due, self.paid, self.waived, strict=True)))


@dataclass(frozen=True, slots=True)
class Position:
    """A loan as of the end of a day.

    `due` is all that has fallen due and is unpaid, `overdue` the part of it past the grace. `payoff_minor`
    settles the loan on the day, credit taken into account. `allocations` tells where the money of each event
    went.
    """

    as_of: date
    status: LoanStatus
    principal_outstanding_minor: int
    accrued_interest_minor: int
    due: Amounts
    overdue: Amounts
    credit_minor: int
    days_past_due: int
    bucket: Bucket
    classification: Classification
    next_due_date: date | None
    next_due_minor: int
    payoff_minor: int
    installments: tuple[InstallmentPosition, ...]
    allocations: Mapping[int, Allocation]
    credit_uses: tuple[CreditUse, ...]

    @property
    def penalty_minor(self) -> int:
        """Penalty interest owed."""
        return self.due.penalty_minor

    @property
    def compound_minor(self) -> int:
        """Compound interest owed."""
        return self.due.compound_minor

"""What can be wrong with the events of a loan. Each fact carries a stable code; amounts are minor units."""

from __future__ import annotations

from datetime import date


class LoanFault(ValueError):
    """A loan's events cannot be folded; the write that would add such an event is refused."""

    code = "loan.fault"


class InvalidEvent(LoanFault):
    """An event lacks what its kind needs, or has an amount that is not above 0."""

    code = "loan.invalid_event"

    def __init__(self, sequence: int, message: str) -> None:
        super().__init__(f"event {sequence}: {message}")
        self.sequence = sequence


class LoanNotDisbursed(LoanFault):
    """Something is said to have happened to a loan before it was paid out."""

    code = "loan.not_disbursed"

    def __init__(self, sequence: int, value_date: date) -> None:
        super().__init__(f"event {sequence}: the loan was not disbursed on {value_date.isoformat()}")
        self.sequence = sequence
        self.value_date = value_date


class DisbursementMismatch(LoanFault):
    """What was paid out is not the principal of the schedule, or was paid out twice."""

    code = "loan.disbursement_mismatch"

    def __init__(self, expected_minor: int, actual_minor: int) -> None:
        super().__init__(f"{expected_minor} was to be disbursed, not {actual_minor}")
        self.expected_minor = expected_minor
        self.actual_minor = actual_minor


class SettlementMismatch(LoanFault):
    """An early settlement is not exactly the payoff amount of its value date."""

    code = "loan.settlement_mismatch"

    def __init__(self, expected_minor: int, actual_minor: int) -> None:
        super().__init__(f"{expected_minor} settles the loan, not {actual_minor}")
        self.expected_minor = expected_minor
        self.actual_minor = actual_minor


class NotReversible(LoanFault):
    """The target of a reversal does not exist, comes after it, or is reversed already."""

    code = "loan.not_reversible"

    def __init__(self, sequence: int, target: int | None) -> None:
        super().__init__(f"event {sequence} cannot reverse event {target}")
        self.sequence = sequence
        self.target = target

"""What a loan's position means for the ledger. Pure.

Journals of a loan carry what its events moved; a change posts the difference to what was posted before.
Accrual is posted each day for the whole portfolio, so a back-dated event also posts the income it changes
for the days gone by.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from zhuxin.lending.ledger.calc import difference, postings
from zhuxin.lending.ledger.types import Posting
from zhuxin.lending.loans.types import Amounts, LoanEvent, Position

ACCRUAL_ADJUSTED = "accrual_adjusted"


def event_postings(events: Sequence[LoanEvent], found: Position, credit_until: date) -> tuple[Posting, ...]:
    """All that a loan's events, and customer credit used up to a day, have to post: one net line an account."""
    kinds = {event.sequence: event.kind for event in events}
    net: defaultdict[str, int] = defaultdict(int)

    def add(lines: Sequence[Posting]) -> None:
        for line in lines:
            net[line.account] += line.debit_minor - line.credit_minor

    for sequence, allocation in found.allocations.items():
        amounts = {str(component): minor for component, minor in allocation.amounts.by_component().items()}
        if allocation.credit_minor:
            amounts["credit"] = allocation.credit_minor
        add(postings(str(kinds[sequence]), amounts))
    for use in found.credit_uses:
        if use.value_date <= credit_until:
            add(
                postings(
                    "credit_used",
                    {str(component): minor for component, minor in use.amounts.by_component().items()},
                )
            )
    return posted_lines(net)


def posted_lines(net: Mapping[str, int]) -> tuple[Posting, ...]:
    """Net debits by account as postings."""
    return tuple(
        Posting(account, max(minor, 0), max(-minor, 0)) for account, minor in sorted(net.items()) if minor
    )


def to_post(
    posted: Mapping[str, int], events: Sequence[LoanEvent], found: Position, credit_until: date
) -> tuple[Posting, ...]:
    """What is still to post so that the loan's journals say what its events say."""
    return difference(posted_lines(posted), event_postings(events, found, credit_until))


def earned(found: Position) -> Amounts:
    """Interest, penalty and compound interest earned up to the position's day, paid or not."""
    interest = sum(
        line.due.interest_minor
        for line in found.installments
        if line.due_date <= found.as_of or line.status == "paid"
    )
    return Amounts(
        penalty_minor=sum(line.due.penalty_minor for line in found.installments),
        compound_minor=sum(line.due.compound_minor for line in found.installments),
        interest_minor=interest + found.accrued_interest_minor,
    )


def accrual_adjustment(
    before: Position, after: Position, counted: Position, now: Position
) -> tuple[Posting, ...]:
    """The income an event changes. `before` and `after` are of the last day accrued, `now` of the business date, and
    `counted` of the day up to which penalty is posted already: the business date where the loan had an event today.

    Interest follows the schedule, so only days gone by can change. Penalty is counted up to the event's day
    by the event itself, and from there on by day-end.
    """
    old, new, posted, today = earned(before), earned(after), earned(counted), earned(now)
    changed = {
        "interest": new.interest_minor - old.interest_minor,
        "penalty": today.penalty_minor - posted.penalty_minor,
        "compound": today.compound_minor - posted.compound_minor,
    }
    return postings("accrued", changed)

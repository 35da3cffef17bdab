"""Adding events to loans: the one place that writes events, journals and projections, for one loan or many
at once.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhuxin.core.errors import Conflict, Invalid
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.lending.ledger.posting import Journal, post_journals
from zhuxin.lending.loans.accounting import ACCRUAL_ADJUSTED, accrual_adjustment, to_post
from zhuxin.lending.loans.books import LoanBook
from zhuxin.lending.loans.calc import position
from zhuxin.lending.loans.errors import LoanFault
from zhuxin.lending.loans.projection import write_projections
from zhuxin.lending.loans.tables import loan_event
from zhuxin.lending.loans.types import EventKind, LoanEvent, Position


class EventRefused(Conflict):
    code = "loan.event_refused"
    text = Label("贷款当前不能这样入账：{why}", "The loan does not allow this: {why}")


class ValueDateOutOfRange(Invalid):
    code = "loan.value_date"
    text = Label(
        "日期应在放款日 {first} 与营业日 {last} 之间",
        "The date must be from {first} (disbursement) to {last} (business date)",
    )


@dataclass(frozen=True, slots=True)
class Change:
    """An event to add to a book (its sequence is given here), and the position after it."""

    book: LoanBook
    event: LoanEvent
    before: Position
    after: Position


def next_event(
    book: LoanBook,
    kind: EventKind,
    value_date: date,
    booking_date: date,
    amount_minor: int,
    *,
    reverses: int | None = None,
) -> LoanEvent:
    """The event that would follow in a book; raises `ValueDateOutOfRange`."""
    first = book.row.disbursed_date
    if not first <= value_date <= booking_date:
        raise ValueDateOutOfRange(
            pointer="/value_date", first=first.isoformat(), last=booking_date.isoformat()
        )
    sequence = book.events[-1].sequence + 1 if book.events else 1
    return LoanEvent(sequence, kind, value_date, booking_date, amount_minor, reverses)


def fold_change(book: LoanBook, event: LoanEvent) -> Change:
    """The positions before and after an event as of its booking date; raises `EventRefused`."""
    try:
        before = book.position(event.booking_date)
        after = position(book.terms, book.installments, [*book.events, event], event.booking_date)
    except LoanFault as fault:
        raise EventRefused(why=str(fault), extra={"fault": fault.code}) from None
    return Change(book, event, before, after)


async def apply_changes(context: ActionContext, changes: list[Change]) -> None:
    """Write events, the journals they call for, and the projections. The loans must be locked."""
    if not changes:
        return
    today = await context.business_date()
    await context.connection.insert_many(
        loan_event,
        [
            {
                "loan_id": one.book.row.id,
                "sequence": one.event.sequence,
                "kind": str(one.event.kind),
                "value_date": one.event.value_date,
                "booking_date": one.event.booking_date,
                "amount_minor": one.event.amount_minor,
                "reverses": one.event.reverses,
                "component": None,
                "detail": {},
                "recorded_at": context.now,
                "recorded_by": context.caller.user_id,
            }
            for one in changes
        ],
    )
    for one in changes:
        one.book.events.append(one.event)
    await post_differences(
        context,
        [(one.book, one.after, str(one.event.kind), one.event.sequence) for one in changes],
        today,
    )
    await post_journals(
        context.connection,
        [
            Journal(
                ACCRUAL_ADJUSTED,
                today,
                _adjustment(one, today),
                one.book.row.id,
                one.book.row.product_id,
                one.event.sequence,
                one.book.terms.currency,
            )
            for one in changes
            if one.event.value_date < today or _has_penalty(one)
        ],
        context.now,
    )
    await write_projections(context.connection, [(one.book, one.after) for one in changes], context.now)


async def post_differences(
    context: ActionContext, loans: list[tuple[LoanBook, Position, str, int | None]], credit_until: date
) -> None:
    """Post for each loan what its journals lack; `credit_until` is the last day whose use of credit is
    booked.
    """
    posted = await _posted(context, [book.row.id for book, *_ in loans])
    today = await context.business_date()
    await post_journals(
        context.connection,
        [
            Journal(
                kind,
                today,
                to_post(posted[book.row.id], book.events, found, credit_until),
                book.row.id,
                book.row.product_id,
                sequence,
                book.terms.currency,
            )
            for book, found, kind, sequence in loans
        ],
        context.now,
    )


async def _posted(context: ActionContext, loan_ids: list[str]) -> dict[str, dict[str, int]]:
    """Net debits by account that the loans' own journals hold, accrual adjustments left out."""
    rows = await context.connection.all(
        "SELECT l.loan_id, l.account, sum(l.debit_minor - l.credit_minor)::bigint AS net FROM journal_line l"
        " JOIN journal j ON j.id = l.journal_id AND j.kind <> %(adjusted)s"
        " WHERE l.loan_id = ANY(%(ids)s::uuid[]) GROUP BY l.loan_id, l.account",
        {"ids": loan_ids, "adjusted": ACCRUAL_ADJUSTED},
    )
    posted: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        posted[row.loan_id][row.account] = row.net
    return posted


def _adjustment(change: Change, today: date) -> Any:
    """The income the event changes for days already accrued."""
    last = today - timedelta(days=1)
    book, earlier = change.book, change.book.events[:-1]
    before = position(book.terms, book.installments, earlier, last)
    counted = change.before if earlier and earlier[-1].booking_date == today else before
    return accrual_adjustment(before, book.position(last), counted, change.after)


def _has_penalty(change: Change) -> bool:
    lines = (*change.before.installments, *change.after.installments)
    return any(line.due.penalty_minor for line in lines)

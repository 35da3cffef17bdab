"""Taking repayments: one at a time, in a batch, early settlement, and reversal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhuxin.core.errors import Missing
from zhuxin.core.ids import new_id
from zhuxin.core.money import format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.rows import get_row, get_visible_row, require_visible, set_columns
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson
from zhuxin.lending.collections.cases import close_cured_cases
from zhuxin.lending.loans.books import LoanBook, load_books
from zhuxin.lending.loans.changes import Change, apply_changes, fold_change, next_event
from zhuxin.lending.loans.types import EventKind, LoanStatus
from zhuxin.lending.repayments.errors import AlreadyReversed, LoanSettled
from zhuxin.lending.repayments.tables import REPAYMENT

repayment = REPAYMENT.table
_LOAN_ID = field("reference", "loan_id", "贷款", "Loan", required=True, target="loan")
_VALUE_DATE = field("date", "value_date", "还款日", "Value date", help=None)
_OPEN = {"field": "status", "op": "in", "value": ["active", "overdue"]}


# Amounts that the loan itself tells: all that has fallen due, or all there is.
PAYS_DUE, PAYS_OFF = "due", "payoff"


@dataclass(frozen=True, slots=True)
class Received:
    """Money received for a loan: an amount in minor units, or `PAYS_DUE` or `PAYS_OFF`."""

    loan_id: str
    value_date: date
    channel: str
    amount: int | str


@action(
    "loan.repay",
    "登记还款",
    "Post repayment",
    _LOAN_ID,
    field("money", "amount", "金额", "Amount", required=True, minimum="0.01", maximum="100000000"),
    _VALUE_DATE,
    field(
        "choice",
        "channel",
        "渠道",
        "Channel",
        default="transfer",
        options=REPAYMENT.fields["channel"].options,
    ),
    object="loan",
    record_key="loan_id",
    enabled_when=_OPEN,
)
async def repay(
    context: ActionContext, loan_id: str, amount: int, value_date: date | None, channel: str
) -> dict[str, Any]:
    """Post a repayment; it pays what has fallen due, oldest first, and the rest is kept as customer credit."""
    day = value_date or await context.business_date()
    return (await receive(context, [Received(loan_id, day, channel, amount)]))[0]


@action(
    "loan.settle_early",
    "提前结清",
    "Settle early",
    _LOAN_ID,
    _VALUE_DATE,
    object="loan",
    record_key="loan_id",
    enabled_when=_OPEN,
    confirm=(
        "将按结清金额一次性收回全部本息，确定吗？",
        "This takes the payoff amount and settles the loan. Go on?",
    ),
)
async def settle_early(context: ActionContext, loan_id: str, value_date: date | None) -> dict[str, Any]:
    """Settle a loan with exactly its payoff amount of the day."""
    day = value_date or await context.business_date()
    return (await receive(context, [Received(loan_id, day, "transfer", PAYS_OFF)]))[0]


async def _reversal(context: ActionContext, inputs: Inputs) -> list[Fact]:
    row = await get_row(context, "repayment", inputs["repayment_id"])
    loan = await get_row(context, "loan", row.loan_id)
    payer = await get_row(context, "party", row.party_id)
    return [
        Fact(Label("贷款", "Loan"), loan.number),
        Fact(Label("客户", "Customer"), payer.name),
        Fact(Label("冲正金额", "Amount"), format_minor(row.amount)),
        Fact(Label("还款日", "Value date"), row.value_date.isoformat()),
        Fact(Label("原因", "Reason"), inputs["reason"]),
    ]


async def _reversed_amount(context: ActionContext, inputs: Inputs) -> int:
    return int((await get_row(context, "repayment", inputs["repayment_id"])).amount)


@action(
    "repayment.reverse",
    "冲正",
    "Reverse",
    field("reference", "repayment_id", "还款", "Repayment", required=True, target="repayment"),
    field("long_text", "reason", "原因", "Reason", required=True, max_length=200),
    object="repayment",
    record_key="repayment_id",
    enabled_when={"field": "status", "op": "eq", "value": "posted"},
    danger=True,
    second_person=SecondPerson(shows=_reversal, amount=_reversed_amount),
)
async def reverse(context: ActionContext, repayment_id: str, reason: str) -> dict[str, Any]:
    """Take a repayment back: the loan is replayed without it, and the journals post the difference."""
    row = await get_visible_row(context, "repayment", repayment_id)
    book = (await _lock_books(context, [row.loan_id]))[row.loan_id]
    if (await get_row(context, "repayment", repayment_id, lock=True)).status == "reversed":
        raise AlreadyReversed
    today = await context.business_date()
    event = next_event(book, EventKind.REVERSED, today, today, row.amount, reverses=int(row.event_sequence))
    await apply_changes(context, [fold_change(book, event)])
    await set_columns(context, "repayment", repayment_id, status="reversed")
    await context.record(
        "lending.repayment.reversed",
        object="loan",
        record_id=row.loan_id,
        subject_id=row.party_id,
        repayment_id=repayment_id,
        amount=format_minor(row.amount),
        reason=reason,
    )
    return {"repayment_id": repayment_id, "loan_id": row.loan_id}


async def receive(context: ActionContext, receipts: list[Received]) -> list[dict[str, Any]]:
    """Post many receipts in one go, each loan at most once; results in the same order, without those that found nothing
    due."""
    if not receipts:
        return []
    books = await _lock_books(context, [one.loan_id for one in receipts])
    today = await context.business_date()
    found = [(one, _change(books[one.loan_id], one, today)) for one in receipts]
    posted = [(one, change) for one, change in found if change is not None]
    changes = [change for _, change in posted]
    await apply_changes(context, changes)
    rows = [_row(context, change, one.channel) for one, change in posted]
    await context.connection.insert_many(repayment, rows)
    await context.record_many(
        [
            context.entry(
                "lending.repayment.posted",
                object="loan",
                record_id=row["loan_id"],
                subject_id=row["party_id"],
                repayment_id=row["id"],
                amount=format_minor(row["amount"]),
                value_date=row["value_date"].isoformat(),
                channel=row["channel"],
            )
            for row in rows
        ]
    )
    await close_cured_cases(
        context, [one.book.row.id for one in changes if one.after.days_past_due == 0], today
    )
    return [_result(row, change) for row, change in zip(rows, changes, strict=True)]


def _change(book: LoanBook, one: Received, today: date) -> Change | None:
    """The change a receipt makes; None where nothing is due that could be paid."""
    if book.row.status == "settled":
        if one.amount == PAYS_DUE:
            return None
        raise LoanSettled
    amount, kind = one.amount, EventKind.REPAID
    if amount == PAYS_DUE:
        amount = book.position(one.value_date).due.total_minor
        if not amount:
            return None
    elif amount == PAYS_OFF:
        amount, kind = book.position(one.value_date).payoff_minor, EventKind.SETTLED_EARLY
    assert isinstance(amount, int)
    return fold_change(book, next_event(book, kind, one.value_date, today, amount))


async def _lock_books(context: ActionContext, loan_ids: list[str]) -> dict[str, LoanBook]:
    """The loans, locked, if all are within the caller's scope; raises `Missing`."""
    await require_visible(context, "loan", loan_ids)
    await context.hold_business_date()
    books = await load_books(context.connection, loan_ids, lock=True)
    if len(books) != len(set(loan_ids)):
        raise Missing
    return books


def _row(context: ActionContext, change: Change, channel: str) -> dict[str, Any]:
    amounts, loan_row = change.after.allocations[change.event.sequence].amounts, change.book.row
    return {
        "id": new_id(),
        "created_at": context.now,
        "updated_at": context.now,
        "created_by": context.caller.user_id,
        "owner_id": loan_row.owner_id,
        "department_id": loan_row.department_id,
        "loan_id": loan_row.id,
        "party_id": loan_row.party_id,
        "amount": change.event.amount_minor,
        "principal": amounts.principal_minor,
        "interest": amounts.interest_minor,
        "penalty": amounts.penalty_minor + amounts.compound_minor,
        "fee": amounts.fee_minor,
        "value_date": change.event.value_date,
        "booking_date": change.event.booking_date,
        "channel": channel,
        "status": "posted",
        "event_sequence": change.event.sequence,
    }


def _result(row: dict[str, Any], change: Change) -> dict[str, Any]:
    allocation = change.after.allocations[change.event.sequence]
    return {
        "repayment_id": row["id"],
        "loan_id": row["loan_id"],
        "amount": format_minor(row["amount"]),
        "allocation": {
            str(component): format_minor(minor)
            for component, minor in allocation.amounts.by_component().items()
        },
        "credit": format_minor(max(allocation.credit_minor, 0)),
        "outstanding_principal": format_minor(change.after.principal_outstanding_minor),
        "settled": change.after.status is LoanStatus.SETTLED,
    }

"""A loan as its page shows it: position of any day, schedule, transactions and journal."""

from datetime import date
from typing import Any

from sqlalchemy import select

from zhuxin.core.business_day import business_date
from zhuxin.core.dates import DayCount
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Invalid
from zhuxin.core.money import Rounding, format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.queries import get_record
from zhuxin.lending.ledger.queries import list_lines_of_loan
from zhuxin.lending.ledger.types import CHART_OF_ACCOUNTS
from zhuxin.lending.loans.books import LoanBook, load_books
from zhuxin.lending.loans.fold import live_events
from zhuxin.lending.loans.tables import INSTALLMENT, LOAN, days_past_due
from zhuxin.lending.loans.types import EventKind, Position
from zhuxin.lending.schedules.rates import rates_of
from zhuxin.lending.schedules.types import RepaymentMethod, ScheduleTerms

installment = INSTALLMENT.table
ACCOUNTS = {str(one.code): Label(one.name_zh, one.name_en) for one in CHART_OF_ACCOUNTS}
EVENT_LABELS = {
    EventKind.DISBURSED: Label("放款", "Disbursed"),
    EventKind.REPAID: Label("还款", "Repaid"),
    EventKind.SETTLED_EARLY: Label("提前结清", "Settled early"),
    EventKind.CHARGED: Label("收费", "Charged"),
    EventKind.WAIVED: Label("减免", "Waived"),
    EventKind.REVERSED: Label("冲正", "Reversed"),
}


class AsOfOutOfRange(Invalid):
    code = "loan.as_of"
    text = Label(
        "只能查询放款日 {first} 到 {last} 之间的某一天", "Choose a day from {first} (disbursement) to {last}"
    )


def days_past_due_of(loan_id: Any) -> Any:
    """The days past due of the loan a column refers to, as of the business date, as an expression."""
    loan = LOAN.table.alias()
    return select(days_past_due(loan)).where(loan.c.id == loan_id).scalar_subquery()


async def list_due_dates(connection: Connection, loan_id: str) -> list[date]:
    """The due dates of a loan's installments, in order."""
    statement = select(installment.c.due_date).where(installment.c.loan_id == loan_id)
    return [row.due_date for row in await connection.all(statement.order_by(installment.c.number))]


async def get_position(
    connection: Connection, caller: Caller, loan_id: str, as_of: date | None
) -> dict[str, Any]:
    """The position at the end of a day, by default the business date; raises `Missing` or `AsOfOutOfRange`."""
    book, day = await _book(connection, caller, loan_id, as_of)
    found = book.position(day)
    return {
        "loan_id": loan_id,
        "as_of": day,
        "status": str(found.status),
        "currency": book.terms.currency,
        "principal": format_minor(book.row.principal),
        "outstanding_principal": format_minor(found.principal_outstanding_minor),
        "accrued_interest": format_minor(found.accrued_interest_minor),
        "due": _amounts(found.due),
        "overdue": _amounts(found.overdue),
        "penalty": format_minor(found.penalty_minor),
        "credit_balance": format_minor(found.credit_minor),
        "days_past_due": found.days_past_due,
        "bucket": str(found.bucket),
        "classification": str(found.classification),
        "payoff_amount": format_minor(found.payoff_minor),
        "next_due_date": found.next_due_date,
        "next_due_amount": format_minor(found.next_due_minor),
    }


async def get_schedule(
    connection: Connection, caller: Caller, loan_id: str, as_of: date | None
) -> dict[str, Any]:
    """Every installment with what is due and paid as of a day, totals, and the disclosed rates."""
    book, day = await _book(connection, caller, loan_id, as_of)
    found = book.position(day)
    items = []
    for row, line in zip(book.installments, (one for one in found.installments if one.number), strict=True):
        items.append(
            {
                "number": row.number,
                "due_date": row.due_date,
                "days": row.days,
                "principal": format_minor(row.principal_minor),
                "interest": format_minor(row.interest_minor),
                "fee": format_minor(row.fee_minor),
                "payment": format_minor(row.payment_minor),
                "balance": format_minor(row.balance_minor),
                "paid_principal": format_minor(line.paid.principal_minor),
                "paid_interest": format_minor(line.paid.interest_minor),
                "paid_fee": format_minor(line.paid.fee_minor),
                "penalty": format_minor(line.due.penalty_minor),
                "paid_penalty": format_minor(line.paid.penalty_minor),
                "status": str(line.status),
            }
        )
    rates = rates_of(_terms(book), book.installments)
    totals = {
        key: format_minor(sum(getattr(row, f"{key}_minor") for row in book.installments))
        for key in ("principal", "interest", "fee", "payment")
    }
    return {
        "items": items,
        "totals": totals,
        "rates": {
            "nominal_annual": str(rates.nominal_annual),
            "effective_annual": str(rates.effective_annual),
            "xirr": str(rates.xirr),
        },
    }


async def list_transactions(connection: Connection, caller: Caller, loan_id: str) -> dict[str, Any]:
    """The loan's events with where their money went."""
    book, day = await _book(connection, caller, loan_id, None)
    found = book.position(day)
    standing = {event.sequence for event in live_events(book.events)}
    return {
        "items": [
            {
                "sequence": event.sequence,
                "kind": str(event.kind),
                "label": EVENT_LABELS[event.kind].to_json(),
                "value_date": event.value_date,
                "booking_date": event.booking_date,
                "amount": format_minor(event.amount_minor),
                "allocation": _allocation(found, event.sequence),
                "reversed": event.kind is not EventKind.REVERSED and event.sequence not in standing,
                "reference": event.reverses,
            }
            for event in reversed(book.events)
        ]
    }


async def list_journal(connection: Connection, caller: Caller, loan_id: str) -> dict[str, Any]:
    """The loan's own journals; daily accrual is posted for the whole portfolio and is not among them."""
    await get_record(connection, caller, "loan", loan_id)
    items: dict[str, dict[str, Any]] = {}
    for row in await list_lines_of_loan(connection, loan_id):
        one = items.setdefault(
            row.id, {"journal_id": row.id, "booking_date": row.booking_date, "event": row.kind, "lines": []}
        )
        one["lines"].append(
            {
                "account": row.account,
                "account_name": ACCOUNTS[row.account].to_json(),
                "debit": format_minor(row.debit_minor),
                "credit": format_minor(row.credit_minor),
            }
        )
    return {"items": list(items.values())}


async def _book(
    connection: Connection, caller: Caller, loan_id: str, as_of: date | None
) -> tuple[LoanBook, date]:
    await get_record(connection, caller, "loan", loan_id)
    book = (await load_books(connection, [loan_id]))[loan_id]
    today = await business_date(connection)
    day = as_of or today
    last = max(today, book.row.maturity_date)
    if not book.row.disbursed_date <= day <= last:
        raise AsOfOutOfRange(
            pointer="/as_of", first=book.row.disbursed_date.isoformat(), last=last.isoformat()
        )
    return book, day


def _terms(book: LoanBook) -> ScheduleTerms:
    row = book.row
    return ScheduleTerms(
        principal_minor=row.principal,
        annual_rate=row.annual_rate,
        method=RepaymentMethod(row.repayment_method),
        periods=int(row.periods),
        start_date=row.disbursed_date,
        day_count=DayCount(row.day_count),
        rounding=Rounding(row.rounding),
    )


def _amounts(amounts: Any) -> dict[str, str]:
    return {key.removesuffix("_minor"): format_minor(minor) for key, minor in amounts._asdict().items()}


def _allocation(found: Position, sequence: int) -> dict[str, str]:
    allocation = found.allocations.get(sequence)
    if allocation is None:
        return {}
    parts = {
        str(component): format_minor(minor) for component, minor in allocation.amounts.by_component().items()
    }
    return {**parts, "credit": format_minor(allocation.credit_minor)} if allocation.credit_minor else parts

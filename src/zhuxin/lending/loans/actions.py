"""Booking a loan when its money has arrived."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhuxin.core.dates import DayCount
from zhuxin.core.ids import new_id
from zhuxin.core.money import Rounding
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.records.store import insert_record
from zhuxin.lending.ledger.posting import Journal, post_journals
from zhuxin.lending.loans.accounting import to_post
from zhuxin.lending.loans.books import load_books
from zhuxin.lending.loans.tables import INSTALLMENT, LOAN, loan_event
from zhuxin.lending.loans.types import EventKind
from zhuxin.lending.schedules.calc import build_schedule
from zhuxin.lending.schedules.types import Installment, RepaymentMethod, ScheduleTerms


def schedule_terms(contract: Any, product: Any, start_date: date) -> ScheduleTerms:
    """The schedule's terms by a contract (principal, rate, periods, method) and its product's conventions."""
    return ScheduleTerms(
        principal_minor=contract.principal,
        annual_rate=contract.annual_rate,
        method=RepaymentMethod(contract.repayment_method),
        periods=int(contract.periods),
        start_date=start_date,
        day_count=DayCount(product.day_count),
        rounding=Rounding(product.rounding),
    )


async def book_loan(
    context: ActionContext, contract: Any, product: Any, application: Any, disbursed_date: date
) -> str:
    """A new loan with its schedule, its disbursed event and journal; its id. The contract row must be locked."""
    schedule = build_schedule(schedule_terms(contract, product, disbursed_date))
    record = await insert_record(
        context,
        LOAN,
        {
            "party_id": contract.party_id,
            "product_id": product.id,
            "application_id": application.id,
            "contract_id": contract.id,
            "status": "active",
            "principal": contract.principal,
            "annual_rate": contract.annual_rate,
            "periods": contract.periods,
            "repayment_method": contract.repayment_method,
            "disbursed_date": disbursed_date,
            "maturity_date": schedule[-1].due_date,
            "outstanding_principal": contract.principal,
            "next_due_date": schedule[0].due_date,
            "next_due_amount": schedule[0].payment_minor,
            "overdue_amount": 0,
            "bucket": "M0",
            "classification": "normal",
            "credit_balance": 0,
            "score": application.score,
        },
        owner_id=application.owner_id,
        department_id=application.department_id,
        penalty_annual_rate=product.penalty_annual_rate,
        grace_days=int(product.grace_days),
        rounding=product.rounding,
        day_count=product.day_count,
        oldest_unpaid_date=schedule[0].due_date,
        last_sequence=1,
    )
    loan_id: str = record["id"]
    await context.connection.insert_many(INSTALLMENT.table, _installment_rows(context, loan_id, schedule))
    today = await context.business_date()
    await context.connection.insert(
        loan_event,
        {
            "loan_id": loan_id,
            "sequence": 1,
            "kind": str(EventKind.DISBURSED),
            "value_date": disbursed_date,
            "booking_date": today,
            "amount_minor": contract.principal,
            "detail": {},
            "recorded_at": context.now,
            "recorded_by": context.caller.user_id,
        },
    )
    book = (await load_books(context.connection, [loan_id]))[loan_id]
    lines = to_post({}, book.events, book.position(today), today)
    await post_journals(
        context.connection,
        [Journal("disbursed", today, lines, loan_id, product.id, 1, book.terms.currency)],
        context.now,
    )
    return loan_id


def _installment_rows(
    context: ActionContext, loan_id: str, schedule: Sequence[Installment]
) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "created_at": context.now,
            "updated_at": context.now,
            "loan_id": loan_id,
            "number": row.number,
            "start_date": row.start_date,
            "due_date": row.due_date,
            "days": row.days,
            "principal": row.principal_minor,
            "interest": row.interest_minor,
            "fee": row.fee_minor,
            "payment": row.payment_minor,
            "balance": row.balance_minor,
            "penalty_from": row.due_date,
        }
        for row in schedule
    ]

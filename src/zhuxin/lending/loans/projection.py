"""Projections: what lists and day-end read of a loan without folding its events. A replay gives the same."""

from datetime import date, datetime
from typing import Any

from zhuxin.core.db.database import Connection
from zhuxin.lending.loans.books import LoanBook
from zhuxin.lending.loans.fold import live_events
from zhuxin.lending.loans.types import Bucket, EventKind, InstallmentPosition, Position

BUCKET_ORDER = [str(bucket) for bucket in Bucket]

_LOANS = """
UPDATE loan SET
    status = n.status, outstanding_principal = n.outstanding, next_due_date = n.next_due_date,
    next_due_amount = n.next_due, overdue_amount = n.overdue, bucket = n.bucket,
    classification = n.classification, credit_balance = n.credit, settled_date = n.settled_date,
    oldest_unpaid_date = n.oldest, worst_bucket = n.worst, last_sequence = n.sequence,
    version = version + 1, updated_at = %(now)s
FROM unnest(
    %(id)s::uuid[], %(status)s::text[], %(outstanding)s::bigint[], %(next_due_date)s::date[],
    %(next_due)s::bigint[], %(overdue)s::bigint[], %(bucket)s::text[], %(classification)s::text[],
    %(credit)s::bigint[], %(settled_date)s::date[], %(oldest)s::date[], %(worst)s::text[], %(sequence)s::int[]
) AS n(id, status, outstanding, next_due_date, next_due, overdue, bucket, classification, credit,
       settled_date, oldest, worst, sequence)
WHERE loan.id = n.id
"""
_INSTALLMENTS = """
UPDATE installment SET
    paid_principal = n.principal, paid_interest = n.interest, paid_fee = n.fee, paid_penalty = n.penalty,
    settled_date = CASE WHEN n.settled_date IS NOT NULL
                        THEN coalesce(installment.settled_date, n.settled_date) END,
    penalty_days = n.penalty_days, penalty_from = n.penalty_from
FROM unnest(
    %(loan)s::uuid[], %(number)s::numeric[], %(principal)s::bigint[], %(interest)s::bigint[],
    %(fee)s::bigint[], %(penalty)s::bigint[], %(settled_date)s::date[], %(penalty_days)s::numeric[],
    %(penalty_from)s::date[]
) AS n(loan, number, principal, interest, fee, penalty, settled_date, penalty_days, penalty_from)
WHERE installment.loan_id = n.loan AND installment.number = n.number
    AND (installment.paid_principal, installment.paid_interest, installment.paid_fee, installment.paid_penalty,
         installment.settled_date IS NULL, installment.penalty_days, installment.penalty_from)
    IS DISTINCT FROM (n.principal, n.interest, n.fee, n.penalty,
                      n.settled_date IS NULL, n.penalty_days, n.penalty_from)
"""


async def write_projections(
    connection: Connection, loans: list[tuple[LoanBook, Position]], now: datetime
) -> None:
    """Bring the rows of loans and installments to their positions."""
    rows = [loan_row(book, found) for book, found in loans]
    await connection.execute(_LOANS, {**_columns(rows), "now": now})
    lines = [
        installment_row(book.row.id, line, min(_settled_early(book) or found.as_of, found.as_of))
        for book, found in loans
        for line in found.installments
        if line.number
    ]
    await connection.execute(_INSTALLMENTS, _columns(lines))


def loan_row(book: LoanBook, found: Position) -> dict[str, Any]:
    """What the loan's row says of a position."""
    unpaid = [line.due_date for line in found.installments if line.number and line.status != "paid"]
    settled = str(found.status) == "settled"
    last_value = max((event.value_date for event in book.events), default=found.as_of)
    worst = max(book.row.worst_bucket, str(found.bucket), key=BUCKET_ORDER.index)
    return {
        "id": book.row.id,
        "status": str(found.status),
        "outstanding": found.principal_outstanding_minor,
        "next_due_date": found.next_due_date,
        "next_due": found.next_due_minor,
        "overdue": scheduled_overdue(found),
        "bucket": str(found.bucket),
        "classification": str(found.classification),
        "credit": found.credit_minor,
        "settled_date": last_value if settled else None,
        "oldest": None if settled or not unpaid else min(unpaid),
        "worst": worst,
        "sequence": book.events[-1].sequence,
    }


def scheduled_overdue(found: Position) -> int:
    """Overdue principal, interest and fees; penalty grows daily and is computed when it is shown."""
    overdue = found.overdue
    return overdue.principal_minor + overdue.interest_minor + overdue.fee_minor


def _settled_early(book: LoanBook) -> date | None:
    """The day a standing early settlement took effect."""
    standing = live_events(book.events)
    return next((event.value_date for event in standing if event.kind is EventKind.SETTLED_EARLY), None)


def installment_row(loan_id: str, line: InstallmentPosition, as_of: date) -> dict[str, Any]:
    """What the installment's row says; with `penalty_days` and `penalty_from` day-end goes on counting."""
    paid = str(line.status) == "paid"
    return {
        "loan": loan_id,
        "number": line.number,
        "principal": line.paid.principal_minor + line.waived.principal_minor,
        "interest": line.paid.interest_minor + line.waived.interest_minor,
        "fee": line.paid.fee_minor + line.waived.fee_minor,
        "penalty": line.paid.penalty_minor + line.waived.penalty_minor,
        "settled_date": as_of if paid else None,
        "penalty_days": line.principal_days,
        "penalty_from": line.grown_to,
    }


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {key: [row[key] for row in rows] for key in rows[0]} if rows else {}

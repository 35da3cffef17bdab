"""Does the general ledger say what the loans say? Every difference is a defect."""

from datetime import timedelta

from zhuxin.core.business_day import business_date
from zhuxin.core.db.database import Connection
from zhuxin.lending.ledger.types import AccountCode
from zhuxin.lending.loans.accounting import earned
from zhuxin.lending.loans.books import LoanBook, load_books
from zhuxin.lending.loans.projection import installment_row, loan_row
from zhuxin.lending.loans.types import Position

CHECKED = (
    AccountCode.LOANS,
    AccountCode.INTEREST_RECEIVABLE,
    AccountCode.PENALTY_RECEIVABLE,
    AccountCode.CUSTOMER_CREDIT,
)
_BALANCES = (
    "SELECT account, sum(debit_minor - credit_minor)::bigint AS net FROM journal_line GROUP BY account"
)


async def trial_balance(connection: Connection) -> dict[str, int]:
    """Net debit of each account, in minor units."""
    return {row.account: row.net for row in await connection.all(_BALANCES)}


async def check_ledger(connection: Connection) -> dict[str, tuple[int, int]]:
    """Where ledger and loans differ, as (ledger, loans) by account; empty where all agree.

    Every loan is replayed from its events. A loan whose stored row or installments are not what the replay gives is
    named by its number.
    """
    today = await business_date(connection)
    ledger = await trial_balance(connection)
    loans: dict[str, int] = dict.fromkeys(CHECKED, 0)
    faults: dict[str, tuple[int, int]] = {}
    ids = [row.id for row in await connection.all("SELECT id FROM loan ORDER BY id")]
    for start in range(0, len(ids), 500):
        batch = ids[start : start + 500]
        stored = await _stored_installments(connection, batch)
        for book in (await load_books(connection, batch)).values():
            now, last = book.position(today), book.position(today - timedelta(days=1))
            _add(loans, now, now if book.events[-1].booking_date == today else last, last)
            faults |= _projection_fault(book, now, stored[book.row.id])
    found = {account: (ledger.get(account, 0), minor) for account, minor in loans.items()}
    found["total"] = (sum(ledger.values()), 0)
    return {**{str(account): pair for account, pair in found.items() if pair[0] != pair[1]}, **faults}


def _add(loans: dict[str, int], now: Position, penalized: Position, accrued: Position) -> None:
    """Add one loan's balances. Interest is accrued to the last day that ended; penalty of a loan that something
    happened to today is counted to today."""
    paid = [line.paid for line in now.installments]
    loans[AccountCode.LOANS] += now.principal_outstanding_minor
    loans[AccountCode.CUSTOMER_CREDIT] -= now.credit_minor
    interest = earned(accrued).interest_minor if accrued.allocations else 0
    loans[AccountCode.INTEREST_RECEIVABLE] += interest - sum(one.interest_minor for one in paid)
    penalty = earned(penalized).penalty_minor if penalized.allocations else 0
    loans[AccountCode.PENALTY_RECEIVABLE] += penalty - sum(one.penalty_minor for one in paid)


async def _stored_installments(
    connection: Connection, loan_ids: list[str]
) -> dict[str, list[tuple[int, ...]]]:
    rows = await connection.all(
        "SELECT loan_id, paid_principal, paid_interest, paid_fee, paid_penalty FROM installment"
        " WHERE loan_id = ANY(%(ids)s::uuid[]) ORDER BY loan_id, number",
        {"ids": loan_ids},
    )
    found: dict[str, list[tuple[int, ...]]] = {loan_id: [] for loan_id in loan_ids}
    for row in rows:
        found[row.loan_id].append(tuple(row[1:]))
    return found


def _projection_fault(
    book: LoanBook, now: Position, stored: list[tuple[int, ...]]
) -> dict[str, tuple[int, int]]:
    """The loan's number with stored and replayed principal, where anything stored differs from the replay."""
    replayed = [
        (row["principal"], row["interest"], row["fee"], row["penalty"])
        for row in (installment_row(book.row.id, line, now.as_of) for line in now.installments if line.number)
    ]
    row, wanted = book.row, loan_row(book, now)
    pairs = (
        (row.status, wanted["status"]),
        (row.outstanding_principal, wanted["outstanding"]),
        (row.bucket, wanted["bucket"]),
        (row.overdue_amount, wanted["overdue"]),
        (row.credit_balance, wanted["credit"]),
        (row.classification, wanted["classification"]),
        (row.next_due_date, wanted["next_due_date"]),
        (row.next_due_amount or 0, wanted["next_due"]),
        (row.oldest_unpaid_date, wanted["oldest"]),
        (stored, replayed),
    )
    if all(one == other for one, other in pairs):
        return {}
    return {row.number: (row.outstanding_principal, wanted["outstanding"])}

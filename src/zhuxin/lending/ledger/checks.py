"""Does the general ledger say what the loans say? Every difference is a defect."""

from datetime import date, timedelta

from zhuxin.core.business_day import business_date
from zhuxin.core.db.database import Connection
from zhuxin.lending.ledger.types import AccountCode
from zhuxin.lending.loans.accounting import earned
from zhuxin.lending.loans.books import LoanBook, load_books

_BALANCES = "SELECT account, sum(debit_minor - credit_minor)::bigint AS net FROM journal_line GROUP BY account"


async def trial_balance(connection: Connection) -> dict[str, int]:
    """Net debit of each account, in minor units."""
    return {row.account: row.net for row in await connection.all(_BALANCES)}


async def check_ledger(connection: Connection) -> dict[str, tuple[int, int]]:
    """Accounts where ledger and loans differ, as (ledger, loans); empty where all agree.

    Loans are replayed from their events up to the last day that ended. Penalty counts through the business date for loans
    that were touched today.
    """
    today = await business_date(connection)
    ledger = await trial_balance(connection)
    loans: dict[str, int] = dict.fromkeys((AccountCode.LOANS, AccountCode.INTEREST_RECEIVABLE, AccountCode.CUSTOMER_CREDIT), 0)
    ids = [row.id for row in await connection.all("SELECT id FROM loan ORDER BY id")]
    for start in range(0, len(ids), 500):
        for book in (await load_books(connection, ids[start : start + 500])).values():
            _add(loans, book, today)
    found = {account: (ledger.get(account, 0), minor) for account, minor in loans.items()}
    if sum(ledger.values()):
        found["total"] = (sum(ledger.values()), 0)
    return {str(account): pair for account, pair in found.items() if pair[0] != pair[1]}


def _add(loans: dict[str, int], book: LoanBook, today: date) -> None:
    now, last = book.position(today), book.position(today - timedelta(days=1))
    loans[AccountCode.LOANS] += now.principal_outstanding_minor
    loans[AccountCode.CUSTOMER_CREDIT] -= now.credit_minor
    paid = sum(line.paid.interest_minor for line in now.installments)
    accrued = earned(last).interest_minor if last.allocations else 0
    loans[AccountCode.INTEREST_RECEIVABLE] += accrued - paid

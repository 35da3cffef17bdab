"""Reading journals."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.lending.ledger.tables import journal, journal_line


async def list_lines_of_loan(connection: Connection, loan_id: str) -> list[Any]:
    """The lines of a loan's own journals, the newest journal first; whoever asks must be within the loan's scope."""
    return await connection.all(
        select(
            journal.c.id,
            journal.c.booking_date,
            journal.c.kind,
            journal_line.c.account,
            journal_line.c.debit_minor,
            journal_line.c.credit_minor,
        )
        .join(journal_line, journal_line.c.journal_id == journal.c.id)
        .where(journal.c.loan_id == loan_id)
        .order_by(journal.c.booking_date.desc(), journal.c.id.desc(), journal_line.c.id)
    )

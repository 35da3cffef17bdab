"""Writing journals. The lines of a journal go in by one statement, whose trigger checks that they balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhuxin.core.db.database import Connection
from zhuxin.core.ids import new_id
from zhuxin.lending.ledger.tables import journal
from zhuxin.lending.ledger.types import Posting

_LINES = """
INSERT INTO journal_line (journal_id, loan_id, booking_date, account, debit_minor, credit_minor)
SELECT * FROM unnest(%(journal)s::uuid[], %(loan)s::uuid[], %(booking)s::date[], %(account)s::text[],
                     %(debit)s::bigint[], %(credit)s::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Journal:
    """One journal to post; `kind` says what happened, `loan_id` is None for a portfolio's accrual."""

    kind: str
    booking_date: date
    lines: Sequence[Posting]
    loan_id: str | None = None
    product_id: str | None = None
    event_sequence: int | None = None
    currency: str = "CNY"


async def post_journals(connection: Connection, journals: Sequence[Journal], now: datetime) -> None:
    """Post journals, those without lines left out."""
    posted = [(new_id(), one) for one in journals if one.lines]
    if not posted:
        return
    await connection.insert_many(
        journal,
        [
            {
                "id": journal_id,
                "created_at": now,
                "loan_id": one.loan_id,
                "product_id": one.product_id,
                "booking_date": one.booking_date,
                "kind": one.kind,
                "event_sequence": one.event_sequence,
                "currency": one.currency,
            }
            for journal_id, one in posted
        ],
    )
    lines = [(journal_id, one, line) for journal_id, one in posted for line in one.lines]
    await connection.execute(
        _LINES,
        {
            "journal": [journal_id for journal_id, _, _ in lines],
            "loan": [one.loan_id for _, one, _ in lines],
            "booking": [one.booking_date for _, one, _ in lines],
            "account": [str(line.account) for *_, line in lines],
            "debit": [line.debit_minor for *_, line in lines],
            "credit": [line.credit_minor for *_, line in lines],
        },
    )

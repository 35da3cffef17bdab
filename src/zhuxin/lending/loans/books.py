"""A loan's book: its terms, schedule and events as the pure core takes them, loaded and locked in one order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.core.money import Rounding
from zhuxin.lending.loans.calc import position
from zhuxin.lending.loans.tables import INSTALLMENT, LOAN, loan_event
from zhuxin.lending.loans.types import Component, EventKind, LoanEvent, LoanTerms, Position
from zhuxin.lending.schedules.types import Installment

loan, installment = LOAN.table, INSTALLMENT.table


@dataclass(slots=True)
class LoanBook:
    """One loan as it is stored; `row` is its row of the loan table."""

    row: Any
    terms: LoanTerms
    installments: tuple[Installment, ...]
    events: list[LoanEvent]

    def position(self, as_of: date) -> Position:
        return position(self.terms, self.installments, self.events, as_of)


async def load_books(
    connection: Connection, loan_ids: Iterable[str], *, lock: bool = False
) -> dict[str, LoanBook]:
    """The books of some loans by id; with `lock` their rows are locked, in order of id, until the transaction ends."""
    ids = sorted(set(loan_ids))
    statement = select(loan).where(any_of(loan.c.id, ids)).order_by(loan.c.id)
    rows = await connection.all(statement.with_for_update() if lock else statement)
    schedules: dict[str, list[Installment]] = {row.id: [] for row in rows}
    events: dict[str, list[LoanEvent]] = {row.id: [] for row in rows}
    columns = [
        installment.c[name]
        for name in (
            "loan_id",
            "number",
            "start_date",
            "due_date",
            "days",
            "principal",
            "interest",
            "fee",
            "payment",
            "balance",
        )
    ]
    for row in await connection.all(
        select(*columns)
        .where(any_of(installment.c.loan_id, ids))
        .order_by(installment.c.loan_id, installment.c.number)
    ):
        schedules[row.loan_id].append(
            Installment(int(row.number), row.start_date, row.due_date, int(row.days), *row[5:])
        )
    for row in await connection.all(
        select(loan_event)
        .where(any_of(loan_event.c.loan_id, ids))
        .order_by(loan_event.c.loan_id, loan_event.c.sequence)
    ):
        events[row.loan_id].append(_event(row))
    return {row.id: LoanBook(row, _terms(row), tuple(schedules[row.id]), events[row.id]) for row in rows}


def _event(row: Any) -> LoanEvent:
    return LoanEvent(
        row.sequence,
        EventKind(row.kind),
        row.value_date,
        row.booking_date,
        row.amount_minor,
        row.reverses,
        Component(row.component) if row.component else None,
    )


def _terms(row: Any) -> LoanTerms:
    return LoanTerms(
        row.currency,
        row.penalty_annual_rate,
        row.compound_annual_rate,
        row.grace_days,
        Rounding(row.rounding),
    )

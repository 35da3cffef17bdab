"""Measure how many loan positions a second one core computes: 24 installments, 24 repayments, one overdue."""

from __future__ import annotations

import json
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhuxin.lending.loans.calc import position
from zhuxin.lending.loans.types import EventKind, LoanEvent, LoanTerms
from zhuxin.lending.schedules import Installment, ScheduleTerms, build_schedule
from zhuxin.lending.schedules.types import RepaymentMethod

REACH = 3000
ROUNDS = 40
POSITIONS_A_ROUND = 100


def loan(periods: int = 24) -> tuple[tuple[Installment, ...], list[LoanEvent]]:
    """Return a two-year loan with a late repayment each month and the last installment unpaid."""
    terms = ScheduleTerms(
        12_000_000, Decimal("0.072"), RepaymentMethod.EQUAL_INSTALLMENT, periods, date(2024, 1, 15)
    )
    rows = build_schedule(terms)
    events = [LoanEvent(1, EventKind.DISBURSED, terms.start_date, terms.start_date, terms.principal_minor)]
    for row in rows[:-1]:
        paid_on = row.due_date + timedelta(days=row.number % 7)
        events.append(LoanEvent(row.number + 1, EventKind.REPAID, paid_on, paid_on, row.payment_minor))
    return rows, events


def main() -> None:
    """Print one line of JSON: positions per second of processor time, best of a few rounds."""
    rows, events = loan()
    terms = LoanTerms("CNY", Decimal("0.108"), Decimal("0.108"))
    as_of = [rows[-1].due_date + timedelta(days=k) for k in range(100)]
    rates = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for k in range(POSITIONS_A_ROUND):
            position(terms, rows, events, as_of[k % len(as_of)])
        rates.append(POSITIONS_A_ROUND / (time.process_time() - started))
    value = round(max(rates))
    detail = {"installments": len(rows), "events": len(events), "median": round(median(rates))}
    print(
        json.dumps(
            {
                "name": "position",
                "value": value,
                "unit": "positions/s",
                "reach": REACH,
                "holds": value >= REACH,
                "detail": detail,
            }
        )
    )


if __name__ == "__main__":
    main()

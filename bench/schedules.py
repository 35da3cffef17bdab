"""Measure how many twelve-period schedules a second one core builds, each of another loan."""

from __future__ import annotations

import json
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhuxin.lending.schedules import ScheduleTerms, build_schedule
from zhuxin.lending.schedules.types import DayCount, RepaymentMethod

REACH = 20_000
ROUNDS = 30
LOANS = 500
START_DATES = 90


def loans(method: RepaymentMethod, day_count: DayCount) -> list[ScheduleTerms]:
    """Return terms that differ in principal, rate and start date, as one quarter's new business does."""
    return [
        ScheduleTerms(
            principal_minor=1_000_000 + 7_919 * k,
            annual_rate=Decimal(600 + k % 1800).scaleb(-4),
            method=method,
            periods=12,
            start_date=date(2026, 1, 1) + timedelta(days=k % START_DATES),
            day_count=day_count,
        )
        for k in range(LOANS)
    ]


def per_second(terms: list[ScheduleTerms]) -> int:
    """Return the best of a few rounds, in schedules per second of processor time."""
    best = 0.0
    for _ in range(ROUNDS):
        started = time.process_time()
        for one in terms:
            build_schedule(one)
        best = max(best, len(terms) / (time.process_time() - started))
    return round(best)


def main() -> None:
    """Print one line of JSON: equal installments with 30/360, and in detail the other methods."""
    methods = (RepaymentMethod.EQUAL_INSTALLMENT, RepaymentMethod.EQUAL_PRINCIPAL, RepaymentMethod.FLAT)
    day_counts = (DayCount.THIRTY_360, DayCount.ACTUAL_365)
    detail = {f"{m} {d}": per_second(loans(m, d)) for m, d in product(methods, day_counts)}
    value = detail[f"{methods[0]} {day_counts[0]}"]
    print(
        json.dumps(
            {
                "name": "schedules",
                "value": value,
                "unit": "schedules/s",
                "reach": REACH,
                "holds": value >= REACH,
                "detail": detail,
            }
        )
    )


if __name__ == "__main__":
    main()

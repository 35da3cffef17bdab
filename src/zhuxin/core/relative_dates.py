"""Spans of days said relative to today: this month, last week, the last 7 days. Weeks begin on Monday (GB/T 7408)."""

from calendar import monthrange
from datetime import date, timedelta

UNITS = ("day", "week", "month", "quarter", "year")
SPANS = tuple(f"{which}_{unit}" for unit in UNITS[1:] for which in ("last", "this", "next"))
SO_FAR = tuple(f"last_{unit}_so_far" for unit in UNITS[1:])
WORDS = ("yesterday", "today", "tomorrow", *SPANS, *SO_FAR)
LIMIT = 3660


def span(word: str, today: date) -> tuple[date, date]:
    """First and last day of a span: one of `WORDS`, or `last_<n>_days` and `next_<n>_days` (today included).

    `last_<unit>_so_far` ends where today lies in its own unit, or with the unit where that is shorter.

    Raises `ValueError` for any other word.
    """
    if word in ("yesterday", "today", "tomorrow"):
        day = today + timedelta(days=("yesterday", "today", "tomorrow").index(word) - 1)
        return day, day
    which, _, rest = word.partition("_")
    count, _, unit = rest.partition("_")
    if unit == "days" and count.isascii() and count.isdigit() and 0 < int(count) <= LIMIT:
        days = timedelta(days=int(count) - 1)
        if which in ("last", "next"):
            return (today - days, today) if which == "last" else (today, today + days)
    if word not in WORDS:
        raise ValueError(word)
    steps = ("last", "this", "next").index(which) - 1
    unit = rest.removesuffix("_so_far")
    first = _moved(_begins(today, unit), unit, steps)
    if unit != rest:
        return first, _same_day(today, unit, steps)
    return first, _moved(first, unit, 1) - timedelta(days=1)


def _begins(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1)


def _same_day(day: date, unit: str, steps: int) -> date:
    """The day as far into the unit so many steps on; the last one of a month that is shorter."""
    if unit == "week":
        return day + timedelta(weeks=steps)
    month = _moved(day.replace(day=1), unit, steps)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


def _moved(first: date, unit: str, steps: int) -> date:
    """The first day of the unit so many steps on."""
    if unit == "week":
        return first + timedelta(weeks=steps)
    months = {"month": 1, "quarter": 3, "year": 12}[unit] * steps
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)

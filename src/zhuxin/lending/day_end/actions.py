"""Day-end: one business date after another, each in one transaction, so that a kill loses at most the day under way.

Set-based: what happens to no loan touches no loan. Running a day twice is impossible: the business date moves with it.
"""

from datetime import date, timedelta
from typing import Any

from zhuxin.core.business_day import set_business_date
from zhuxin.core.errors import Invalid
from zhuxin.core.jobs.runs import create_run
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.lending.collections.cases import judge_promises, open_cases
from zhuxin.lending.day_end import sql
from zhuxin.lending.ledger.calc import postings
from zhuxin.lending.ledger.posting import Journal, post_journals
from zhuxin.lending.loans.books import load_books
from zhuxin.lending.loans.changes import post_differences
from zhuxin.lending.loans.projection import write_projections

DAYS_LIMIT = 800
JOB = "lending.day_end.run"


class ThroughDateOutOfRange(Invalid):
    code = "day_end.through_date"
    text = Label("日终日期须在 {first} 到 {last} 之间", "The date must be from {first} to {last}")


@action(
    "day_end.run",
    "运行日终",
    "Run day-end",
    field("date", "through_date", "运行至", "Through", required=True),
    confirm=(
        "日终会推进营业日，不能撤回，确定吗？",
        "Day-end moves the business date and cannot be taken back. Go on?",
    ),
)
async def run(context: ActionContext, through_date: date) -> dict[str, Any]:
    """Start the job that ends every day through a date, which must not lie after the calendar's today."""
    first = await context.business_date()
    last = min(first + timedelta(days=DAYS_LIMIT), max(first, context.now.date()))
    if not first <= through_date <= last:
        raise ThroughDateOutOfRange(pointer="/through_date", first=first.isoformat(), last=last.isoformat())
    run_id = await create_run(
        context.connection,
        "day_end",
        Label("日终", "Day-end"),
        {"through_date": through_date.isoformat()},
        total=(through_date - first).days + 1,
        created_by=context.caller.user_id,
    )
    await context.enqueue(JOB, run_id=run_id)
    await context.record("lending.day_end.requested", through_date=through_date.isoformat())
    return {"job_id": run_id}


async def end_day(context: ActionContext) -> date:
    """End the current business date and begin the next; the date that began."""
    locked = await context.connection.value("SELECT business_date FROM business_day WHERE id = 1 FOR UPDATE")
    day: date = locked
    begins = day + timedelta(days=1)
    days = {"day": day, "next": begins, "now": context.now}
    await _accrue(context, day)
    await context.connection.execute(sql.NEXT_DUE, days)
    await context.connection.execute(sql.PORTFOLIO, days)
    if begins.day == 1:
        await context.connection.execute(sql.COHORTS, days)
    await context.connection.execute(sql.MOVES, days)
    opened = await open_cases(context, begins)
    judged = await judge_promises(context, begins)
    await set_business_date(context.connection, begins)
    context.business_date_moved(begins)
    await _use_credit(context, begins)
    await context.record(
        "lending.day_end.completed",
        business_date=day.isoformat(),
        cases_opened=opened,
        promises_judged=judged,
    )
    return begins


async def _use_credit(context: ActionContext, day: date) -> None:
    """Customer credit pays what falls due on the day that begins: the loans' books say how, the journals follow."""
    rows = await context.connection.all(sql.USING_CREDIT, {"day": day})
    if not rows:
        return
    books = await load_books(context.connection, [row.id for row in rows], lock=True)
    found = [(book, book.position(day)) for book in books.values()]
    await post_differences(context, [(book, one, "credit_used", None) for book, one in found], day)
    await write_projections(context.connection, found, context.now)


async def _accrue(context: ActionContext, day: date) -> None:
    """Post the day's income, one journal a product."""
    earned: dict[str, dict[str, int]] = {}
    for component, statement in (("interest", sql.INTEREST), ("penalty", sql.PENALTY)):
        for row in await context.connection.all(statement, {"day": day}):
            earned.setdefault(row.product_id, {})[component] = row.minor
    journals = [
        Journal("accrued", day, postings("accrued", amounts), product_id=product_id)
        for product_id, amounts in earned.items()
    ]
    fees = await context.connection.all(sql.FEES, {"day": day})
    journals += [
        Journal("fell_due", day, postings("fell_due", {"fee": row.minor}), product_id=row.product_id)
        for row in fees
    ]
    await post_journals(context.connection, journals, context.now)

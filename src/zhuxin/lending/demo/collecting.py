"""The demo's collectors: a few contacts a case, and a promise now and then."""

import random
from datetime import timedelta

from zhuxin.core.money import format_minor
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.actions.runner import call
from zhuxin.lending.collections.queries import list_due_cases
from zhuxin.lending.demo.intake import Cast

CONTACTS = 3


async def work_cases(context: ActionContext, cast: Cast, offset: int) -> None:
    """Contact cases that are due for it, each at most `CONTACTS` times; a third of those reached promise to pay."""
    due = await list_due_cases(context.connection, context.now, contacts_below=CONTACTS, limit=8)
    today = await context.business_date()
    for row in due:
        draw = random.Random(f"{row.loan_id} {offset}")
        context.caller = cast.by_id.get(row.owner_id, cast.callers["collector"])
        outcome = draw.choice(("reached", "reached", "no_answer", "promised"))
        await call(
            context,
            action_named("collection.log_contact"),
            {
                "collection_case_id": row.id,
                "channel": "call",
                "outcome": outcome,
                "note": NOTES[outcome],
            },
        )
        if outcome == "promised":
            await call(
                context,
                action_named("collection.promise"),
                {
                    "collection_case_id": row.id,
                    "amount": format_minor(max(row.overdue_amount, 1)),
                    "promise_date": (today + timedelta(days=draw.randrange(3, 15))).isoformat(),
                },
            )


NOTES = {
    "reached": "客户称近期资金紧张，已告知逾期影响",
    "no_answer": "无人接听，已发短信提醒",
    "promised": "客户承诺按期补足逾期款",
}

"""Opening, moving and closing cases as loans become overdue and are cured: set-based, called by day-end and repayments."""

from datetime import date
from typing import Any

from zhuxin.kernel.actions.context import ActionContext

_OPEN = """
INSERT INTO collection_case (id, created_at, updated_at, party_id, loan_id, status, bucket, overdue_amount, contacts,
                             opened_date, next_contact_at, owner_id, department_id)
SELECT gen_random_uuid(), %(now)s, %(now)s, loan.party_id, loan.id, 'open', loan.bucket, loan.overdue_amount, 0,
       %(today)s, %(now)s, picked.id, picked.department_id
FROM (SELECT l.*, row_number() OVER (ORDER BY l.id) AS turn FROM loan l
      WHERE l.status = 'overdue'
        AND NOT EXISTS (SELECT 1 FROM collection_case c WHERE c.loan_id = l.id AND c.status <> 'closed')) loan
LEFT JOIN (SELECT u.id, u.department_id, row_number() OVER (ORDER BY coalesce(o.load, 0), u.username) AS turn,
                  count(*) OVER () AS people
           FROM user_account u
           LEFT JOIN (SELECT owner_id, count(*) AS load FROM collection_case WHERE status <> 'closed' GROUP BY owner_id) o
             ON o.owner_id = u.id
           WHERE u.status = 'active' AND 'collector' = ANY(u.role_keys)) picked
  ON picked.turn = (loan.turn - 1) %% picked.people + 1
RETURNING id, loan_id, party_id
"""
_MOVE = """
UPDATE collection_case c SET bucket = l.bucket, overdue_amount = l.overdue_amount, updated_at = %(now)s, version = c.version + 1
FROM loan l WHERE l.id = c.loan_id AND c.status <> 'closed' AND l.status = 'overdue'
  AND (c.bucket, c.overdue_amount) IS DISTINCT FROM (l.bucket, l.overdue_amount)
"""
_CLOSE = """
UPDATE collection_case SET status = 'closed', closed_date = %(today)s, overdue_amount = 0, updated_at = %(now)s, version = version + 1
WHERE status <> 'closed' AND loan_id = ANY(%(loans)s::uuid[])
RETURNING id, loan_id, party_id
"""
_PROMISES = """
UPDATE promise p SET status = CASE WHEN paid.amount >= p.amount THEN 'kept' ELSE 'broken' END, updated_at = %(now)s, version = version + 1
FROM (SELECT q.id, coalesce(sum(r.amount), 0) AS amount FROM promise q
      LEFT JOIN repayment r ON r.loan_id = q.loan_id AND r.status = 'posted'
        AND r.value_date BETWEEN (q.created_on) AND q.promise_date
      WHERE q.status = 'open' AND q.promise_date < %(today)s GROUP BY q.id) paid
WHERE p.id = paid.id
RETURNING p.id, p.collection_case_id, p.status
"""
_REOPEN = """
UPDATE collection_case SET status = 'open', next_contact_at = %(now)s, version = version + 1
WHERE status = 'promised' AND id = ANY(%(cases)s::uuid[])
"""


async def open_cases(context: ActionContext, today: date) -> int:
    """A case for each overdue loan without one, shared out among the collectors by load; and buckets moved on."""
    opened = await context.connection.all(_OPEN, {"now": context.now, "today": today})
    await context.connection.execute(_MOVE, {"now": context.now})
    await _tell(context, "lending.collection.opened", opened)
    return len(opened)


async def close_cured_cases(context: ActionContext, loan_ids: list[str], today: date) -> None:
    """Close the cases of loans that owe nothing overdue any more."""
    if loan_ids:
        closed = await context.connection.all(_CLOSE, {"loans": loan_ids, "now": context.now, "today": today})
        await _tell(context, "lending.collection.closed", closed)


async def judge_promises(context: ActionContext, today: date) -> int:
    """Promises whose day has passed are kept or broken; a case that is still overdue goes back into the queue."""
    judged = await context.connection.all(_PROMISES, {"now": context.now, "today": today})
    if judged:
        cases = [row.collection_case_id for row in judged]
        await context.connection.execute(_REOPEN, {"cases": cases, "now": context.now})
    return len(judged)


async def _tell(context: ActionContext, name: str, rows: list[Any]) -> None:
    await context.record_many(
        [
            context.entry(
                name, object="collection_case", record_id=row.id, subject_id=row.party_id, loan_id=row.loan_id
            )
            for row in rows
        ]
    )

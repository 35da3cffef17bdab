"""Figures of home and portfolio pages. Each figure of the home page is of records the reader sees; the lender's totals
need a right of their own, `insights.company`, and never tell of a customer."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from zhuxin.core.business_day import business_date
from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import Prepared
from zhuxin.core.money import format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.lists.filters import condition
from zhuxin.kernel.records.plan import plan_for
from zhuxin.kernel.records.queries import read_filters
from zhuxin.kernel.workflows.queries import count_open_tasks

_FUNNEL = """
SELECT (SELECT count(*) FROM lead WHERE deleted_at IS NULL) AS leads,
       (SELECT coalesce(sum(amount), 0) FROM lead WHERE deleted_at IS NULL)::bigint AS lead_amount,
       count(*) AS applications, coalesce(sum(amount), 0)::bigint AS applied,
       count(*) FILTER (WHERE status IN ('approved', 'contracted', 'disbursed')) AS approved,
       coalesce(sum(approved_amount) FILTER (WHERE status IN ('approved', 'contracted', 'disbursed')), 0)::bigint AS approved_amount,
       count(*) FILTER (WHERE status = 'disbursed') AS disbursed,
       coalesce(sum(approved_amount) FILTER (WHERE status = 'disbursed'), 0)::bigint AS disbursed_amount
FROM application
"""
_BUCKETS = """
SELECT bucket, count(*) AS loans, sum(outstanding_principal)::bigint AS outstanding FROM loan WHERE status <> 'settled' GROUP BY bucket
"""
_COHORTS = """
SELECT cohort, month_end, disbursed_minor, late_minor,
       (extract(year FROM age(month_end + 1, cohort)) * 12 + extract(month FROM age(month_end + 1, cohort)))::int - 1 AS months
FROM cohort_month ORDER BY cohort, month_end
"""
_BANDS = """
SELECT (floor(a.score / 20) * 20)::int AS low, count(*) AS applicants,
       count(*) FILTER (WHERE a.status IN ('approved', 'contracted', 'disbursed')) AS approved,
       count(l.id) AS loans, count(l.id) FILTER (WHERE l.worst_bucket NOT IN ('M0', 'M1', 'M2')) AS bad
FROM application a LEFT JOIN loan l ON l.application_id = a.id WHERE a.score IS NOT NULL GROUP BY 1 ORDER BY 1
"""

Figure = tuple[str, Label, str, str, Any]
# Figures of the home page: key, label, object, measure (count or a money field), filter.
FIGURES: tuple[Figure, ...] = (
    (
        "new_leads",
        Label("待跟进线索", "Leads to follow up"),
        "lead",
        "count",
        {"field": "status", "op": "in", "value": ["new", "assigned", "following"]},
    ),
    (
        "in_review",
        Label("审批中进件", "Applications in review"),
        "application",
        "count",
        {"field": "status", "op": "eq", "value": "in_review"},
    ),
    (
        "to_sign",
        Label("待签合同", "Contracts to sign"),
        "contract",
        "count",
        {"field": "status", "op": "eq", "value": "generated"},
    ),
    (
        "to_disburse",
        Label("已出合同待放款", "Contracted, to pay out"),
        "application",
        "count",
        {"field": "status", "op": "eq", "value": "contracted"},
    ),
    (
        "due_today",
        Label("今日到期", "Due today"),
        "loan",
        "next_due_amount",
        {"field": "next_due_date", "op": "eq", "value": "$today"},
    ),
    (
        "overdue",
        Label("逾期贷款", "Overdue loans"),
        "loan",
        "count",
        {"field": "status", "op": "eq", "value": "overdue"},
    ),
    (
        "outstanding",
        Label("贷款余额", "Outstanding principal"),
        "loan",
        "outstanding_principal",
        {"field": "status", "op": "in", "value": ["active", "overdue"]},
    ),
    (
        "open_cases",
        Label("催收中案件", "Open cases"),
        "collection_case",
        "count",
        {"field": "status", "op": "in", "value": ["open", "promised"]},
    ),
)


async def home_figures(connection: Connection, caller: Caller, vault: Any) -> dict[str, Any]:
    """The caller's open tasks and the figures of objects she may read, each within her scope."""
    today = await business_date(connection)
    mine = await count_open_tasks(connection, caller.user_id)
    figures = []
    for key, label, object_key, measure, filter_ in FIGURES:
        granted = caller.rights.object(object_key)
        if granted.read and (measure == "count" or granted.access(measure) >= Access.READ):
            value = await _measure(connection, caller, vault, today, object_key, measure, filter_)
            figures.append(
                {
                    "key": key,
                    "label": label.to_json(),
                    "value": value,
                    "unit": "count" if measure == "count" else "money",
                    "filter_object": object_key,
                    "filter": filter_,
                }
            )
    return {"as_of": today, "my_tasks": mine, "figures": figures}


async def _measure(
    connection: Connection,
    caller: Caller,
    vault: Any,
    today: date,
    object_key: str,
    measure: str,
    filter_: Any,
) -> str:
    plan = plan_for(caller.catalog, caller.rights, object_key)
    (shape,), parameters = read_filters(plan, caller, filter_, vault=vault, today=today)
    amount = func.count() if measure == "count" else func.coalesce(func.sum(plan.source.c[measure]), 0)
    statement = select(amount).select_from(plan.source).where(plan.scope, condition(shape, plan.source, plan))
    found = await connection.value(Prepared(statement), parameters)
    return str(found) if measure == "count" else format_minor(int(found))


async def portfolio(connection: Connection) -> dict[str, Any]:
    """Funnel, balance by bucket, vintage curves and score bands of the whole lender."""
    funnel = await connection.find(_FUNNEL)
    assert funnel is not None
    stages = (
        (Label("线索", "Leads"), funnel.leads, funnel.lead_amount),
        (Label("进件", "Applications"), funnel.applications, funnel.applied),
        (Label("通过", "Approved"), funnel.approved, funnel.approved_amount),
        (Label("放款", "Disbursed"), funnel.disbursed, funnel.disbursed_amount),
    )
    return {
        "as_of": await business_date(connection),
        "funnel": [
            {"stage": label.to_json(), "count": count, "amount": format_minor(amount)}
            for label, count, amount in stages
        ],
        "buckets": [
            {"bucket": row.bucket, "count": row.loans, "outstanding": format_minor(row.outstanding)}
            for row in sorted(await connection.all(_BUCKETS), key=lambda row: (len(row.bucket), row.bucket))
        ],
        "vintages": vintages(await connection.all(_COHORTS)),
        "score_bands": [
            {
                "band": f"{row.low}-{row.low + 19}",
                "applicants": row.applicants,
                "approved": row.approved,
                "approval_rate": ratio(row.approved, row.applicants),
                "bad_rate": ratio(row.bad, row.loans),
            }
            for row in await connection.all(_BANDS)
        ],
    }


def vintages(rows: list[Any]) -> dict[str, Any]:
    """Share of each cohort's principal that is 30 or more days past due, by months on book."""
    cohorts = sorted({row.cohort for row in rows})
    longest = max((row.months for row in rows), default=0)
    rates: dict[Any, list[str | None]] = {cohort: [None] * (longest + 1) for cohort in cohorts}
    for row in rows:
        rates[row.cohort][row.months] = ratio(row.late_minor, row.disbursed_minor)
    return {
        "cohorts": [f"{cohort:%Y-%m}" for cohort in cohorts],
        "months_on_book": list(range(longest + 1)),
        "rates": [rates[cohort] for cohort in cohorts],
    }


def ratio(part: int, whole: int) -> str:
    """A share with four places, as text; 0 of nothing is 0."""
    return f"{part / whole:.4f}" if whole else "0.0000"

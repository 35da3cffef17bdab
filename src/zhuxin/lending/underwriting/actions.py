"""Keeping what a rule decided on an application."""

from decimal import Decimal
from typing import Any

from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.rows import get_row, set_columns
from zhuxin.lending.applications.actions import APPLICATION_ID
from zhuxin.lending.underwriting.tables import DECISION


@action(
    "application.record_decision",
    "记录规则结果",
    "Record decision",
    APPLICATION_ID,
    field("text", "rule", "规则", "Rule", required=True, max_length=60),
    field("text", "rule_version", "版本", "Version", required=True),
    field("json", "result", "结果", "Result", required=True),
    field("json", "explanation", "解释", "Explanation", required=True),
    object="decision",
    run_by="definitions",
)
async def record_decision(
    context: ActionContext, application_id: str, rule: str, rule_version: str, result: Any, explanation: Any
) -> dict[str, Any]:
    """A decision gives `outcome` (a step with keys outcome and band) and may give a `score`."""
    row = await get_row(context, "application", application_id)
    outcome = result["outcome"]
    score = Decimal(str(round(result["score"]))) if result.get("score") is not None else None
    await context.connection.insert(
        DECISION.table,
        {
            "id": new_id(),
            "created_at": context.now,
            "updated_at": context.now,
            "owner_id": row.owner_id,
            "department_id": row.department_id,
            "application_id": application_id,
            "party_id": row.party_id,
            "rule": rule,
            "rule_version": int(rule_version),
            "outcome": outcome["outcome"],
            "score": score,
            "band": outcome.get("band"),
            "explanation": explanation,
        },
    )
    await set_columns(context, "application", application_id, score=score)
    await context.record(
        "lending.application.decided",
        object="application",
        record_id=application_id,
        subject_id=row.party_id,
        rule=rule,
        outcome=outcome["outcome"],
        score=str(score) if score is not None else None,
    )
    return {"outcome": outcome["outcome"]}

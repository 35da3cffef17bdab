"""What the rules decided on an application, and why."""

from zhuxin.kernel.objects.define import define_object, field, options
from zhuxin.kernel.rules.facts import explanation_for

DECISION = define_object(
    "decision",
    "规则结果",
    "Decision",
    title_field="rule",
    writable=False,
    scope_parent=("application_id", "application"),
    party_field="party_id",
    description=(
        "规则对进件的结论、评分和理由。",
        "What rules concluded on an application, with score and reasons.",
    ),
    fields=[
        field("reference", "application_id", "进件", "Application", required=True, target="application"),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("text", "rule", "规则", "Rule", required=True, max_length=60),
        field("number", "rule_version", "规则版本", "Rule version", required=True),
        field(
            "choice",
            "outcome",
            "结论",
            "Outcome",
            required=True,
            indexed=True,
            options=options("approve:通过:Approve:ok", "refer:转人工:Refer:wait", "decline:拒绝:Decline:bad"),
        ),
        field("number", "score", "评分", "Score"),
        field("text", "band", "分段", "Band", max_length=20),
        field("json", "explanation", "解释", "Explanation", shown_by=explanation_for),
    ],
)

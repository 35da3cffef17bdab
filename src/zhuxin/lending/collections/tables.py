"""Collection cases, contacts and promises to pay."""

from typing import Any

from sqlalchemy import case

from zhuxin.kernel.objects.define import define_object, field, options
from zhuxin.lending.loans.queries import days_past_due_of


def _days_past_due(source: Any) -> Any:
    """The loan's, while the case is open."""
    return case((source.c.status == "closed", 0), else_=days_past_due_of(source.c.loan_id))


COLLECTION_CASE = define_object(
    "collection_case",
    "催收案件",
    "Collection case",
    prefix="CC",
    title_field="number",
    writable=False,
    party_field="party_id",
    computed={"days_past_due": _days_past_due},
    description=(
        "一笔逾期贷款一个案件，还清逾期后自动关闭。",
        "One case for each overdue loan; closed when nothing is overdue.",
    ),
    fields=[
        field("auto_number", "number", "案件编号", "Number", read_only=True),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("reference", "loan_id", "贷款", "Loan", required=True, target="loan"),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            indexed=True,
            options=options(
                "open:催收中:Open:bad", "promised:已承诺:Promised:wait", "closed:已关闭:Closed:ok"
            ),
        ),
        field(
            "choice",
            "bucket",
            "逾期阶段",
            "Bucket",
            required=True,
            indexed=True,
            options=options(
                "M1:M1:M1:warn",
                "M2:M2:M2:warn",
                "M3:M3:M3:bad",
                "M4:M4:M4:bad",
                "M5:M5:M5:bad",
                "M6:M6:M6:bad",
                "M6+:M6+:M6+:bad",
            ),
        ),
        field("number", "days_past_due", "逾期天数", "Days past due", read_only=True, computed=True),
        field("money", "overdue_amount", "逾期金额", "Overdue amount", required=True),
        field("number", "contacts", "联系次数", "Contacts", required=True, default=0),
        field("datetime", "next_contact_at", "下次联系", "Next contact", indexed=True),
        field("date", "opened_date", "立案日期", "Opened", required=True),
        field("date", "closed_date", "结案日期", "Closed"),
    ],
)

CONTACT = define_object(
    "contact",
    "催收联系",
    "Contact",
    title_field="channel",
    writable=False,
    scope_parent=("collection_case_id", "collection_case"),
    party_field="party_id",
    description=("每次联系的渠道、结果和说明。", "Each contact: through what, with what result."),
    fields=[
        field("reference", "collection_case_id", "案件", "Case", required=True, target="collection_case"),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("reference", "loan_id", "贷款", "Loan", required=True, target="loan"),
        field(
            "choice",
            "channel",
            "渠道",
            "Channel",
            required=True,
            options=options("call:电话:Call", "sms:短信:SMS", "letter:信函:Letter", "visit:上门:Visit"),
        ),
        field(
            "choice",
            "outcome",
            "结果",
            "Outcome",
            required=True,
            options=options(
                "reached:已接通:Reached:ok",
                "no_answer:未接:No answer:wait",
                "wrong_number:号码有误:Wrong number:bad",
                "promised:承诺还款:Promised:ok",
                "refused:拒绝还款:Refused:bad",
                "complaint:投诉:Complaint:bad",
            ),
        ),
        field("long_text", "note", "说明", "Note", max_length=1000),
        field("datetime", "contacted_at", "联系时间", "Contacted", required=True),
    ],
)

PROMISE = define_object(
    "promise",
    "还款承诺",
    "Promise to pay",
    plural_en="Promises to pay",
    title_field="promise_date",
    writable=False,
    scope_parent=("collection_case_id", "collection_case"),
    party_field="party_id",
    description=(
        "客户答应的还款日和金额；到期后自动判定是否兑现。",
        "The day and amount promised; kept or broken is found by day-end.",
    ),
    fields=[
        field("reference", "collection_case_id", "案件", "Case", required=True, target="collection_case"),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("reference", "loan_id", "贷款", "Loan", required=True, target="loan"),
        field("money", "amount", "承诺金额", "Amount", required=True, minimum="0.01"),
        field("date", "created_on", "承诺于", "Promised on", required=True),
        field("date", "promise_date", "承诺日期", "Promise date", required=True),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            indexed=True,
            options=options("open:待兑现:Open:wait", "kept:已兑现:Kept:ok", "broken:已失约:Broken:bad"),
        ),
    ],
)

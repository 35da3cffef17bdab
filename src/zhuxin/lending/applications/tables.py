"""Applications."""

from zhuxin.kernel.objects.define import define_object, field, options
from zhuxin.lending.products.types import METHODS

APPLICATION = define_object(
    "application",
    "进件",
    "Application",
    prefix="A",
    title_field="number",
    party_field="party_id",
    writable=True,
    description=(
        "客户的借款申请。提交后自动跑规则，需要时转人工审批。",
        "Requests for a loan; rules run on submission, people decide the rest.",
    ),
    fields=[
        field("auto_number", "number", "进件编号", "Number", read_only=True),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("reference", "product_id", "产品", "Product", required=True, target="product"),
        field("reference", "lead_id", "线索", "Lead", target="lead", read_only=True),
        field("money", "amount", "申请金额", "Amount", required=True, minimum="0.01", maximum="100000000"),
        field("number", "periods", "期数", "Periods", required=True, minimum="1", maximum="600"),
        field("choice", "repayment_method", "还款方式", "Repayment method", options=METHODS),
        field("text", "purpose", "用途", "Purpose", max_length=60),
        field("money", "monthly_income", "月收入", "Monthly income", minimum="0"),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            default="draft",
            read_only=True,
            indexed=True,
            options=options(
                "draft:草稿:Draft:none",
                "in_review:审批中:In review:wait",
                "approved:已通过:Approved:ok",
                "rejected:已拒绝:Rejected:bad",
                "contracted:已签约:Contracted:ok",
                "disbursed:已放款:Disbursed:ok",
                "canceled:已取消:Canceled:none",
            ),
        ),
        field("money", "approved_amount", "批准金额", "Approved amount", read_only=True),
        field("percent", "approved_rate", "批准年利率", "Approved rate", read_only=True),
        field("number", "score", "评分", "Score", read_only=True, indexed=True),
        field("datetime", "submitted_at", "提交时间", "Submitted", read_only=True),
        field("datetime", "decided_at", "决定时间", "Decided", read_only=True),
        field("text", "process_instance_id", "流程实例", "Process instance", read_only=True, max_length=40),
    ],
)

"""Disbursements."""

from zhuxin.kernel.objects.define import define_object, field, options

DISBURSEMENT = define_object(
    "disbursement",
    "放款",
    "Disbursement",
    prefix="D",
    title_field="number",
    writable=False,
    party_field="party_id",
    scope_parent=("application_id", "application"),
    description=("通过支付通道把借款付到客户本人账户。", "Paying a loan out to the borrower's own account."),
    fields=[
        field("auto_number", "number", "放款编号", "Number", read_only=True),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("reference", "application_id", "进件", "Application", required=True, target="application"),
        field("reference", "contract_id", "合同", "Contract", required=True, target="contract", unique=True),
        field("money", "amount", "金额", "Amount", required=True),
        field("text", "payee_masked", "收款账户", "Payee account", required=True, max_length=40),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            indexed=True,
            options=options(
                "requested:支付中:Requested:wait", "succeeded:已到账:Succeeded:ok", "failed:失败:Failed:bad"
            ),
        ),
        field("text", "reference", "通道流水号", "Reference", max_length=80, indexed=True),
        field("text", "failure_reason", "失败原因", "Failure reason", max_length=200),
        field("number", "attempts", "尝试次数", "Attempts", required=True, default=1),
        field("datetime", "completed_at", "到账时间", "Completed"),
    ],
)

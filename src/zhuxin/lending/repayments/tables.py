"""Repayments, as their list shows them; the facts themselves are the loan's events."""

from zhuxin.kernel.objects.define import define_object, field, options

REPAYMENT = define_object(
    "repayment",
    "还款",
    "Repayment",
    prefix="R",
    title_field="number",
    writable=False,
    party_field="party_id",
    scope_parent=("loan_id", "loan"),
    description=("收到的还款及其去向。", "Money received and what it paid."),
    fields=[
        field("auto_number", "number", "还款编号", "Number", read_only=True),
        field("reference", "loan_id", "贷款", "Loan", required=True, target="loan"),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("money", "amount", "金额", "Amount", required=True),
        field("money", "principal", "本金", "Principal"),
        field("money", "interest", "利息", "Interest"),
        field("money", "penalty", "罚息", "Penalty"),
        field("money", "fee", "费用", "Fee"),
        field("date", "value_date", "还款日", "Value date", required=True, indexed=True),
        field("date", "booking_date", "入账日", "Booking date", required=True),
        field(
            "choice",
            "channel",
            "渠道",
            "Channel",
            required=True,
            options=options(
                "auto_debit:代扣:Auto debit",
                "transfer:转账:Transfer",
                "counter:柜面:Counter",
                "online:线上:Online",
            ),
        ),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            options=options("posted:已入账:Posted:ok", "reversed:已冲正:Reversed:none"),
        ),
        field("number", "event_sequence", "事件序号", "Event", required=True),
    ],
)

"""Loans, their installments, and their immutable events. What is projected from the events can be replayed at any time."""

from typing import Any

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    and_,
    case,
    literal,
    select,
)

from zhuxin.core.business_day import business_day
from zhuxin.core.db.schema import ID, INSTANT, JSON_DOCUMENT, MINOR, metadata, text_column
from zhuxin.kernel.objects.define import define_object, field, options
from zhuxin.lending.products.types import METHODS

BUCKETS = options(
    "M0:M0:M0:ok",
    "M1:M1:M1:warn",
    "M2:M2:M2:warn",
    "M3:M3:M3:bad",
    "M4:M4:M4:bad",
    "M5:M5:M5:bad",
    "M6:M6:M6:bad",
    "M6+:M6+:M6+:bad",
)


def days_past_due(source: Any) -> Any:
    """Computed, not stored: from the oldest unpaid due date, once past the grace, to the business date."""
    columns = source.c
    today = select(business_day.c.business_date).scalar_subquery()
    days = today - columns.oldest_unpaid_date
    return case((and_(columns.status != "settled", days > columns.grace_days), days), else_=literal(0))


LOAN = define_object(
    "loan",
    "贷款",
    "Loan",
    prefix="LN",
    title_field="number",
    writable=False,
    party_field="party_id",
    description=(
        "已放款的贷款。余额和逾期由还款计划与交易推算，可查任意一天。",
        "Loans paid out; balances follow from schedule and events, as of any day.",
    ),
    computed={"days_past_due": days_past_due},
    fields=[
        field("auto_number", "number", "贷款编号", "Number", read_only=True),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("reference", "product_id", "产品", "Product", required=True, target="product"),
        field(
            "reference",
            "application_id",
            "进件",
            "Application",
            required=True,
            target="application",
            unique=True,
        ),
        field("reference", "contract_id", "合同", "Contract", required=True, target="contract", unique=True),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            indexed=True,
            options=options(
                "active:正常:Active:ok", "overdue:逾期:Overdue:bad", "settled:已结清:Settled:none"
            ),
        ),
        field("money", "principal", "放款金额", "Principal", required=True),
        field("percent", "annual_rate", "年利率", "Annual rate", required=True),
        field("number", "periods", "期数", "Periods", required=True),
        field("choice", "repayment_method", "还款方式", "Repayment method", required=True, options=METHODS),
        field("date", "disbursed_date", "放款日", "Disbursed", required=True, indexed=True),
        field("date", "maturity_date", "到期日", "Maturity", required=True),
        field("money", "outstanding_principal", "剩余本金", "Outstanding principal", required=True),
        field("date", "next_due_date", "下次还款日", "Next due date", indexed=True),
        field("money", "next_due_amount", "下次应还", "Next due amount"),
        field("money", "overdue_amount", "逾期金额", "Overdue amount", required=True, default=0),
        field("number", "days_past_due", "逾期天数", "Days past due", read_only=True, computed=True),
        field("choice", "bucket", "逾期阶段", "Bucket", required=True, indexed=True, options=BUCKETS),
        field(
            "choice",
            "classification",
            "五级分类",
            "Classification",
            required=True,
            options=options(
                "normal:正常:Normal:ok",
                "special_mention:关注:Special mention:warn",
                "substandard:次级:Substandard:bad",
                "doubtful:可疑:Doubtful:bad",
                "loss:损失:Loss:bad",
            ),
        ),
        field("money", "credit_balance", "溢缴款", "Credit balance", required=True, default=0),
        field("date", "settled_date", "结清日", "Settled"),
        field("number", "score", "进件评分", "Score"),
    ],
    extra=[
        text_column("currency", server_default="CNY"),
        Column("penalty_annual_rate", Numeric(12, 8), nullable=False),
        Column("compound_annual_rate", Numeric(12, 8), nullable=False, server_default="0"),
        Column("grace_days", Integer, nullable=False),
        text_column("rounding"),
        text_column("day_count"),
        Column("oldest_unpaid_date", Date),
        text_column("worst_bucket", server_default="M0"),
        Column("last_sequence", Integer, nullable=False, server_default="0"),
        Index(
            "ix_loan_open_oldest_unpaid_date", "oldest_unpaid_date", postgresql_where="status <> 'settled'"
        ),
    ],
)

INSTALLMENT = define_object(
    "installment",
    "还款计划",
    "Installment",
    title_field="number",
    writable=False,
    scope_parent=("loan_id", "loan"),
    description=("贷款每一期的应还与已还。", "What each period of a loan owes and what was paid."),
    fields=[
        field("reference", "loan_id", "贷款", "Loan", required=True, target="loan"),
        field("number", "number", "期次", "Number", required=True),
        field("date", "start_date", "起息日", "Start", required=True),
        field("date", "due_date", "还款日", "Due date", required=True, indexed=True),
        field("number", "days", "天数", "Days", required=True),
        field("money", "principal", "应还本金", "Principal", required=True),
        field("money", "interest", "应还利息", "Interest", required=True),
        field("money", "fee", "应还费用", "Fee", required=True),
        field("money", "payment", "应还合计", "Payment", required=True),
        field("money", "balance", "剩余本金", "Balance", required=True),
        field("money", "paid_principal", "已还本金", "Paid principal", required=True, default=0),
        field("money", "paid_interest", "已还利息", "Paid interest", required=True, default=0),
        field("money", "paid_fee", "已还费用", "Paid fee", required=True, default=0),
        field("money", "paid_penalty", "已还罚息", "Paid penalty", required=True, default=0),
        field("date", "settled_date", "还清日", "Settled"),
    ],
    unique=[("loan_id", "number")],
    extra=[
        Column("penalty_days", Numeric(40, 0), nullable=False, server_default="0"),
        Column("penalty_from", Date),
        Index("ix_installment_open_due_date", "due_date", postgresql_where="settled_date IS NULL"),
    ],
)

loan_event = Table(
    "loan_event",
    metadata,
    Column("loan_id", ID, ForeignKey("loan.id"), nullable=False),
    Column("sequence", Integer, nullable=False),
    text_column("kind"),
    Column("value_date", Date, nullable=False),
    Column("booking_date", Date, nullable=False),
    Column("amount_minor", MINOR, nullable=False),
    Column("reverses", Integer),
    Column("component", Text),
    Column("detail", JSON_DOCUMENT, nullable=False),
    Column("recorded_at", INSTANT, nullable=False),
    Column("recorded_by", ID),
    PrimaryKeyConstraint("loan_id", "sequence"),
)

"""Loan products."""

from zhuxin.kernel.objects.define import define_object, field
from zhuxin.lending.products.types import DAY_COUNTS, METHODS, ROUNDINGS

PRODUCT = define_object(
    "product",
    "产品",
    "Product",
    title_field="name",
    description=(
        "贷款产品及其条款。改动只影响之后的合同。",
        "Loan products and their terms; a change affects later contracts only.",
    ),
    fields=[
        field("text", "key", "编码", "Key", required=True, unique=True, max_length=40),
        field("text", "name", "名称", "Name", required=True, max_length=60, searchable=True),
        field("money", "min_amount", "最低金额", "Minimum amount", required=True, minimum="0.01"),
        field("money", "max_amount", "最高金额", "Maximum amount", required=True, minimum="0.01"),
        field(
            "number", "min_periods", "最少期数", "Fewest periods", required=True, minimum="1", maximum="600"
        ),
        field("number", "max_periods", "最多期数", "Most periods", required=True, minimum="1", maximum="600"),
        field("percent", "annual_rate", "年利率", "Annual rate", required=True, minimum="0", maximum="0.36"),
        field(
            "percent",
            "penalty_annual_rate",
            "罚息年利率",
            "Penalty rate",
            required=True,
            minimum="0",
            maximum="0.54",
        ),
        field("choice", "repayment_method", "还款方式", "Repayment method", required=True, options=METHODS),
        field(
            "choice",
            "day_count",
            "计息基础",
            "Day count",
            required=True,
            default="30/360",
            options=DAY_COUNTS,
        ),
        field(
            "choice", "rounding", "取整方式", "Rounding", required=True, default="half_up", options=ROUNDINGS
        ),
        field(
            "number",
            "grace_days",
            "宽限天数",
            "Grace days",
            required=True,
            default=0,
            minimum="0",
            maximum="30",
        ),
        field("text", "process_key", "审批流程", "Process", required=True, max_length=60),
        field("text", "contract_template", "合同模板", "Contract template", required=True, max_length=60),
        field("boolean", "active", "启用", "Active", default=True),
    ],
)

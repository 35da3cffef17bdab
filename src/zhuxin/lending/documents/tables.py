"""Contracts, and papers handed in."""

from zhuxin.kernel.objects.define import define_object, field, options
from zhuxin.lending.products.types import METHODS

CONTRACT = define_object(
    "contract",
    "合同",
    "Contract",
    prefix="CT",
    title_field="number",
    writable=False,
    party_field="party_id",
    scope_parent=("application_id", "application"),
    description=(
        "借款合同。审批通过后生成，签署后才能放款。",
        "Loan contracts: made after approval, signed before disbursement.",
    ),
    fields=[
        field("auto_number", "number", "合同编号", "Number", read_only=True),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field(
            "reference",
            "application_id",
            "进件",
            "Application",
            required=True,
            target="application",
            unique=True,
        ),
        field("reference", "product_id", "产品", "Product", required=True, target="product"),
        field("money", "principal", "借款金额", "Principal", required=True),
        field("percent", "annual_rate", "年利率", "Annual rate", required=True),
        field("number", "periods", "期数", "Periods", required=True),
        field("choice", "repayment_method", "还款方式", "Repayment method", required=True, options=METHODS),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            indexed=True,
            options=options(
                "generated:待签署:To be signed:wait", "signed:已签署:Signed:ok", "void:作废:Void:none"
            ),
        ),
        field("file", "file_id", "合同文件", "File"),
        field("datetime", "signed_at", "签署时间", "Signed"),
    ],
)

DOCUMENT = define_object(
    "document",
    "资料",
    "Document",
    title_field="name",
    writable=False,
    scope_parent=("application_id", "application"),
    party_field="party_id",
    description=("进件的证明材料。", "Papers handed in with an application."),
    fields=[
        field("text", "name", "名称", "Name", required=True, max_length=150),
        field(
            "choice",
            "kind",
            "类型",
            "Kind",
            required=True,
            options=options(
                "identity:身份证明:Identity",
                "income:收入证明:Income",
                "contract:合同:Contract",
                "other:其他:Other",
            ),
        ),
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field("reference", "application_id", "进件", "Application", required=True, target="application"),
        field("file", "file_id", "文件", "File", required=True),
    ],
)

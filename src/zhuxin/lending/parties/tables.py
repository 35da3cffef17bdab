"""Customers and their consents."""

from zhuxin.kernel.objects.define import define_object, field, options

PARTY = define_object(
    "party",
    "客户",
    "Customer",
    prefix="C",
    recycle_bin=True,
    title_field="name",
    party_field="id",
    guarded=frozenset(("name", "id_number", "bank_card", "bank_name")),
    description=(
        "借款人和其他往来人。一个人只有一条，按身份证号认定。",
        "Borrowers and other people; one record each, by ID number.",
    ),
    fields=[
        field("auto_number", "number", "客户编号", "Number", read_only=True),
        field(
            "text", "name", "姓名", "Name", required=True, max_length=60, searchable=True, sensitivity="C2"
        ),
        field("phone", "phone", "手机号", "Phone", required=True, sensitivity="C2"),
        field("id_number", "id_number", "身份证号", "ID number", sensitivity="C3"),
        field("date", "birth_date", "出生日期", "Birth date", read_only=True, sensitivity="C2"),
        field(
            "choice",
            "gender",
            "性别",
            "Gender",
            read_only=True,
            options=options("male:男:Male", "female:女:Female"),
        ),
        field("bank_card", "bank_card", "收款银行卡", "Bank card", sensitivity="C3"),
        field("text", "bank_name", "开户行", "Bank", max_length=60, sensitivity="C2"),
        field("email", "email", "邮箱", "E-mail", sensitivity="C2"),
        field("text", "employer", "工作单位", "Employer", max_length=100, sensitivity="C2"),
        field("money", "credit_limit", "授信额度", "Credit limit", read_only=True),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            default="active",
            read_only=True,
            indexed=True,
            options=options("active:正常:Active:ok", "frozen:冻结:Frozen:bad"),
        ),
    ],
)

CONSENT = define_object(
    "consent",
    "授权同意",
    "Consent",
    title_field="purpose",
    writable=False,
    scope_parent=("party_id", "party"),
    party_field="party_id",
    description=(
        "客户对个人信息处理的逐项同意，含条款版本。",
        "What a customer agreed to, with the version of its text.",
    ),
    fields=[
        field("reference", "party_id", "客户", "Customer", required=True, target="party"),
        field(
            "choice",
            "purpose",
            "用途",
            "Purpose",
            required=True,
            options=options(
                "credit_query:查询征信:Credit query", "data_processing:处理个人信息:Data processing"
            ),
        ),
        field("text", "text_version", "条款版本", "Text version", required=True, max_length=40),
        field("text", "channel", "同意渠道", "Given through", required=True, max_length=40),
        field("datetime", "granted_at", "同意时间", "Granted", required=True),
        field("datetime", "withdrawn_at", "撤回时间", "Withdrawn"),
    ],
)

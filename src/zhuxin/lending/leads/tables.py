"""Leads and the channels they come through."""

from zhuxin.kernel.objects.define import define_object, field, options

CHANNEL = define_object(
    "channel",
    "渠道",
    "Channel",
    title_field="name",
    description=("线索来源及其成本。", "Where leads come from, and at what cost."),
    fields=[
        field("text", "key", "编码", "Key", required=True, unique=True, max_length=40),
        field("text", "name", "名称", "Name", required=True, max_length=60, searchable=True),
        field(
            "choice",
            "kind",
            "类型",
            "Kind",
            required=True,
            options=options(
                "form:表单:Form",
                "landing_page:落地页:Landing page",
                "api:接口:API",
                "call_center:电话:Call center",
                "partner:合作方:Partner",
                "branch:门店:Branch",
            ),
        ),
        field("money", "cost_per_lead", "单条成本", "Cost per lead", minimum="0"),
        field("boolean", "active", "启用", "Active", default=True),
    ],
)

LEAD = define_object(
    "lead",
    "线索",
    "Lead",
    prefix="L",
    recycle_bin=True,
    title_field="name",
    party_field="party_id",
    description=(
        "有借款意向、尚未进件的人。新线索会自动轮流分配给客户经理。",
        "People who may borrow; new leads are assigned in turn.",
    ),
    fields=[
        field("auto_number", "number", "线索编号", "Number", read_only=True),
        field(
            "text", "name", "姓名", "Name", required=True, max_length=60, searchable=True, sensitivity="C2"
        ),
        field("phone", "phone", "手机号", "Phone", required=True, sensitivity="C2"),
        field("reference", "channel_id", "渠道", "Channel", required=True, target="channel"),
        field("text", "source", "来源说明", "Source", max_length=100),
        field("money", "amount", "意向金额", "Amount wanted", minimum="0.01", maximum="100000000"),
        field("number", "periods", "意向期数", "Periods wanted", minimum="1", maximum="600"),
        field("text", "purpose", "用途", "Purpose", max_length=60),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            default="new",
            read_only=True,
            indexed=True,
            options=options(
                "new:待分配:New:wait",
                "assigned:待跟进:Assigned:wait",
                "following:跟进中:Following up:ok",
                "converted:已转化:Converted:ok",
                "closed:已关闭:Closed:none",
            ),
        ),
        field("reference", "party_id", "客户", "Customer", target="party", read_only=True),
        field("datetime", "last_contact_at", "最近跟进", "Last contact", read_only=True),
        field("long_text", "note", "跟进记录", "Note", max_length=2000),
    ],
)

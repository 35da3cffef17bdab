"""Users, departments and roles are objects of the catalog; sessions and tokens are not."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from zhuxin.core.crypto.places import encrypted_in
from zhuxin.core.db.schema import ID, INSTANT, JSON_DOCUMENT, created_at, id_column, metadata, text_column
from zhuxin.kernel.objects.define import define_object, field, options

DEPARTMENT = define_object(
    "department",
    "部门",
    "Department",
    title_field="name",
    description=(
        "组织架构。数据范围「本部门」「本部门及下级」按它计算。",
        "The organization; data scopes follow it.",
    ),
    fields=[
        field("text", "key", "编码", "Key", required=True, unique=True, max_length=40),
        field("text", "name", "名称", "Name", required=True, max_length=60, searchable=True),
        field("reference", "parent_id", "上级部门", "Parent", target="department"),
    ],
)

USER = define_object(
    "user",
    "用户",
    "User",
    table_name="user_account",
    title_field="name",
    writable=False,
    description=("登录系统的员工。", "People who log in."),
    computed={"role_keys": lambda user: user.c.role_keys},
    fields=[
        field(
            "text",
            "username",
            "用户名",
            "Username",
            required=True,
            unique=True,
            max_length=40,
            searchable=True,
        ),
        field("text", "name", "姓名", "Name", required=True, max_length=60, searchable=True),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            default="active",
            read_only=True,
            options=options("active:在用:Active:ok", "disabled:停用:Disabled:bad"),
        ),
        field(
            "choice",
            "locale",
            "语言",
            "Language",
            required=True,
            default="zh-CN",
            read_only=True,
            options=options("zh-CN:中文:Chinese", "en-US:English:English"),
        ),
        field(
            "json",
            "role_keys",
            "角色编码",
            "Role keys",
            read_only=True,
            computed=True,
            guarded_as="role_names",
        ),
        field("text", "role_names", "角色", "Roles", read_only=True, max_length=400),
        field("datetime", "last_login_at", "最近登录", "Last log-in", read_only=True),
    ],
    extra=[
        Column("password_hash", Text),
        Column("role_keys", ARRAY(Text), nullable=False, server_default="{}"),
        Column("must_change_password", Boolean, nullable=False, server_default="false"),
        Column("password_changed_at", INSTANT),
    ],
)

ROLE = define_object(
    "role",
    "角色",
    "Role",
    title_field="name",
    writable=False,
    description=(
        "一组权限：对象、字段、数据范围、操作和菜单。",
        "A set of rights: objects, fields, scope, actions, menu.",
    ),
    fields=[
        field("text", "key", "编码", "Key", required=True, unique=True, max_length=40),
        field("text", "name", "名称", "Name", required=True, max_length=60, searchable=True),
        field("text", "name_en", "英文名称", "English name", max_length=60),
        field("json", "grants", "权限", "Grants", required=True, default="{}"),
    ],
)

DEPARTMENT_MEMBER = define_object(
    "department_member",
    "部门成员",
    "Department member",
    title_field="position",
    writable=False,
    owner_field="user_id",
    description=(
        "谁还属于一个部门、谁是它的负责人；主部门写在用户上。数据范围按所有部门计算。",
        "Who else belongs to a department and who heads it; a user's main department is her own field. Scopes follow all of them.",
    ),
    fields=[
        field("user", "user_id", "用户", "User", target="user", required=True),
        field(
            "choice",
            "position",
            "身份",
            "Position",
            required=True,
            default="member",
            options=options("head:负责人:Head:ok", "member:成员:Member:none"),
        ),
    ],
    unique=[("user_id", "department_id")],
)

ROLE_GRANT = define_object(
    "role_grant",
    "临时授权",
    "Temporary grant",
    title_field="reason",
    writable=False,
    description=(
        "一段时间内给某人一个角色；由另一位安全管理员批准，到期即失效。",
        "A role somebody has for a time; approved by another security administrator, over at the moment it ends.",
    ),
    fields=[
        field("user", "user_id", "用户", "User", target="user", required=True),
        field("reference", "role_id", "角色", "Role", target="role", required=True),
        field("datetime", "from_at", "开始", "From", required=True),
        field("datetime", "until_at", "到期", "Until", required=True),
        field("text", "reason", "原因", "Reason", required=True, max_length=200),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            options=options(
                "waiting:待批准:Waiting:wait",
                "approved:已批准:Approved:ok",
                "refused:已拒绝:Refused:bad",
                "revoked:已收回:Revoked:warn",
                "ended:已到期:Ended:none",
            ),
        ),
        field("user", "decided_by", "审批人", "Decided by", target="user"),
        field("datetime", "decided_at", "审批时间", "Decided at"),
        field("text", "opinion", "意见", "Opinion", max_length=200),
    ],
)

session = Table(
    "session",
    metadata,
    id_column(),
    created_at(),
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    text_column("csrf_token"),
    Column("expires_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    text_column("address", nullable=True),
    text_column("user_agent", nullable=True),
    Column("last_used_at", INSTANT, nullable=False, server_default=text("now()")),  # to the minute
    Column(
        "verified_at", INSTANT, nullable=False, server_default=text("now()")
    ),  # when its owner last proved who she is
    text_column("stage", nullable=True),  # what is still to be done before it serves; NULL: nothing
    Column("challenge", LargeBinary),  # that a passkey is to answer
    Column("challenge_until_at", INSTANT),
    Column("preview_user", ID),  # whom its owner looks at the app as
    text_column("preview_role", nullable=True),
)

api_token = Table(
    "api_token",
    metadata,
    id_column(),
    created_at(),
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    text_column("name"),
    Column("expires_at", INSTANT),
    Column("revoked_at", INSTANT),
    Column("scope", JSON_DOCUMENT),  # what of its user's rights it has; `permissions/narrowed.py`
    Column("last_used_at", INSTANT),  # to the minute
    Index("ix_api_token_created_at", "created_at"),
)

second_factor = Table(
    "second_factor",
    metadata,
    id_column(),
    created_at(),
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    text_column("kind"),  # totp, passkey
    text_column("name"),
    Column("confirmed_at", INSTANT),
    Column("last_used_at", INSTANT),
    Column("secret", LargeBinary),
    Column("last_step", BigInteger),  # of the last code that was taken
    Column("credential_id", LargeBinary, unique=True),
    Column("public_key", LargeBinary),
    Column("sign_count", BigInteger),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    id_column(),
    created_at(),
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("digest", LargeBinary, nullable=False),
    Column("used_at", INSTANT),
)

password_link = Table(
    "password_link",
    metadata,
    id_column(),
    created_at(),
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("expires_at", INSTANT, nullable=False),
    Column("used_at", INSTANT),
)

old_password = Table(
    "old_password",
    metadata,
    id_column(),
    created_at(),
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    text_column("password_hash"),
)

# Wrong log-ins by what they were counted for: a name at an address, a name, an address.
log_in_delay = Table(
    "log_in_delay",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failed_at", INSTANT, nullable=False),
    Column("until_at", INSTANT, nullable=False),
)
encrypted_in(second_factor, "secret", lambda factor_id: f"second_factor.{factor_id}")

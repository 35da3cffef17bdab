"""Stored instances, their history, and the tasks people work on."""

from sqlalchemy import BigInteger, Column, Identity, Index, Integer, Table

from zhuxin.core.db.schema import ID, INSTANT, JSON_DOCUMENT, created_at, id_column, metadata, text_column
from zhuxin.kernel.objects.define import define_object, field, options

process_instance = Table(
    "process_instance",
    metadata,
    id_column(),
    created_at(),
    text_column("process_key"),
    Column("process_version", Integer, nullable=False),
    Column("definition_id", ID, nullable=False),
    text_column("subject_object"),
    Column("subject_id", ID, nullable=False),
    text_column("status"),  # running, completed
    text_column("outcome", nullable=True),
    Column("state", JSON_DOCUMENT, nullable=False),
    Column("ended_at", INSTANT),
    Index("ix_process_instance_subject_id", "subject_id"),
)

process_history = Table(
    "process_history",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("instance_id", ID, nullable=False),
    text_column("node"),
    text_column("kind"),
    Column("at", INSTANT, nullable=False),
    Column("actor_id", ID),
    text_column("actor_name", nullable=True),
    text_column("outcome", nullable=True),
    text_column("opinion", nullable=True),
    Index("ix_process_history_instance_id", "instance_id", "id"),
)

TASK = define_object(
    "task",
    "待办",
    "Task",
    title_field="title",
    writable=False,
    claim_field="candidate_role",
    owner_field="assignee_id",
    description=("流程分派给您或您所在角色的工作。", "Work a process assigned to you or to your role."),
    fields=[
        field("text", "title", "标题", "Title", required=True, max_length=200, searchable=True),
        field(
            "choice",
            "kind",
            "类型",
            "Kind",
            required=True,
            options=options("approval:审批:Approval", "form:填写:Form"),
        ),
        field(
            "choice",
            "status",
            "状态",
            "Status",
            required=True,
            indexed=True,
            options=options(
                "open:待处理:Open:wait", "completed:已处理:Completed:ok", "canceled:已取消:Canceled:none"
            ),
        ),
        field("user", "assignee_id", "处理人", "Assignee", target="user"),
        field("text", "candidate_role", "候选角色", "Candidate role", max_length=40),
        field("text", "subject_object", "业务对象", "Subject", required=True, max_length=60),
        field("text", "subject_id", "业务记录", "Subject id", required=True, max_length=40, indexed=True),
        field(
            "text",
            "process_instance_id",
            "流程实例",
            "Process instance",
            required=True,
            max_length=40,
            indexed=True,
        ),
        field("text", "node", "节点", "Node", required=True, max_length=60),
        field(
            "choice",
            "outcome",
            "结果",
            "Outcome",
            options=options(
                "approve:通过:Approved:ok", "reject:拒绝:Rejected:bad", "submit:已提交:Submitted:ok"
            ),
        ),
        field("long_text", "opinion", "意见", "Opinion", max_length=1000),
        field("datetime", "completed_at", "处理时间", "Completed"),
        field("datetime", "due_at", "截止时间", "Due"),
    ],
)

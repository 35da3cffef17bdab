"""Who follows which record, and what each person was told."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table

from zhuxin.core.db.schema import ID, INSTANT, created_at, id_column, metadata, text_column

follow = Table(
    "follow",
    metadata,
    Column("user_id", ID, nullable=False),
    text_column("object"),
    Column("record_id", ID, nullable=False),
    created_at(),
    PrimaryKeyConstraint("object", "record_id", "user_id"),
)

notification = Table(
    "notification",
    metadata,
    id_column(),
    created_at(),
    Column("user_id", ID, nullable=False),
    text_column("reason"),  # mentioned, or followed
    text_column("name"),  # of the fact, as in the audit log
    text_column("object"),
    Column("record_id", ID, nullable=False),
    text_column("actor_name"),
    text_column("note", nullable=True),
    Column("read_at", INSTANT),
    Index("ix_notification_user_id", "user_id", "created_at"),
)

"""What was answered to an idempotency key, so that a repeated request is not a repeated deed."""

from sqlalchemy import Column, Index, LargeBinary, PrimaryKeyConstraint, Table

from zhuxin.core.db.schema import created_at, metadata, text_column

idempotency_key = Table(
    "idempotency_key",
    metadata,
    text_column("caller"),
    text_column("key"),
    text_column("action"),
    Column("request_hash", LargeBinary, nullable=False),
    Column("answer", LargeBinary),  # encrypted; none where it is a secret
    created_at(),
    PrimaryKeyConstraint("caller", "key"),
    Index("ix_idempotency_key_created_at", "created_at"),
)

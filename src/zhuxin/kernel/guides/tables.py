"""Which guides a person has taken or declined, so that each is offered once."""

from sqlalchemy import Column, ForeignKey, PrimaryKeyConstraint, Table

from zhuxin.core.db.schema import ID, INSTANT, metadata, text_column

guide_answer = Table(
    "guide_answer",
    metadata,
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    text_column("guide"),
    text_column("answer"),  # taken or declined
    Column("answered_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("user_id", "guide"),
)

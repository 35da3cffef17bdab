"""Which masked values somebody compared within the last hour."""

from sqlalchemy import BigInteger, Column, Identity, Index, Table

from zhuxin.core.db.schema import ID, INSTANT, metadata, text_column

masked_comparison = Table(
    "masked_comparison",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("user_id", ID, nullable=False),
    text_column("field"),  # object.field
    Index("ix_masked_comparison_user_id", "user_id", "at"),
)

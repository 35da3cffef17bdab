"""Views that people save, and which view of an object each of them opens first."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from zhuxin.core.db.schema import (
    ID,
    INSTANT,
    JSON_DOCUMENT,
    created_at,
    id_column,
    metadata,
    text_column,
)

saved_view = Table(
    "saved_view",
    metadata,
    id_column(),
    created_at(),
    Column("updated_at", INSTANT, nullable=False),
    Column("version", Integer, nullable=False),
    text_column("object"),
    text_column("label"),
    Column("body", JSON_DOCUMENT, nullable=False),
    Column("owner_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),  # whom it is shared with; none: everybody
    Index("ix_saved_view_object", "object"),
)

default_view = Table(
    "default_view",
    metadata,
    Column("user_id", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    text_column("object"),
    text_column("view"),  # the id of a saved view, or the key of one of the layout
    PrimaryKeyConstraint("user_id", "object"),
)

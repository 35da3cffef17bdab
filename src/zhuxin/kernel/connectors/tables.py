"""Every call to an outside system."""

from sqlalchemy import Column, Index, Integer, Table

from zhuxin.core.db.schema import JSON_DOCUMENT, created_at, id_column, metadata, text_column

connector_call = Table(
    "connector_call",
    metadata,
    id_column(),
    created_at(),
    text_column("connector"),
    text_column("operation"),
    text_column("reference"),
    Column("attempt", Integer, nullable=False),
    Column("request", JSON_DOCUMENT, nullable=False),
    Column("response", JSON_DOCUMENT),
    Index("ix_connector_call_reference", "reference"),
)

"""Versions of definitions; version 0 is the draft."""

from sqlalchemy import Boolean, Column, Integer, Table, UniqueConstraint

from zhuxin.core.db.schema import ID, JSON_DOCUMENT, created_at, id_column, metadata, text_column

definition = Table(
    "definition",
    metadata,
    id_column(),
    created_at(),
    text_column("kind"),  # layout, menu, process, decision, template
    text_column("key"),
    Column("version", Integer, nullable=False),
    Column("published", Boolean, nullable=False),
    Column("body", JSON_DOCUMENT, nullable=False),
    text_column("package"),
    text_column("reason"),
    Column("created_by", ID),
    UniqueConstraint("kind", "key", "version"),
)

"""Which packages are installed, and what each of them brought."""

from sqlalchemy import Column, Integer, Table

from zhuxin.core.db.schema import ID, INSTANT, JSON_DOCUMENT, id_column, metadata, text_column

installed_package = Table(
    "installed_package",
    metadata,
    id_column(),
    text_column("key", unique=True),
    Column("version", Integer, nullable=False),
    Column("label", JSON_DOCUMENT, nullable=False),
    Column("parts", JSON_DOCUMENT, nullable=False),
    Column("installed_at", INSTANT, nullable=False),
    Column("installed_by", ID),
    Column("removed_at", INSTANT),  # taken out on purpose: a start does not bring it back
)

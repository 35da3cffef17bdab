"""Tables of what is defined at run time: custom fields, definitions, and the one revision counter."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    SmallInteger,
    Table,
    UniqueConstraint,
)

from zhuxin.core.db.schema import ID, JSON_DOCUMENT, created_at, id_column, metadata, text_column

custom_field = Table(
    "custom_field",
    metadata,
    id_column(),
    created_at(),
    text_column("object"),
    text_column("key"),
    Column("body", JSON_DOCUMENT, nullable=False),
    Column("created_by", ID),
    UniqueConstraint("object", "key"),
)

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

catalog_revision = Table(
    "catalog_revision",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    Column("revision", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

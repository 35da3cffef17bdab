"""Tables of what is defined at run time: custom objects, custom fields, and the one revision counter."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from zhuxin.core.db.schema import ID, INSTANT, JSON_DOCUMENT, created_at, id_column, metadata, text_column

custom_object = Table(
    "custom_object",
    metadata,
    id_column(),
    created_at(),
    text_column("key"),
    Column("body", JSON_DOCUMENT, nullable=False),
    Column("archived_at", INSTANT),
    Column("created_by", ID),
    UniqueConstraint("key"),
)

custom_field = Table(
    "custom_field",
    metadata,
    id_column(),
    created_at(),
    text_column("object"),
    text_column("key"),
    Column("body", JSON_DOCUMENT, nullable=False),
    Column("created_by", ID),
    Column("removed_at", INSTANT),  # in the bin: the column and its values are kept
    UniqueConstraint("object", "key"),
)

unique_key = Table(
    "unique_key",
    metadata,
    id_column(),
    created_at(),
    text_column("object"),
    Column("fields", ARRAY(Text), nullable=False),
    text_column("state"),  # building, ready or failed
    UniqueConstraint("object", "fields"),
)

# The last number given out of each object whose numbers have no gaps; the function `next_number` counts on.
number_counter = Table(
    "number_counter",
    metadata,
    Column("object", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# Records whose rollups or formulas are to be computed before the transaction that noted them is through; no key, for a
# record noted twice is computed once.
derived_due = Table(
    "derived_due",
    metadata,
    Column("object_key", Text, nullable=False),
    Column("record_id", ID, nullable=False),
)

catalog_revision = Table(
    "catalog_revision",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    Column("revision", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

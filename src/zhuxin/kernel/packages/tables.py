"""Which packages are installed, what each of them brought, which records are their samples, and which environment this is."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, SmallInteger, Table

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
    Column("samples", JSON_DOCUMENT),  # rows by object, to be added on request
    Column("removed_at", INSTANT),  # taken out on purpose: a start does not bring it back
)

sample_record = Table(
    "sample_record",
    metadata,
    Column("record_id", ID, primary_key=True),
    text_column("object"),
    text_column("package"),
    Column("position", Integer, nullable=False),  # in the order they were made
    Column("version", Integer, nullable=False),  # of the record then: another one says that it was changed
    Index("ix_sample_record_package", "package", "position"),
)

installation = Table(
    "installation",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    text_column("environment"),  # production, test or sandbox
    Column("copied_at", INSTANT),
    Column("base", JSON_DOCUMENT),  # digests of what was copied, by part
    CheckConstraint("id = 1", name="single"),
    Column("demo", Boolean, nullable=False, server_default="false"),  # its people share a password
)

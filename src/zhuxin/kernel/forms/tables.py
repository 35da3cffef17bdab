"""Links of external forms, what came in by them, and challenges that were used."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, Table, Text

from zhuxin.core.db.schema import ID, INSTANT, created_at, id_column, metadata, text_column

external_form = Table(
    "external_form",
    metadata,
    id_column(),
    created_at(),
    Column("key", Text, nullable=False, unique=True),  # of the definition
    Column("token", Text, nullable=False, unique=True),
    Column("active", Boolean, nullable=False),
)

external_submission = Table(
    "external_submission",
    metadata,
    id_column(),
    created_at(),
    text_column("form"),  # key of the definition
    Column("record_id", ID, nullable=False),
    Column("person", LargeBinary),  # blind index of the field that tells people apart
    Index("ix_external_submission_form", "form", "created_at"),
    Index("uq_external_submission_person", "form", "person", unique=True),
)

external_challenge = Table(
    "external_challenge",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("expires_at", INSTANT, nullable=False),
)

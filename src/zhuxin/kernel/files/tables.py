"""What is known of a file; its bytes lie in the file store under its digest."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text

from zhuxin.core.db.schema import ID, created_at, id_column, metadata, text_column

stored_file = Table(
    "stored_file",
    metadata,
    id_column(),
    created_at(),
    text_column("name"),
    text_column("media_type"),
    Column("size_bytes", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    text_column("object"),
    Column("record_id", ID),  # none: handed in for a record that is not written yet
    Column("field", Text),
    Column("created_by", ID),
    Index("ix_stored_file_record_id", "record_id"),
)

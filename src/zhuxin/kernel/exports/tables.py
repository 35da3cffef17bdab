"""What somebody asked to have exported, who approved it, and the file that came of it until it expires."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Table, Text

from zhuxin.core.crypto.places import encrypted_in
from zhuxin.core.db.schema import ID, INSTANT, created_at, id_column, metadata, text_column

export_request = Table(
    "export_request",
    metadata,
    id_column(),
    created_at(),
    Column("created_by", ID, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False),
    text_column("object"),
    text_column("format"),  # xlsx, csv
    Column("query", LargeBinary, nullable=False),  # encrypted: a filter may hold a whole ID number
    Column("rows", BigInteger, nullable=False),  # as counted when it was asked for
    text_column("status"),  # waiting, approved, refused; free where it needs no approval
    text_column("reason", nullable=True),
    Column("decided_by", ID),
    Column("decided_at", INSTANT),
    Column("opinion", Text),
    Column("run_id", ID),
    Column("size_bytes", BigInteger),
    Column("expires_at", INSTANT),  # the file is there until then
    Column("link_digest", LargeBinary),
    Column("link_expires_at", INSTANT),
    Index("ix_export_request_created_by", "created_by", "created_at"),
)
encrypted_in(export_request, "query", lambda _: "export.query")

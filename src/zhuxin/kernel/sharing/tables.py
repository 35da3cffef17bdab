"""Which records are shared with whom."""

from sqlalchemy import Column, Date, Index, Table, UniqueConstraint

from zhuxin.core.db.schema import ID, INSTANT, created_at, id_column, metadata, text_column

record_share = Table(
    "record_share",
    metadata,
    id_column(),
    created_at(),
    Column("created_by", ID),
    text_column("object"),
    Column("record_id", ID, nullable=False),
    text_column("grantee"),  # user:<id>, department:<id> or role:<key>
    text_column("access"),  # read or write
    Column("until_date", Date),
    Column("until_at", INSTANT),  # when that day has ended where the lender is
    text_column("note", nullable=True),
    UniqueConstraint("object", "record_id", "grantee"),
    Index("ix_record_share_grantee", "grantee", "object"),
)

"""Tables of the audit log and of the outbox of events. A trigger refuses UPDATE and DELETE on entries and batches."""

from sqlalchemy import ARRAY, BigInteger, Column, Identity, Index, Integer, LargeBinary, Table, Text

from zhuxin.core.db.schema import ID, INSTANT, JSON_DOCUMENT, metadata, text_column

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("at", INSTANT, nullable=False),
    text_column("actor_id", nullable=True),
    text_column("actor_name"),
    text_column("name"),
    text_column("object", nullable=True),
    text_column("record_id", nullable=True),
    text_column("subject_id", nullable=True),
    Column("detail", JSON_DOCUMENT, nullable=False),
    text_column("request_id", nullable=True),
    text_column("address", nullable=True),
    text_column("via", nullable=True),  # session:<id>, token:<id>
    Column("digest", LargeBinary, nullable=False),
    Index("ix_audit_entry_at", "at", postgresql_using="brin"),
    Index("ix_audit_entry_record_id", "record_id", "id"),
    Index("ix_audit_entry_subject_id", "subject_id", "id"),
)

event = Table(
    "event",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("at", INSTANT, nullable=False),
    text_column("name"),
    text_column("object", nullable=True),
    text_column("record_id", nullable=True),
    Column("payload", JSON_DOCUMENT, nullable=False),
    text_column("request_id", nullable=True),
    Index("ix_event_name", "name", "id"),
)

audit_unsealed = Table("audit_unsealed", metadata, Column("entry_id", BigInteger, primary_key=True))

# Up to which batch an anchor was written to a place outside the database.
audit_anchor = Table(
    "audit_anchor",
    metadata,
    Column("place", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

audit_batch = Table(
    "audit_batch",
    metadata,
    Column("number", BigInteger, primary_key=True),
    Column("sealed_at", INSTANT, nullable=False),
    Column("entry_ids", JSON_DOCUMENT, nullable=False),
    Column("digests", LargeBinary, nullable=False),
    # Of the master key whose audit key made the hash; 0 where it was made without any.
    Column("key_version", Integer, nullable=False, server_default="0"),
    Column("previous_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

# Its owner alone may take anything away; indexes of arrays are cheap to add to, since what comes waits in a list.
read_log = Table(
    "read_log",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("actor_id", ID),
    text_column("actor_name"),
    text_column("kind"),  # record, list, search, export, download, print, audit
    text_column("object", nullable=True),
    Column("record_ids", ARRAY(ID), nullable=False),  # records, and the customers they belong to
    Column("count", Integer, nullable=False),
    text_column("filter", nullable=True),  # keyed digest of what was asked for
    text_column("address", nullable=True),
    text_column("via", nullable=True),
    text_column("request_id", nullable=True),
    Index("ix_read_log_at", "at", postgresql_using="brin"),
    Index("ix_read_log_actor_id", "actor_id", "id"),
    Index("ix_read_log_record_ids", "record_ids", postgresql_using="gin"),
)

"""Requests that wait for a second person, and the rules by which an administrator sets which actions need one."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text

from zhuxin.core.crypto.places import encrypted_in
from zhuxin.core.db.schema import ID, INSTANT, JSON_DOCUMENT, created_at, id_column, metadata, text_column

second_person_request = Table(
    "second_person_request",
    metadata,
    id_column(),
    created_at(),
    text_column("action"),
    text_column("object", nullable=True),
    text_column("record_id", nullable=True),
    Column("requested_by", ID, nullable=False, index=True),
    text_column("requester_name"),
    text_column("reason", nullable=True),
    Column("inputs_cipher", LargeBinary, nullable=False),
    Column("facts", JSON_DOCUMENT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    text_column("status"),  # waiting, approved, refused, withdrawn
    Column("decided_by", ID),
    text_column("decider_name", nullable=True),
    Column("decided_at", INSTANT),
    text_column("opinion", nullable=True),
    Index("ix_second_person_request_status", "status", "created_at"),
)

second_person_rule = Table(
    "second_person_rule",
    metadata,
    Column("action", Text, primary_key=True),
    text_column("mode"),  # always, never, amount
    Column("from_amount", BigInteger),
    Column("set_at", INSTANT, nullable=False),
    Column("set_by", ID),
)
encrypted_in(second_person_request, "inputs_cipher", lambda request_id: f"second_person_request.{request_id}")

"""Journals and their lines. Triggers refuse UPDATE and DELETE, and a journal whose debits are not its credits."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, ForeignKey, Identity, Index, Integer, Table

from zhuxin.core.db.schema import ID, MINOR, created_at, id_column, metadata, text_column

journal = Table(
    "journal",
    metadata,
    id_column(),
    created_at(),
    Column("loan_id", ID, ForeignKey("loan.id")),
    Column("product_id", ID),
    Column("booking_date", Date, nullable=False),
    text_column("kind"),
    Column("event_sequence", Integer),
    text_column("currency"),
    Index("ix_journal_loan_id", "loan_id", "booking_date"),
    Index("ix_journal_booking_date", "booking_date"),
)

journal_line = Table(
    "journal_line",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("journal_id", ID, ForeignKey("journal.id"), nullable=False),
    Column("loan_id", ID),
    Column("booking_date", Date, nullable=False),
    text_column("account"),
    Column("debit_minor", MINOR, nullable=False),
    Column("credit_minor", MINOR, nullable=False),
    CheckConstraint(
        "debit_minor >= 0 AND credit_minor >= 0 AND (debit_minor = 0) <> (credit_minor = 0)", name="one_side"
    ),
    Index("ix_journal_line_journal_id", "journal_id"),
    Index("ix_journal_line_loan_id", "loan_id", "account"),
    Index("ix_journal_line_account", "account", "booking_date"),
)

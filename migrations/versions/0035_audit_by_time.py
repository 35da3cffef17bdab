"""Entries of the last hour are found without reading the whole audit log."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"], postgresql_using="brin")


def downgrade() -> None:
    op.drop_index("ix_audit_entry_at", "audit_entry")

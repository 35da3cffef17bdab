"""Batches of the audit log are sealed with a key that is not in the database, told outside, and the database knows its key."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_batch", sa.Column("key_version", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "audit_anchor",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_audit_anchor"),
    )
    op.create_table(
        "key_fingerprint",
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
        sa.PrimaryKeyConstraint("version", name="pk_key_fingerprint"),
    )


def downgrade() -> None:
    op.drop_table("key_fingerprint")
    op.drop_table("audit_anchor")
    op.drop_column("audit_batch", "key_version")

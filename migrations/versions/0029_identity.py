"""Links by which people set their own passwords, sessions that know their last use, and delays instead of locks.

Passwords of before were chosen by an administrator: each is changed at the next log-in, but in the demo, whose people share one.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NOW = sa.text("now()")


def _owned(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("id", UUID(as_uuid=False), primary_key=True),
        sa.Column("created_at", INSTANT, nullable=False, server_default=NOW),
        sa.Column(
            "user_id",
            UUID(as_uuid=False),
            sa.ForeignKey("user_account.id", ondelete="CASCADE", name=f"fk_{name}_user_id_user_account"),
            nullable=False,
        ),
        *columns,
    )
    op.create_index(f"ix_{name}_user_id", name, ["user_id"])


def upgrade() -> None:
    op.drop_column("user_account", "failed_logins")
    op.drop_column("user_account", "locked_until")
    op.add_column(
        "user_account",
        sa.Column("must_change_password", sa.Boolean(), nullable=False, server_default="false"),
    )
    op.add_column("user_account", sa.Column("password_changed_at", INSTANT))
    op.execute(
        "UPDATE user_account SET must_change_password = true WHERE password_hash IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM job_run WHERE kind = 'demo')"
    )
    op.add_column("session", sa.Column("user_agent", sa.Text()))
    op.add_column("session", sa.Column("last_used_at", INSTANT, nullable=False, server_default=NOW))
    op.add_column("session", sa.Column("verified_at", INSTANT, nullable=False, server_default=NOW))
    op.add_column("session", sa.Column("stage", sa.Text()))
    _owned(
        "password_link",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.UniqueConstraint("digest", name="uq_password_link_digest"),
    )
    _owned("old_password", sa.Column("password_hash", sa.Text(), nullable=False))
    op.create_table(
        "log_in_delay",
        sa.Column("key", sa.LargeBinary(), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", INSTANT, nullable=False),
        sa.Column("until_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    for table in ("log_in_delay", "old_password", "password_link"):
        op.drop_table(table)
    for column in ("stage", "verified_at", "last_used_at", "user_agent"):
        op.drop_column("session", column)
    op.drop_column("user_account", "password_changed_at")
    op.drop_column("user_account", "must_change_password")
    op.add_column("user_account", sa.Column("locked_until", INSTANT))
    op.add_column(
        "user_account", sa.Column("failed_logins", sa.Integer(), nullable=False, server_default="0")
    )

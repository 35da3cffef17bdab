"""Second factors with recovery codes, and tokens with a scope whose last use is known."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _owned(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("id", UUID(as_uuid=False), primary_key=True),
        sa.Column("created_at", INSTANT, nullable=False, server_default=sa.text("now()")),
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
    _owned(
        "second_factor",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("last_used_at", INSTANT),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("last_step", sa.BigInteger()),
        sa.Column("credential_id", sa.LargeBinary()),
        sa.Column("public_key", sa.LargeBinary()),
        sa.Column("sign_count", sa.BigInteger()),
        sa.UniqueConstraint("credential_id", name="uq_second_factor_credential_id"),
    )
    _owned(
        "recovery_code",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", INSTANT),
    )
    op.add_column("session", sa.Column("challenge", sa.LargeBinary()))
    op.add_column("session", sa.Column("challenge_until_at", INSTANT))
    op.add_column("api_token", sa.Column("scope", JSONB(none_as_null=True)))
    op.add_column("api_token", sa.Column("last_used_at", INSTANT))


def downgrade() -> None:
    op.drop_column("api_token", "last_used_at")
    op.drop_column("api_token", "scope")
    op.drop_column("session", "challenge_until_at")
    op.drop_column("session", "challenge")
    op.drop_table("recovery_code")
    op.drop_table("second_factor")

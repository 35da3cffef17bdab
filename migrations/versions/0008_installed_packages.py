"""Which packages are installed and what they brought."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installed_package",
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("label", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("parts", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("installed_by", sa.Uuid(as_uuid=False)),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("key", name=op.f("uq_installed_package_key")),
    )


def downgrade() -> None:
    op.drop_table("installed_package")

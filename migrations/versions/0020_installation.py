"""Which environment this installation is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.SmallInteger(), primary_key=True),
        sa.Column("environment", sa.Text(), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True)),
        sa.Column("base", JSONB()),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_single")),
    )
    op.execute("INSERT INTO installation (id, environment) VALUES (1, 'production')")


def downgrade() -> None:
    op.drop_table("installation")

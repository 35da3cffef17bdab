"""Records whose derived fields are due."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "derived_due",
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("derived_due")

"""Leads and customers have a recycle bin."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = ("lead", "party")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("deleted_at", sa.DateTime(timezone=True)))
        op.add_column(table, sa.Column("deleted_by", sa.Uuid(as_uuid=False)))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "deleted_by")
        op.drop_column(table, "deleted_at")

"""Files of fields: which field a file is for, and files that wait for their record."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stored_file", sa.Column("field", sa.Text()))
    op.alter_column("stored_file", "record_id", nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM stored_file WHERE record_id IS NULL")
    op.alter_column("stored_file", "record_id", nullable=False)
    op.drop_column("stored_file", "field")

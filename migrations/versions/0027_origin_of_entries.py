"""Each entry of the audit log names the client's address and the session or token it came by."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_entry", sa.Column("address", sa.Text()))
    op.add_column("audit_entry", sa.Column("via", sa.Text()))


def downgrade() -> None:
    op.drop_column("audit_entry", "via")
    op.drop_column("audit_entry", "address")

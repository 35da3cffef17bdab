"""Whether this is a demo lender is stored: its people share a password and go without second factors."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("installation", sa.Column("demo", sa.Boolean(), nullable=False, server_default="false"))
    op.execute("UPDATE installation SET demo = EXISTS (SELECT FROM job_run WHERE kind = 'demo')")


def downgrade() -> None:
    op.drop_column("installation", "demo")

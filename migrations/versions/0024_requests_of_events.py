"""An event names the request it came of, so that who did it need not be told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event", sa.Column("request_id", sa.Text()))


def downgrade() -> None:
    op.drop_column("event", "request_id")

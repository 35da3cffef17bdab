"""Whom the owner of a session looks at the app as."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("preview_user", sa.Uuid(as_uuid=False)))
    op.add_column("session", sa.Column("preview_role", sa.Text()))


def downgrade() -> None:
    op.drop_column("session", "preview_role")
    op.drop_column("session", "preview_user")

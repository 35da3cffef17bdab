"""Single records shared with a user, a department or a role."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_share",
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(as_uuid=False)),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("grantee", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("until_date", sa.Date()),
        sa.Column("until_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.Text()),
        sa.UniqueConstraint(
            "object", "record_id", "grantee", name=op.f("uq_record_share_object_record_id_grantee")
        ),
    )
    op.create_index("ix_record_share_grantee", "record_share", ["grantee", "object"])


def downgrade() -> None:
    op.drop_table("record_share")

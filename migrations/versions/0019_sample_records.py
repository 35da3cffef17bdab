"""Samples that packages bring, and which records were made of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("installed_package", sa.Column("samples", JSONB()))
    op.create_table(
        "sample_record",
        sa.Column("record_id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_sample_record_package", "sample_record", ["package", "position"])


def downgrade() -> None:
    op.drop_table("sample_record")
    op.drop_column("installed_package", "samples")

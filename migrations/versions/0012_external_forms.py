"""External forms: links, what came in by them, challenges that were used."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "external_form",
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("key", name=op.f("uq_external_form_key")),
        sa.UniqueConstraint("token", name=op.f("uq_external_form_token")),
    )
    op.create_table(
        "external_submission",
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.LargeBinary()),
    )
    op.create_index("ix_external_submission_form", "external_submission", ["form", "created_at"])
    op.create_index("uq_external_submission_person", "external_submission", ["form", "person"], unique=True)
    op.create_table(
        "external_challenge",
        sa.Column("digest", sa.LargeBinary(), primary_key=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("external_challenge", "external_submission", "external_form"):
        op.drop_table(table)

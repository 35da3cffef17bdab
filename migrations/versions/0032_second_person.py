"""Requests that wait for a second person, and the rules of which actions need one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_person_request",
        sa.Column("id", UUID(as_uuid=False), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object", sa.Text()),
        sa.Column("record_id", sa.Text()),
        sa.Column("requested_by", UUID(as_uuid=False), nullable=False),
        sa.Column("requester_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("inputs_cipher", sa.LargeBinary(), nullable=False),
        sa.Column("facts", JSONB(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decided_by", UUID(as_uuid=False)),
        sa.Column("decider_name", sa.Text()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("opinion", sa.Text()),
    )
    op.create_index("ix_second_person_request_requested_by", "second_person_request", ["requested_by"])
    op.create_index("ix_second_person_request_status", "second_person_request", ["status", "created_at"])
    op.create_table(
        "second_person_rule",
        sa.Column("action", sa.Text(), primary_key=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("from_amount", sa.BigInteger()),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", UUID(as_uuid=False)),
    )


def downgrade() -> None:
    op.drop_table("second_person_rule")
    op.drop_table("second_person_request")

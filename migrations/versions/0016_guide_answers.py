"""Which guides a person has taken or declined."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide_answer",
        sa.Column(
            "user_id",
            sa.Uuid(as_uuid=False),
            sa.ForeignKey(
                "user_account.id", ondelete="CASCADE", name=op.f("fk_guide_answer_user_id_user_account")
            ),
            nullable=False,
        ),
        sa.Column("guide", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "guide", name=op.f("pk_guide_answer")),
    )


def downgrade() -> None:
    op.drop_table("guide_answer")

"""Numbers that are given out one after the other."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_counter",
        sa.Column("object", sa.Text(), primary_key=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
    )
    # The row stays locked until the transaction ends: one that is rolled back gives its number back.
    op.execute(
        """CREATE FUNCTION next_number(of_object text) RETURNS bigint LANGUAGE sql AS $$
        INSERT INTO number_counter AS kept (object, value) VALUES (of_object, 1)
        ON CONFLICT (object) DO UPDATE SET value = kept.value + 1 RETURNING value $$"""
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION next_number(text)")
    op.drop_table("number_counter")

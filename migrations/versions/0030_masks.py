"""ID numbers are masked to their first and last character, also where the mask is stored; comparisons of masked fields are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# The mask of before: three, eleven stars, four. Only an ID number has it. The trigger of derived values needs not be asked.
_STORED = r"""DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT c.table_name AS name, c.column_name AS masked FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name LIKE '%\_masked'
  LOOP
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', one.name);
    EXECUTE format('UPDATE %1$I SET %2$I = CASE WHEN %2$I < ''7'' THEN left(%2$I, 1) ELSE ''*'' END || repeat(''*'', 16) || right(%2$I, 1)'
      ' WHERE %2$I ~ ''^[0-9]{3}\*{11}[0-9]{3}[0-9X]$''', one.name, one.masked);
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', one.name);
  END LOOP;
END $$"""
# What told of a change holds the mask as well; what the audit log holds stays, and is masked anew where it is shown.
_TOLD = r"""UPDATE event SET payload = regexp_replace(payload::text,
    '([0-9])[0-9]{2}\*{11}[0-9]{3}([0-9X])', '\1****************\2', 'g')::jsonb
    WHERE payload::text ~ '[0-9]{3}\*{11}[0-9]{3}[0-9X]'"""


def upgrade() -> None:
    op.execute(_STORED)
    op.execute(_TOLD)
    op.create_table(
        "masked_comparison",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.UUID(as_uuid=False), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_masked_comparison"),
    )
    op.create_index("ix_masked_comparison_user_id", "masked_comparison", ["user_id", "at"])


def downgrade() -> None:
    """Masks stay as they are: what they hide cannot be told from them."""
    op.drop_table("masked_comparison")

"""Indexes over words put off little, so that no writer clears a long list."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_EACH = """DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT i.indexrelid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
             WHERE a.amname = 'gin' AND c.relnamespace = 'public'::regnamespace
  LOOP EXECUTE format('ALTER INDEX %s {}', one); END LOOP;
END $$"""


def upgrade() -> None:
    op.execute(_EACH.format("SET (gin_pending_list_limit = 64)"))


def downgrade() -> None:
    op.execute(_EACH.format("RESET (gin_pending_list_limit)"))

"""Pages of records keep room for changed ones, so that indexes are written anew only for what they hold."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# A table of records is one with these columns.
_EACH = """DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT c.oid FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    AND 3 = (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
             AND a.attname IN ('owner_id', 'updated_at', 'version'))
  LOOP EXECUTE format('ALTER TABLE %s {}', one); END LOOP;
END $$"""


def upgrade() -> None:
    op.execute(_EACH.format("SET (fillfactor = 90)"))


def downgrade() -> None:
    op.execute(_EACH.format("RESET (fillfactor)"))

"""The answers kept for idempotency keys are encrypted; those kept in clear are thrown away."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE idempotency_key DROP COLUMN response, ADD COLUMN answer bytea")
    # What a dropped column held stays in the table's pages until they are written anew.
    op.execute("CREATE TABLE answers_kept AS SELECT * FROM idempotency_key")
    op.execute("TRUNCATE idempotency_key")
    op.execute("INSERT INTO idempotency_key SELECT * FROM answers_kept")
    op.execute("DROP TABLE answers_kept")


def downgrade() -> None:
    op.execute("ALTER TABLE idempotency_key DROP COLUMN answer, ADD COLUMN response jsonb")

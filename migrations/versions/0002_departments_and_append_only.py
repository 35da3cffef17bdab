"""A department that people or records belong to cannot be deleted; what is append-only says so by name."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Every object as of this migration.
TABLES = (
    "application", "channel", "collection_case", "consent", "contact", "contract", "decision", "department",
    "disbursement", "document", "installment", "lead", "loan", "party", "product", "promise", "repayment", "role",
    "task", "user_account",
)
REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = TG_TABLE_NAME;
END $$
"""
CHECK_BALANCE = """
CREATE OR REPLACE FUNCTION check_journal_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added GROUP BY journal_id HAVING sum(debit_minor) <> sum(credit_minor)) THEN
        RAISE EXCEPTION 'a journal does not balance' USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_balances';
    END IF;
    IF EXISTS (SELECT 1 FROM added a JOIN journal_line l ON l.journal_id = a.journal_id
               WHERE l.id NOT IN (SELECT id FROM added)) THEN
        RAISE EXCEPTION 'a journal was added to'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = 'journal';
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    for table in TABLES:
        # What pointed to a department deleted before belongs to none.
        op.execute(
            f"UPDATE {table} t SET department_id = NULL WHERE department_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM department d WHERE d.id = t.department_id)"
        )
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT fk_{table}_department_id"
            " FOREIGN KEY (department_id) REFERENCES department (id)"
        )
    op.execute(REFUSE_CHANGE)
    op.execute(CHECK_BALANCE)


def downgrade() -> None:
    """The functions stay: an older program does not mind a named constraint."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT fk_{table}_department_id")

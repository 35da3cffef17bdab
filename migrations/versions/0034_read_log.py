"""Who read what, apart from the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# A function of the tables' owner: the program may take nothing away but what is older than half a year, which the law asks for.
_FORGET = """CREATE FUNCTION forget_reads(days integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE gone bigint;
BEGIN
    IF days < 180 THEN
        RAISE EXCEPTION 'reads are kept for 180 days' USING ERRCODE = 'restrict_violation';
    END IF;
    DELETE FROM read_log WHERE at < now() - make_interval(days => days);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$"""


def upgrade() -> None:
    op.create_table(
        "read_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.UUID(as_uuid=False)),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("object", sa.Text()),
        sa.Column("record_ids", sa.ARRAY(sa.UUID(as_uuid=False)), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("filter", sa.Text()),
        sa.Column("address", sa.Text()),
        sa.Column("via", sa.Text()),
        sa.Column("request_id", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_read_log"),
    )
    op.create_index("ix_read_log_at", "read_log", ["at"], postgresql_using="brin")
    op.create_index("ix_read_log_actor_id", "read_log", ["actor_id", "id"])
    op.create_index("ix_read_log_record_ids", "read_log", ["record_ids"], postgresql_using="gin")
    op.execute("ALTER INDEX ix_read_log_record_ids SET (gin_pending_list_limit = 65536)")
    op.execute(_FORGET)


def downgrade() -> None:
    op.execute("DROP FUNCTION forget_reads(integer)")
    op.drop_table("read_log")

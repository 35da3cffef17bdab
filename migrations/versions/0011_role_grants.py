"""Roles that somebody has for a time."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "role_grant"
INDEXES = (
    ("created_at", "id"), ("decided_by",), ("department_id", "created_at"), ("owner_id", "created_at"), ("role_id",),
    ("user_id",),
)


def upgrade() -> None:
    references = (
        ("department_id", "department"), ("user_id", "user_account"), ("role_id", "role"), ("decided_by", "user_account"),
    )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(as_uuid=False)),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("owner_id", sa.Uuid(as_uuid=False)),
        sa.Column("department_id", sa.Uuid(as_uuid=False)),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("role_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(as_uuid=False)),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("opinion", sa.Text()),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{TABLE}_{column}"))
            for column, table in references
        ),
    )
    for columns in INDEXES:
        op.create_index(f"ix_{TABLE}_{'_'.join(columns)}", TABLE, list(columns))


def downgrade() -> None:
    op.drop_table(TABLE)

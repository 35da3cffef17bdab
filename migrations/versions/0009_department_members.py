"""Who also belongs to a department, and who heads it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "department_member"


def upgrade() -> None:
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
        sa.Column("position", sa.Text(), server_default="member", nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f(f"fk_{TABLE}_department_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f(f"fk_{TABLE}_user_id")),
        sa.UniqueConstraint("user_id", "department_id", name=op.f(f"uq_{TABLE}_user_id_department_id")),
    )
    for columns in (
        ("created_at", "id"),
        ("department_id", "created_at"),
        ("owner_id", "created_at"),
        ("user_id",),
    ):
        op.create_index(f"ix_{TABLE}_{'_'.join(columns)}", TABLE, list(columns))


def downgrade() -> None:
    op.drop_table(TABLE)

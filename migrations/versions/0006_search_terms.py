"""What records are found by: a column of lexemes on every object with names or numbers, and how characters are read."""

import unicodedata
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQL = Path(__file__).parents[1] / "sql" / "search_terms.sql"
TABLES = (
    "application", "channel", "collection_case", "contract", "department", "disbursement", "lead", "loan", "party", "product", "repayment", "role", "task", "user_account",
)
READINGS = 3


def readings(marked: str) -> str:
    """`dān,chán,shàn` without tones, each once."""
    plain = unicodedata.normalize("NFD", marked).replace("u\u0308", "v")
    kept = "".join(one for one in plain if one.isascii() and (one.isalpha() or one == ","))
    return ",".join(list(dict.fromkeys(part for part in kept.split(",") if part))[:READINGS])


def upgrade() -> None:
    # Here, and not above: every server reads this file for its number, and the dictionary takes 50 MB.
    from pypinyin.pinyin_dict import pinyin_dict

    op.get_bind().connection.driver_connection.execute(SQL.read_text(encoding="utf-8"))
    known = [{"ch": chr(code), "readings": readings(pinyin_dict[code])} for code in range(0x4E00, 0xA000) if code in pinyin_dict]
    op.bulk_insert(sa.table("pinyin", sa.column("ch"), sa.column("readings")), [one for one in known if one["readings"]])
    made = [row[0] for row in op.get_bind().execute(sa.text("SELECT key FROM custom_object"))]
    for table in (*TABLES, *made):
        op.add_column(table, sa.Column("search_terms", TSVECTOR()))
        op.create_index(f"ix_{table}_search_terms", table, ["search_terms"], postgresql_using="gin")


def downgrade() -> None:
    made = [row[0] for row in op.get_bind().execute(sa.text("SELECT key FROM custom_object"))]
    for table in (*TABLES, *made):
        op.execute(f'DROP TRIGGER IF EXISTS search_terms ON "{table}"')
        op.execute(f'DROP FUNCTION IF EXISTS "search_terms_{table}"()')
        op.drop_column(table, "search_terms")
    op.execute("DROP FUNCTION field_terms(text, text)")
    op.drop_table("pinyin")

"""The one metadata and the column types tables are made of."""

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Text, text
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID: TypeEngine[str] = UUID(as_uuid=False)
INSTANT = DateTime(timezone=True)
JSON_DOCUMENT = JSONB(none_as_null=True)
MINOR = BigInteger()


def id_column() -> Column[str]:
    """The primary key of a table: a UUIDv7 made by the application."""
    return Column("id", ID, primary_key=True)


def created_at() -> Column[object]:
    return Column("created_at", INSTANT, nullable=False, server_default=text("now()"))


def text_column(name: str, *, nullable: bool = False, **options: object) -> Column[str]:
    return Column(name, Text, nullable=nullable, **options)  # type: ignore[arg-type]

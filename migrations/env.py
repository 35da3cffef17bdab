"""Alembic's entry point: one connection, one transaction a migration, one program at a time."""

from alembic import context
from sqlalchemy import create_engine, text

from zhuxin import bootstrap
from zhuxin.core.db.schema import metadata

assert bootstrap.FEATURES

LOCK = 7165000


def sqlalchemy_url(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def include_object(thing, name, kind, reflected, compare_to) -> bool:
    """Tables of procrastinate and columns of custom fields are not ours to compare."""
    del thing, compare_to
    return not (
        reflected and name and name.startswith(("procrastinate_", "x_", "alembic_", "ix_procrastinate"))
    )


engine = create_engine(sqlalchemy_url(context.config.attributes["url"]))
try:
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_object=include_object,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
finally:
    # The lock goes with its connection, also where a migration failed: the next program must not wait for it.
    engine.dispose()

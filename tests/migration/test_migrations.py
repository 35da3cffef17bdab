"""The schema is the sum of the migrations, and a second run changes nothing."""

import asyncio

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

import zhuxin.bootstrap  # registers every table
from support.server import own_database
from zhuxin.core.db.migrate import current_revision, head_revision, migrate, preparing, wait_prepared
from zhuxin.core.db.roles import APP_ROLE, PROTECTED, embedded_urls, is_protected, protect
from zhuxin.core.db.schema import metadata
from zhuxin.kernel.objects.define import OBJECTS

NOT_OURS = ("procrastinate", "ix_procr", "alembic")
_SCHEMA = """SELECT string_agg(line, E'\n' ORDER BY line) FROM (
    SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal) all_of_it"""


@pytest.fixture
def empty_url(server):
    with own_database(server, empty=True) as url:
        yield url


def schema_of(url):
    with psycopg.connect(url) as connection:
        return connection.execute(_SCHEMA).fetchone()[0]


def test_migrations_make_the_schema_the_program_expects(empty_url):
    assert zhuxin.bootstrap.FEATURES
    assert current_revision(empty_url) is None
    migrate(empty_url)
    assert current_revision(empty_url) == head_revision()
    engine = create_engine(empty_url.replace("postgresql://", "postgresql+psycopg://"))

    def ours(_, name, kind, reflected, __):
        return not (reflected and name and name.startswith(NOT_OURS))

    with engine.connect() as connection:
        options = {"include_object": ours}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        # What a table is made with is not compared.
        roomy = "SELECT relname FROM pg_class WHERE relkind = 'r' AND 'fillfactor=90' = ANY(reloptions)"
        assert {one.table.name for one in OBJECTS.values()} <= set(
            connection.exec_driver_sql(roomy).scalars()
        )
    engine.dispose()


_OWNERS = """SELECT relname, relowner::regrole::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') ORDER BY relname"""


def test_the_audit_log_is_its_owners_and_the_rest_the_applications(empty_url):
    urls = embedded_urls(empty_url)
    migrate(empty_url)
    protect(urls)
    with psycopg.connect(empty_url) as connection:
        owners = dict(connection.execute(_OWNERS).fetchall())
    kept = {name for name, owner in owners.items() if owner == "postgres"}
    assert {name for name in kept if not name.endswith("_seq")} == set(PROTECTED)
    assert owners["party"] == owners["procrastinate_jobs"] == APP_ROLE
    protect(urls)
    assert is_protected(urls.app) and not is_protected(urls.owner)
    migrate(empty_url)  # an owner brings what belongs to the application up to date as well


def test_migrating_again_changes_nothing(empty_url):
    migrate(empty_url)
    before = schema_of(empty_url)
    migrate(empty_url)
    assert schema_of(empty_url) == before


async def test_a_server_waits_while_a_start_is_preparing(tmp_path):
    wait_prepared(tmp_path)  # nobody ever prepared anything here
    with preparing(tmp_path):
        waiting = asyncio.create_task(asyncio.to_thread(wait_prepared, tmp_path))
        assert await asyncio.wait({waiting}, timeout=0.5) == (set(), {waiting})
    await asyncio.wait_for(waiting, 5)

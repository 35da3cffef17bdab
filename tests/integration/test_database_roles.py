"""What PostgreSQL itself refuses the program's role: the audit log is out of its reach, whatever it is made to run."""

import psycopg
import pytest

from support.app import nothing_changes
from support.lending import make_lead
from zhuxin.bootstrap import seal_audit
from zhuxin.core.audit.reads import forget_reads
from zhuxin.core.db.roles import APP_ROLE
from zhuxin.core.errors import Conflict

PROTECTED = ("audit_entry", "audit_batch")
EACH = (
    "UPDATE {0} SET {1} = {1}",
    "DELETE FROM {0}",
    "TRUNCATE {0}",
    "DROP TABLE {0} CASCADE",
    "ALTER TABLE {0} DISABLE TRIGGER ALL",
    "ALTER TABLE {0} DISABLE TRIGGER USER",
    "ALTER TABLE {0} OWNER TO zhuxin_app",
    "ALTER TABLE {0} RENAME TO gone",
    "ALTER TABLE {0} ADD COLUMN more text",
    "DROP TRIGGER {2} ON {0}",
    "CREATE TRIGGER mine BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE RULE mine AS ON INSERT TO {0} DO INSTEAD NOTHING",
)
ONCE = (
    "SET session_replication_role = replica",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "DROP FUNCTION refuse_change() CASCADE",
    "ALTER ROLE zhuxin_app SUPERUSER",
    "CREATE ROLE mine SUPERUSER",
    "DROP SCHEMA public CASCADE",
    "UPDATE alembic_version SET version_num = version_num",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
    "UPDATE read_log SET kind = kind",
    "DELETE FROM read_log",
    "TRUNCATE read_log",
    "CREATE OR REPLACE FUNCTION forget_reads(days integer) RETURNS bigint LANGUAGE sql AS 'DELETE FROM read_log RETURNING 1'",
)


@pytest.fixture(scope="module", autouse=True)
async def entries(app):
    await make_lead(app)
    await seal_audit(app)


async def test_the_program_connects_as_its_own_role(app):
    async with app.database.connection() as connection:
        assert await connection.value("SELECT current_user") == APP_ROLE


@pytest.mark.parametrize("table", PROTECTED)
@pytest.mark.parametrize("statement", EACH)
async def test_the_audit_log_cannot_be_changed_nor_its_guards_taken_away(app, table, statement):
    async with app.database.connection() as connection:
        assert await connection.value(f"SELECT count(*) FROM {table}")
        trigger = await connection.value(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%(table)s) AND NOT tgisinternal LIMIT 1",
            {"table": table},
        )
        assert trigger
    column = {"audit_entry": "actor_name", "audit_batch": "hash"}[table]
    async with nothing_changes(app):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with app.database.transaction() as connection:
                await connection.raw.execute(statement.format(table, column, trigger))


@pytest.mark.parametrize("statement", ONCE)
async def test_what_would_open_a_way_around_is_refused(app, statement):
    async with nothing_changes(app):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with app.database.transaction() as connection:
                await connection.raw.execute(statement)


async def test_what_is_made_by_the_program_is_its_own(app):
    async with app.database.transaction(roll_back=True) as connection:
        await connection.execute("CREATE TABLE x_mine (id uuid)")
        await connection.execute("ALTER TABLE lead ADD COLUMN x_more text")


async def test_readings_are_forgotten_by_age_alone(app):
    """The owner's function deletes for the program what is older than half a year, and refuses to delete younger ones."""
    async with app.database.transaction(roll_back=True) as connection:
        for age in ("200 days", "170 days"):
            await connection.execute(
                "INSERT INTO read_log (at, actor_name, kind, record_ids, count)"
                f" VALUES (now() - interval '{age}', 'x', 'list', '{{}}', 1)"
            )
        assert await forget_reads(connection, 180) == 1
        assert await connection.value("SELECT count(*) FROM read_log WHERE actor_name = 'x'") == 1
    with pytest.raises(Conflict):
        async with app.database.transaction() as connection:
            await forget_reads(connection, 179)

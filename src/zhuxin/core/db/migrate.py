"""Bringing the schema to this program's version. The schema is the sum of the migrations."""

import asyncio
from functools import cache

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from zhuxin.core.db.database import Database
from zhuxin.core.errors import Refusal
from zhuxin.core.settings import REPOSITORY

MIGRATIONS = REPOSITORY / "migrations"
WAIT_S = 0.1


def alembic_config(url: str) -> Config:
    """Alembic's configuration for a database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Run what is missing, each migration in a transaction; a second program waits for the first."""
    command.upgrade(alembic_config(url), "head")


@cache
def head_revision() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


@cache
def known_revisions() -> frozenset[str]:
    """Every revision this program can migrate from."""
    return frozenset(one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def current_revision(url: str) -> str | None:
    """The revision the database is at; None for an empty one."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return row[0] if row else None


async def wait_for_schema(database: Database) -> None:
    """Wait while another process brings the schema up to this program's; that of a newer program is not waited for."""
    revision = await _revision(database)
    while revision != head_revision() and (revision is None or revision in known_revisions()):
        await asyncio.sleep(WAIT_S)
        revision = await _revision(database)


async def _revision(database: Database) -> str | None:
    try:
        async with database.connection() as connection:
            found: str = await connection.value("SELECT version_num FROM alembic_version")
            return found
    except psycopg.errors.UndefinedTable:
        return None
    except Refusal:  # whether the database is away is told by what asks for it
        return head_revision()

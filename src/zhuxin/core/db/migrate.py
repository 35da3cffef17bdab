"""Bringing the schema to this program's version. The schema is the sum of the migrations."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from zhuxin.core.settings import REPOSITORY

MIGRATIONS = REPOSITORY / "migrations"
PREPARING = "preparing.lock"


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


@contextmanager
def preparing(data_dir: Path) -> Iterator[None]:
    """Held while a start brings schema and packages up to date; a server that is loaded meanwhile waits for its end."""
    with open(data_dir / PREPARING, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_preparing(data_dir: Path) -> bool:
    """Whether a start holds `preparing`."""
    try:
        with open(data_dir / PREPARING) as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False


def wait_prepared(data_dir: Path) -> None:
    """Wait for the end of what holds `preparing`, if anything does."""
    if (path := data_dir / PREPARING).exists():
        with open(path) as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)

"""One embedded PostgreSQL for the whole run, and a template database from which every test file gets its own."""

import asyncio
import fcntl
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg

from zhuxin.core.db.roles import APP_ROLE, embedded_urls, protect

ROOT_VARIABLE = "ZHUXIN_TEST_ROOT"
PASSWORD = "correct-horse-1"
FIRST_DATE = date(2026, 1, 5)
_TEMPLATE = "zhuxin_template"
_FASTER = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


def make_root() -> None:
    """Name the directory of this run; xdist's workers inherit the name."""
    if ROOT_VARIABLE not in os.environ:
        root = tempfile.mkdtemp(prefix="zhuxin-tests-")
        os.chmod(root, 0o755)
        os.environ[ROOT_VARIABLE] = root


def remove_root() -> None:
    """Stop the server, if anybody started it, and remove its directory."""
    root = Path(os.environ.pop(ROOT_VARIABLE))
    if (root / "postgres" / "postmaster.pid").exists():
        with _quiet():
            from zhuxin.core.db.embedded import start_embedded, stop_embedded

            stop_embedded(start_embedded(root))
    shutil.rmtree(root, ignore_errors=True)


def server_url() -> str:
    """The URL of the server's `postgres` database; started and filled by whoever comes first."""
    root = Path(os.environ[ROOT_VARIABLE])
    with open(root / "lock", "w") as lock, _quiet():
        fcntl.flock(lock, fcntl.LOCK_EX)
        from zhuxin.core.db.embedded import start_embedded

        server = start_embedded(root)
        url = str(server.get_uri("postgres"))
        ready = root / "template-ready"
        if not ready.exists():
            with psycopg.connect(url, autocommit=True) as connection:
                for setting in _FASTER:
                    connection.execute(f"ALTER SYSTEM SET {setting}")  # type: ignore[arg-type]
                connection.execute("SELECT pg_reload_conf()")
            _make_template(server, root)
            ready.touch()
    return url


@contextmanager
def own_database(server: str, *, empty: bool = False) -> Iterator[str]:
    """The URL of a fresh database with schema, packages and people, as the application; `empty`: with nothing, as its owner."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    template = "template0" if empty else _TEMPLATE
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[arg-type]
    owner = server.replace("/postgres?", f"/{name}?", 1)
    yield owner if empty else embedded_urls(owner).app
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


def _make_template(server: object, root: Path) -> None:
    from zhuxin.core.db.embedded import ensure_database
    from zhuxin.core.db.migrate import migrate

    urls = ensure_database(server, _TEMPLATE)  # type: ignore[arg-type]
    migrate(urls.owner)
    protect(urls)
    with ThreadPoolExecutor(1) as pool:  # apart from the tests' own event loop
        pool.submit(asyncio.run, _fill(urls.app, root)).result()


async def _fill(url: str, root: Path) -> None:
    from support.app import open_app
    from zhuxin.bootstrap import install_packages
    from zhuxin.kernel.actions.runner import action_context
    from zhuxin.kernel.permissions.caller import system_caller
    from zhuxin.lending.demo.users import PEOPLE, create_people

    async with open_app(url, root / "template-data") as app:
        await install_packages(app)
        async with app.database.connection() as connection:
            catalog = await app.catalog(connection)
        async with action_context(app, system_caller(catalog, "installer")) as context:
            await create_people(context, PEOPLE, PASSWORD)
            await context.connection.execute(
                "UPDATE business_day SET business_date = %(day)s", {"day": FIRST_DATE}
            )


def owner_url(url: str) -> str:
    """The URL of the same database as its owner."""
    return url.replace(f"//{APP_ROLE}@", "//postgres@", 1)


@contextmanager
def _quiet() -> Iterator[None]:
    """The embedded server's package warns of directories it makes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield

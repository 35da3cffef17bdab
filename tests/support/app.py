"""The app under test, its clock, its jobs, and what it holds."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from support.server import owner_url
from zhuxin.bootstrap import App
from zhuxin.core.business_day import business_date
from zhuxin.core.clock import FrozenClock
from zhuxin.core.crypto.keys import make_keys
from zhuxin.core.db.database import Connection, Database
from zhuxin.core.settings import Settings
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.holders import list_callers
from zhuxin.kernel.permissions.caller import Caller, system_caller
from zhuxin.lending.day_end.actions import end_day
from zhuxin.lending.ledger.checks import check_ledger

OPENING = datetime(2026, 1, 5, 2, tzinfo=UTC)  # ten in the morning in Shanghai


@asynccontextmanager
async def open_app(url: str, data_dir: Path) -> AsyncIterator[App]:
    """An app with its pool and queue open; its clock stands at `OPENING`."""
    # One key for the whole run: the template database, from which every test's own is made, holds its fingerprint.
    key_file = Path(os.environ["ZHUXIN_TEST_ROOT"]) / "keys" / "master.key"
    make_keys(key_file)
    settings = Settings(
        key_file=key_file,
        data_dir=data_dir,
        web_dir=data_dir / "no-web",
        payment_delay_seconds=0,
        lock_timeout_ms=3000,
        second_factor_roles="",
        second_person=False,
    )
    app = App(settings, url, FrozenClock(OPENING))
    await app.open()
    async with app.queue.app.open_async():
        yield app
    await app.close()


def set_clock(app: App, instant: datetime) -> None:
    assert isinstance(app.clock, FrozenClock)
    app.clock.instant = instant


async def caller_named(app: App, username: str) -> Caller:
    """A person as a caller, with the rights she has now."""
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
        return (await list_callers(connection, catalog, app.clock.now()))[username]


@asynccontextmanager
async def acting(app: App, username: str | None = None) -> AsyncIterator[ActionContext]:
    """A transaction in a person's name, or in the system's."""
    if username is None:
        async with app.database.connection() as connection:
            caller = system_caller(await app.catalog(connection), "test")
    else:
        caller = await caller_named(app, username)
    async with action_context(app, caller) as context:
        yield context


async def run_jobs(app: App) -> None:
    """Run every job that is due."""
    await app.queue.app.run_worker_async(
        wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1
    )


async def today(app: App) -> date:
    async with app.database.connection() as connection:
        return await business_date(connection)


async def end_days(app: App, until: date) -> None:
    """End business days until a date has begun; the clock goes with it."""
    while (day := await today(app)) < until:
        async with acting(app) as context:
            await end_day(context)
        begun = day + timedelta(days=1)
        set_clock(app, datetime(begun.year, begun.month, begun.day, 2, tzinfo=UTC))


async def ledger_faults(app: App) -> dict[str, tuple[int, int]]:
    """Where ledger, stored balances and replay differ."""
    async with app.database.connection() as connection:
        return await check_ledger(connection)


# What only looks leaves in the audit log: refusals, which are no deed.
_UNLOOKED = {
    "audit_entry": "t.name <> 'access.refused'",
    "read_log": "false",
    "audit_unsealed": "NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.id = t.entry_id AND e.name = 'access.refused')",
}


async def snapshot(app: App) -> dict[str, tuple[int, int]]:
    """Count and checksum of the rows of every table, jobs, audit log and events among them; refusals that were logged are not."""
    async with app.database.connection() as connection:
        tables = await connection.all(
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
        union = " UNION ALL ".join(
            f"SELECT '{table.name}' AS name, count(*) AS rows,"
            f" coalesce(sum(hashtext({_content(table.name)})::bigint), 0)::bigint AS checksum"
            f' FROM "{table.name}" t WHERE {_UNLOOKED.get(table.name, "true")}'
            for table in tables
        )
        return {row.name: (row.rows, row.checksum) for row in await connection.all(union)}


def _content(table: str) -> str:
    """A row as text; when a session or token was last used is no change of anything."""
    return "(to_jsonb(t) - 'last_used_at')::text" if table in ("session", "api_token") else "t::text"


@asynccontextmanager
async def as_owner(app: App, *, roll_back: bool = False) -> AsyncIterator[Connection]:
    """A transaction of who owns the database, triggers off: what the program's own role cannot do."""
    database = Database(owner_url(app.url), data_dir=app.settings.data_dir, pool_size=1)
    await database.open()
    try:
        async with database.transaction(roll_back=roll_back) as connection:
            await connection.execute("SET LOCAL session_replication_role = replica")
            yield connection
    finally:
        await database.close()


@asynccontextmanager
async def nothing_changes(app: App) -> AsyncIterator[None]:
    """What happens inside leaves no row, job, event or audit entry, and changes none."""
    before = await snapshot(app)
    yield
    after = await snapshot(app)
    assert {name for name in after if before.get(name) != after[name]} == set()

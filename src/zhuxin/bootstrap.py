"""The only place that wires: which features there are, and what a process works with."""

import asyncio
import importlib
from pathlib import Path

from zhuxin.core.audit.anchors import File, Syslog, ship
from zhuxin.core.audit.feed import Feed
from zhuxin.core.audit.reads import ReadLog, forget_reads
from zhuxin.core.audit.refusals import RefusalLog
from zhuxin.core.audit.seal import seal
from zhuxin.core.clock import Clock
from zhuxin.core.crypto.fitness import check_key
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection, Database
from zhuxin.core.jobs.queue import Queue
from zhuxin.core.rates import RateLimit
from zhuxin.core.settings import Settings
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.derived.due import follow_derived
from zhuxin.kernel.files.store import seal_clear_files
from zhuxin.kernel.notify.tell import tell_followers
from zhuxin.kernel.objects.catalog import Catalog, load_catalog, read_revision
from zhuxin.kernel.packages.install import install_package
from zhuxin.kernel.packages.installed import find_installed
from zhuxin.kernel.packages.read import read_package
from zhuxin.kernel.pages.frames import allow_frames
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.disclosure.comparisons import limit_comparisons
from zhuxin.kernel.search.follow import follow_terms

# Modules that register objects, actions or jobs when they are imported. A new feature is one line here.
FEATURES = (
    "zhuxin.core.jobs.tables",
    "zhuxin.core.audit.tables",
    "zhuxin.core.crypto.fitness",
    "zhuxin.kernel.actions.tables",
    "zhuxin.kernel.connectors.tables",
    "zhuxin.kernel.definitions.actions",
    "zhuxin.kernel.definitions.withdraw",
    "zhuxin.kernel.definitions.layouts",
    "zhuxin.kernel.exports.actions",
    "zhuxin.kernel.duplicates.merge",
    "zhuxin.kernel.facts",
    "zhuxin.kernel.files.tables",
    "zhuxin.kernel.forms.actions",
    "zhuxin.kernel.guides.actions",
    "zhuxin.kernel.identity.access",
    "zhuxin.kernel.identity.actions",
    "zhuxin.kernel.identity.departments",
    "zhuxin.kernel.identity.roles.new_fields",
    "zhuxin.kernel.identity.factors.own",
    "zhuxin.kernel.identity.first",
    "zhuxin.kernel.identity.machine",
    "zhuxin.kernel.identity.passwords.actions",
    "zhuxin.kernel.identity.tokens",
    "zhuxin.kernel.jobs.actions",
    "zhuxin.kernel.notify.actions",
    "zhuxin.kernel.notify.alerts",
    "zhuxin.kernel.notify.tables",
    "zhuxin.kernel.objects.actions",
    "zhuxin.kernel.objects.field_actions",
    "zhuxin.kernel.objects.field_conversion",
    "zhuxin.kernel.packages.actions",
    "zhuxin.kernel.packages.parts.roles",
    "zhuxin.kernel.packages.tables",
    "zhuxin.kernel.packages.uninstall",
    "zhuxin.kernel.pages.check",
    "zhuxin.kernel.pages.menu",
    "zhuxin.kernel.printing.prints",
    "zhuxin.kernel.records.actions",
    "zhuxin.kernel.records.disclosure.tables",
    "zhuxin.kernel.records.guard.change",
    "zhuxin.kernel.rules.check",
    "zhuxin.kernel.search.follow",
    "zhuxin.kernel.search.tables",
    "zhuxin.kernel.second_person.actions",
    "zhuxin.kernel.sharing.actions",
    "zhuxin.kernel.views.actions",
    "zhuxin.kernel.workflows.actions",
    "zhuxin.kernel.workflows.by_hand",
    "zhuxin.kernel.workflows.merged",
    "zhuxin.lending.applications.actions",
    "zhuxin.lending.collections.actions",
    "zhuxin.lending.day_end.jobs",
    "zhuxin.lending.demo.jobs",
    "zhuxin.lending.disbursements.jobs",
    "zhuxin.lending.documents.jobs",
    "zhuxin.lending.documents.templates",
    "zhuxin.lending.facts",
    "zhuxin.lending.insights.tables",
    "zhuxin.lending.leads.actions",
    "zhuxin.lending.ledger.tables",
    "zhuxin.lending.repayments.actions",
    "zhuxin.lending.underwriting.actions",
)
PACKAGES = Path(__file__).parent / "packages"
INSTALLED = ("base", "consumer_loan", "vehicle_collateral")

for feature in FEATURES:
    importlib.import_module(feature)


class App:
    """What a process works with; satisfies `kernel.actions.context.Services`."""

    def __init__(self, settings: Settings, url: str, clock: Clock | None = None):
        self.settings = settings
        self.url = url
        self.clock = clock or Clock()
        self.vault = Vault(settings.master_key_path)
        self.database = Database(
            url,
            data_dir=settings.data_dir,
            pool_size=settings.pool_size,
            lock_timeout_ms=settings.lock_timeout_ms,
            statement_timeout_ms=settings.statement_timeout_ms,
        )
        self.feed = Feed(self.database)
        self.refusals = RefusalLog(self.database)
        self.read_log = self.database.reads = ReadLog(self.database)
        self.log_ins = RateLimit(settings.logins_per_minute)
        self.form_reads = RateLimit(settings.form_reads_per_minute)
        self.form_uploads = RateLimit(settings.form_uploads_per_minute)
        self.form_answers = RateLimit(settings.form_answers_per_minute)
        self.form_totals = RateLimit(settings.form_totals_per_minute)
        self.reads = RateLimit(settings.reads_per_minute)
        self.writes = RateLimit(settings.writes_per_minute)
        self.queue = Queue(url)
        self.queue.bind(self)
        self._catalog: Catalog | None = None
        limit_comparisons(settings.masked_comparisons_per_hour)
        allow_frames(settings.frame_hosts.split(","))

    async def open(self) -> None:
        """Raises `NoKey` where the master key is not here or does not fit the database."""
        await self.database.open()
        try:
            async with self.database.connection() as connection:
                await check_key(connection, self.vault)
        except BaseException:
            await self.database.close()
            raise

    async def close(self) -> None:
        self.feed.close()
        await self.read_log.close()
        await self.database.close()

    async def catalog(self, connection: Connection) -> Catalog:
        """The catalog of the current revision, read again only when it moved."""
        return await self.catalog_at(connection, await read_revision(connection))

    async def catalog_at(self, connection: Connection, revision: int) -> Catalog:
        """The catalog of a revision that was just read."""
        if self._catalog is None or self._catalog.revision != revision:
            self._catalog = await load_catalog(connection)
        return self._catalog


async def install_packages(app: App) -> None:
    """Install or upgrade the packages that come with the program, but those taken out on purpose; and what records are found
    by with their fields."""
    for key in INSTALLED:
        async with app.database.transaction() as connection:
            noted = await find_installed(connection, key)
            if noted is not None and noted.removed_at is not None:
                continue
            catalog = await load_catalog(connection)
            context = ActionContext(app, connection, system_caller(catalog, "installer"), app.clock.now())
            await install_package(context, read_package(PACKAGES / key))
    async with app.database.transaction() as connection:
        context = ActionContext(
            app, connection, system_caller(await load_catalog(connection), "installer"), app.clock.now()
        )
        await follow_terms(context)
        await follow_derived(context)


async def seal_audit(app: App) -> int:
    """Seal what was committed to the audit log since the last time, and tell of it who follows those records."""
    async with app.database.transaction() as connection:
        sealed = await seal(connection, app.clock.now(), app.vault.keys)
        if sealed:
            await tell_followers(connection, sealed)
        return len(sealed)


async def ship_anchors(app: App) -> int:
    """Tell every place outside the database what was sealed since the last time."""
    places: list[File | Syslog] = [File(app.settings.anchor_path)]
    if app.settings.syslog:
        places.append(Syslog(app.settings.syslog))
    return sum([await ship(app.database, place) for place in places])


async def forget_old_reads(app: App) -> int:
    """Take readings away that are kept long enough."""
    async with app.database.transaction() as connection:
        return await forget_reads(connection, app.settings.read_log_days)


async def seal_files(app: App) -> int:
    """Encrypt stored files that are in clear still."""
    return await asyncio.to_thread(seal_clear_files, app.vault, app.settings.file_dir)

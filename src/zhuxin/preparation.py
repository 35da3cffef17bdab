"""What a start does before anything is asked: schema, packages, first people."""

import asyncio
from dataclasses import dataclass

from zhuxin.bootstrap import App, install_packages, seal_audit
from zhuxin.core.crypto.keys import make_keys
from zhuxin.core.db.migrate import current_revision, migrate
from zhuxin.core.db.roles import Urls, protect
from zhuxin.core.settings import Settings
from zhuxin.core.storage import keep_private
from zhuxin.kernel.identity.first import first_administrator
from zhuxin.kernel.identity.passwords.links import PasswordLink
from zhuxin.kernel.packages.environment import find_installation
from zhuxin.lending.demo.jobs import make_demo


def bring_up(settings: Settings, urls: Urls) -> None:
    """The schema of this program's version, each table with its owner; and for an empty database a master key."""
    keep_private(settings.file_dir, settings.export_dir)
    if current_revision(urls.owner) is None:
        make_keys(settings.master_key_path)
    migrate(urls.owner)
    protect(urls)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a start has to tell: whether this is a copy or a demo, and a link for the first administrator where nobody could
    log in yet."""

    copy: bool
    demo: bool
    link: PasswordLink | None = None


def prepare(
    settings: Settings, urls: Urls, password: str | None = None, *, demo: bool = False, first: bool = False
) -> Prepared:
    """Schema and packages; with `demo` its people, who share a password, and its job; with `first` a link for the first
    administrator of a lender where nobody can log in."""
    bring_up(settings, urls)
    return asyncio.run(_install(App(settings, urls.app), password, demo=demo, first=first))


async def _install(app: App, password: str | None, *, demo: bool, first: bool) -> Prepared:
    await app.open()
    async with app.database.connection() as connection:
        copy = (await find_installation(connection)).base is not None
    link = None
    async with app.queue.app.open_async():
        await install_packages(app)
        if demo and password is not None and not copy:
            await make_demo(app, password)
        elif first and not copy:
            link = await first_administrator(app)
        async with app.database.connection() as connection:
            is_demo = (await find_installation(connection)).demo
    await seal_audit(app)
    await app.close()
    return Prepared(copy, is_demo, link)

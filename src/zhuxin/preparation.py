"""What a start does before anything is asked: schema, packages, first people."""

import asyncio

from zhuxin.bootstrap import App, install_packages, seal_audit
from zhuxin.core.crypto.keys import make_keys
from zhuxin.core.db.migrate import current_revision, migrate
from zhuxin.core.db.roles import Urls, protect
from zhuxin.core.settings import Settings
from zhuxin.core.storage import keep_private
from zhuxin.kernel.packages.environment import find_installation
from zhuxin.lending.demo.jobs import make_first_people


def bring_up(settings: Settings, urls: Urls) -> None:
    """The schema of this program's version, each table with its owner; and for an empty database a master key."""
    keep_private(settings.file_dir, settings.export_dir)
    if current_revision(urls.owner) is None:
        make_keys(settings.master_key_path)
    migrate(urls.owner)
    protect(urls)


def prepare(settings: Settings, urls: Urls, password: str | None, *, demo: bool) -> bool:
    """Schema, packages, first people, and the demo's job; whether this is a copy, which has its people already."""
    bring_up(settings, urls)
    return asyncio.run(_install(App(settings, urls.app), password, demo=demo))


async def _install(app: App, password: str | None, *, demo: bool) -> bool:
    await app.open()
    async with app.database.connection() as connection:
        copy = (await find_installation(connection)).base is not None
    async with app.queue.app.open_async():
        await install_packages(app)
        if password is not None and not copy:
            await make_first_people(app, password, demo=demo)
    await seal_audit(app)
    await app.close()
    return copy

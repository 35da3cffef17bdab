"""What the commands share: settings, a database that runs, services that are open, and refusals in one sentence."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhuxin.core.settings import Settings

if TYPE_CHECKING:
    from zhuxin.core.db.roles import Urls

Data = Annotated[Path | None, typer.Option("--data", help="Data directory (default ./var).")]


def settings_of(data: Path | None, port: int | None) -> Settings:
    changes: dict[str, Any] = {}
    if data is not None:
        changes["data_dir"] = data
    if port is not None:
        changes["port"] = port
    return Settings(**changes)


def require_url(settings: Settings) -> str:
    if not settings.database_url:
        typer.secho("请设置 ZHUXIN_DATABASE_URL / Set ZHUXIN_DATABASE_URL", fg="red", err=True)
        raise typer.Exit(1)
    return settings.database_url


@contextmanager
def running_database(settings: Settings) -> "Iterator[Urls]":
    """The URLs of the lender's database, or of the embedded one, which is stopped again if it did not run."""
    from zhuxin.core.db.embedded import CannotStart, ensure_database, start_embedded, stop_embedded
    from zhuxin.core.db.roles import own_urls

    if settings.database_url:
        yield own_urls(settings)
        return
    ran = (settings.data_dir / "postgres" / "postmaster.pid").exists()
    try:
        server = start_embedded(settings.data_dir)
    except CannotStart as refusal:
        typer.secho(str(refusal), fg="red", err=True)
        raise typer.Exit(1) from None
    try:
        yield ensure_database(server)
    finally:
        if not ran:
            stop_embedded(server)


def check_fitness(settings: Settings, url: str) -> None:
    """Raises `NoKey` where the master key does not fit a database that answers; not while a start prepares it, which looks itself."""
    import psycopg

    from zhuxin.core.crypto.fitness import check_key_of
    from zhuxin.core.db.migrate import is_preparing

    if not is_preparing(settings.data_dir):
        with suppress(psycopg.OperationalError):
            check_key_of(url, settings.master_key_path)


def with_app(settings: Settings, deed: Callable[[Any], Awaitable[Any]]) -> Any:
    """Run something with the services of a system that is there open."""
    from zhuxin.bootstrap import App
    from zhuxin.core.db.roles import protect

    if not settings.database_url and not (settings.data_dir / "postgres" / "PG_VERSION").exists():
        typer.secho(f"这里没有系统 / There is no system here: {settings.data_dir}", fg="red", err=True)
        raise typer.Exit(1)

    async def go(url: str) -> Any:
        app = App(settings, url)
        await app.open()
        try:
            return await deed(app)
        finally:
            await app.close()

    with plain(), running_database(settings) as urls:
        protect(urls)
        return asyncio.run(go(urls.app))


@contextmanager
def plain() -> Iterator[None]:
    """What cannot be done is one sentence, and no success."""
    from zhuxin.core.audit.anchors import BadAnchors
    from zhuxin.core.backup import CannotBackUp
    from zhuxin.core.crypto.keys import NoKey

    try:
        yield
    except (CannotBackUp, NoKey, BadAnchors) as refusal:
        typer.secho(str(refusal), fg="red", err=True)
        raise typer.Exit(1) from None


@contextmanager
def removed_on_failure(directory: Path) -> Iterator[None]:
    """A directory that was not there or empty is so again where what fills it fails."""
    import shutil

    there = directory.exists()
    try:
        yield
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        if there:
            directory.mkdir(parents=True, exist_ok=True)
        raise

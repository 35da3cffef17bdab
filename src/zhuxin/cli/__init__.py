"""The command line."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhuxin.cli.audit import audit
from zhuxin.cli.keys import keys
from zhuxin.cli.opening import (
    Data,
    check_fitness,
    plain,
    removed_on_failure,
    require_url,
    running_database,
    settings_of,
    with_app,
)
from zhuxin.cli.people import address_of, token, user
from zhuxin.core.settings import Settings
from zhuxin.loading import loading

if TYPE_CHECKING:
    from zhuxin.preparation import Prepared

main = typer.Typer(
    no_args_is_help=True, add_completion=False, help="筑信 Zhuxin: customer management for online lenders."
)
main.add_typer(user, name="user")
main.add_typer(token, name="token")
main.add_typer(audit, name="audit")
main.add_typer(keys, name="keys")

Port = Annotated[int | None, typer.Option("--port", help="Port of the web server (default 8000).")]


@main.callback()
def begin() -> None:
    """Whatever is written is its owner's alone."""
    os.umask(0o077)


@main.command()
def run(
    data: Data = None,
    port: Port = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="With the demo lender: a thousand applicants, two years.")
    ] = False,
    empty: Annotated[bool, typer.Option("--empty", help="Without demo data (the default).")] = False,
) -> None:
    """Run everything on this machine: database, web server, worker."""
    if demo and empty:
        raise typer.BadParameter("--demo 与 --empty 只能选一个 / choose one of --demo and --empty")
    settings = settings_of(data, port)
    from zhuxin.core.crypto.keys import NoKey
    from zhuxin.core.db.embedded import CannotStart
    from zhuxin.core.db.migrate import preparing
    from zhuxin.supervisor import Supervisor, check_port, demo_password

    supervisor = Supervisor(settings)
    try:
        check_port(settings.host, settings.port)
        supervisor.listen()
        urls = supervisor.start_database()
        if supervisor.stopping:
            return
        password = demo_password(settings.data_dir) if demo else None
        with preparing(settings.data_dir):
            supervisor.start("serve")
            with loading():
                from zhuxin.preparation import prepare
            prepared = prepare(settings, urls, password, demo=demo, first=True)
        if supervisor.stopping:
            return
        supervisor.start("worker")
        supervisor.wait_ready()
        if not supervisor.stopping:
            _greet(settings, prepared)
        supervisor.watch()
    except (CannotStart, NoKey) as refusal:
        typer.secho(str(refusal), fg="red", err=True)
        raise typer.Exit(1) from None
    finally:
        supervisor.stop()


def _greet(settings: Settings, prepared: "Prepared") -> None:
    """Say where it runs and how one gets in: a demo's and a copy's password, or the first administrator's link, this once."""
    from zhuxin.supervisor import kept_password

    names = (
        "admin"
        if prepared.copy
        else "sales, underwriter, underwriter2, operations, collector, finance, strategist, builder, admin, security, auditor, manager"
    )
    typer.echo(f"\n筑信已就绪 / Zhuxin is ready:  {address_of(settings)}")
    if prepared.link is not None:
        typer.echo(
            "系统管理员请打开这个链接设置密码（24 小时内有效，只能用一次，只显示这一次）"
            " / The administrator sets a password by this link (good once, for 24 hours, shown only now):\n"
            f"{address_of(settings)}{prepared.link.path}"
        )
    elif prepared.demo or prepared.copy:
        typer.echo(f"用户名 / user: {names}\n密码 / password: {kept_password(settings.data_dir)}")
    typer.echo("停止 / stop: Ctrl-C\n")


@main.command()
def serve(port: Port = None) -> None:
    """Run the web server alone, against ZHUXIN_DATABASE_URL; any number of them behind a load balancer."""
    settings = settings_of(None, port)
    with plain():
        check_fitness(settings, require_url(settings))
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "zhuxin.asgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=1,
        respawn_failed_workers=True,
        # Streams of changes stay open: a stop gives requests this long, and then no more.
        workers_kill_timeout=3,
        log_access=False,
        websockets=False,
    ).serve()


@main.command()
def worker() -> None:
    """Run the worker alone, against ZHUXIN_DATABASE_URL; any number of them on any machines."""
    settings = settings_of(None, None)
    url = require_url(settings)
    with loading():
        from zhuxin.bootstrap import App
        from zhuxin.core.log import configure_log
        from zhuxin.worker import run_worker

    configure_log(settings.log_format)
    with plain():
        asyncio.run(run_worker(App(settings, url)))


@main.command()
def migrate(data: Data = None) -> None:
    """Bring the schema and the installed packages to this program's version."""
    settings = settings_of(data, None)
    from zhuxin.preparation import prepare

    with plain(), running_database(settings) as urls:
        prepare(settings, urls)
    typer.echo("数据库已是最新 / The database is up to date.")


@main.command()
def demo(data: Data = None) -> None:
    """Queue the demo lender's data; the worker loads it."""
    settings = settings_of(data, None)
    from zhuxin.preparation import prepare
    from zhuxin.supervisor import demo_password

    with plain(), running_database(settings) as urls:
        prepare(settings, urls, demo_password(settings.data_dir), demo=True)
    typer.echo("演示数据已排队，由 worker 载入 / The demo is queued; the worker loads it.")


@main.command("doctor")
def doctor(data: Data = None) -> None:
    """Replay every loan and compare with ledger and stored balances; say whether the audit log is out of the program's reach."""
    from zhuxin.core.db.roles import is_protected
    from zhuxin.lending.ledger.checks import check_ledger

    async def check(app: Any) -> tuple[dict[str, tuple[int, int]], bool]:
        async with app.database.connection() as connection:
            return await check_ledger(connection), is_protected(app.url)

    faults, protected = with_app(settings_of(data, None), check)
    if not protected:
        typer.secho(
            "审计表未受保护：程序的数据库角色可以改动它，请设置 ZHUXIN_OWNER_URL / The audit log is not protected: the program's role"
            " of the database could change it, set ZHUXIN_OWNER_URL",
            fg="yellow",
        )
    for name, (stored, replayed) in faults.items():
        typer.secho(f"{name}: {stored} ≠ {replayed}", fg="red")
    typer.echo("总账与贷款一致 / Ledger and loans agree." if not faults else "")
    raise typer.Exit(1 if faults else 0)


@main.command("day-end")
def day_end(
    through: Annotated[
        datetime, typer.Option("--through", formats=["%Y-%m-%d"], help="Last business date to end.")
    ],
    data: Data = None,
) -> None:
    """Queue day-end through a date, as a timer may do every night; the worker runs it."""
    from zhuxin.core.errors import Refusal
    from zhuxin.kernel.actions.runner import run_action
    from zhuxin.kernel.permissions.caller import system_caller

    async def queue(app: Any) -> None:
        async with app.queue.app.open_async():
            async with app.database.connection() as connection:
                caller = system_caller(await app.catalog(connection), "cli")
            await run_action(app, caller, "day_end.run", {"through_date": through.date().isoformat()})

    try:
        with_app(settings_of(data, None), queue)
    except Refusal as refusal:
        typer.secho(f"{refusal.label.zh} / {refusal.label.en}", fg="red", err=True)
        raise typer.Exit(1) from None
    typer.echo("日终已排队，由 worker 运行 / Day-end is queued; the worker runs it.")


@main.command()
def backup(
    to: Annotated[Path, typer.Option("--to", help="Directory to be made; must be empty if it is there.")],
    data: Data = None,
) -> None:
    """Back up database and files into a directory; the system may run meanwhile. The master key is kept apart."""
    from zhuxin.core.backup import make_backup, require_system

    settings = settings_of(data, None)
    key = settings.master_key_path
    with plain():
        require_system(key)
        with running_database(settings) as urls:
            made = make_backup(urls.owner, file_dir=settings.file_dir, key_file=key, target=to)
    typer.echo(f"已备份到 / Backed up to {to}: {made.files} files, schema {made.revision}")
    typer.echo(f"主密钥不在备份中，请另行保管 / The master key is not in it, keep it apart: {key}")


@main.command()
def restore(
    source: Annotated[Path, typer.Option("--from", help="Directory of the backup.")],
    key_file: Annotated[Path, typer.Option("--key-file", help="The master key the backup was made with.")],
    data: Data = None,
) -> None:
    """Restore a backup into a new data directory (or an empty ZHUXIN_DATABASE_URL) and bring it up to date."""
    from zhuxin.core.backup import read_manifest, require_empty, restore_database, restore_files
    from zhuxin.preparation import prepare

    settings = settings_of(data, None)
    with plain():
        require_empty(settings.data_dir)
        read_manifest(source, key_file)
        with removed_on_failure(settings.data_dir), running_database(settings) as urls:
            restore_database(urls.owner, source, key_file)
            restore_files(source, settings.file_dir, key_file, settings.master_key_path)
            prepare(settings, urls)
    typer.echo(f"已恢复到 / Restored into {settings.data_dir}. 下一步 / next: zhuxin doctor, zhuxin run")


@main.command()
def sandbox(
    to: Annotated[
        Path, typer.Option("--to", help="Data directory to be made; must be empty if it is there.")
    ],
    data: Data = None,
    environment: Annotated[str, typer.Option(help="What it is to be called: sandbox or test.")] = "sandbox",
) -> None:
    """Copy the configuration, without records and people, into a data directory of its own, to try changes out in."""
    from zhuxin.core.backup import require_empty
    from zhuxin.kernel.packages.environment import ENVIRONMENTS
    from zhuxin.kernel.packages.sandbox import ADMINISTRATOR, fill_copy, note_removed, read_configuration
    from zhuxin.preparation import bring_up, prepare
    from zhuxin.supervisor import keep_password

    if environment not in ENVIRONMENTS[1:]:
        raise typer.BadParameter("sandbox, test", param_hint="--environment")

    async def fill(app: Any) -> str:
        async with app.queue.app.open_async():
            await fill_copy(app, copied, environment, password := keep_password(to))
        return password

    # Its own database and keys, whatever the environment says of ours.
    theirs = Settings(data_dir=to, database_url=None, owner_url=None, key_file=None)
    with plain():
        require_empty(to)
        copied = with_app(settings_of(data, None), read_configuration)
        with removed_on_failure(to), running_database(theirs) as urls:
            bring_up(theirs, urls)
            with_app(theirs, lambda app: note_removed(app, copied))
            prepare(theirs, urls)
            password = with_app(theirs, fill)
    typer.echo(f"配置已复制 / The configuration is copied: {len(copied.base)} parts")
    typer.echo(
        f"用户名 / user: {ADMINISTRATOR}\n密码 / password: {password}\n启动 / start: zhuxin run --data {to}"
    )

"""`zhuxin user` and `zhuxin token`: for set-ups where nobody can log in yet, or no more."""

import getpass
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import typer

from zhuxin.cli.opening import Data, settings_of, with_app
from zhuxin.core.settings import Settings

token = typer.Typer(no_args_is_help=True, help="API tokens.")
user = typer.Typer(no_args_is_help=True, help="People: made, given a link, let in again.")

Username = Annotated[str, typer.Option("--username", help="Username.")]


def address_of(settings: Settings) -> str:
    """How people reach the system."""
    return settings.public_url or f"http://{settings.host}:{settings.port}"


@user.command("create")
def user_create(
    username: Username,
    name: Annotated[str, typer.Option("--name", help="Name of the person.")],
    role: Annotated[list[str], typer.Option("--role", help="Key of a role; may be given again.")],
    data: Data = None,
) -> None:
    """Make a user of these roles and print the link by which the password is set, once, within 24 hours."""
    from zhuxin.kernel.identity import machine

    settings = settings_of(data, None)
    link = _done(settings, lambda app: machine.create(app, username, name, role, _by()))
    typer.echo(f"{address_of(settings)}{link.path}")


@user.command("reset")
def user_reset(username: Username, data: Data = None) -> None:
    """End somebody's password, sessions and API tokens, and print a link to set another password."""
    from zhuxin.kernel.identity import machine

    settings = settings_of(data, None)
    link = _done(settings, lambda app: machine.reset(app, username, _by()))
    typer.echo(f"{address_of(settings)}{link.path}")


@user.command("unlock")
def user_unlock(username: Username, data: Data = None) -> None:
    """Let somebody log in at once who has to wait after wrong passwords."""
    from zhuxin.kernel.identity import machine

    _done(settings_of(data, None), lambda app: machine.unlock(app, username, _by()))
    typer.echo(f"{username} 可以立即登录 / may log in at once")


@token.command("create")
def token_create(
    username: Annotated[str, typer.Option("--user", help="Username.")],
    name: Annotated[str, typer.Option("--name", help="What it is for.")] = "cli",
    expires_days: Annotated[
        int | None, typer.Option("--expires-days", min=1, max=3650, help="Ends after so many days.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="It may only read.")] = False,
    object_key: Annotated[
        list[str] | None, typer.Option("--object", help="Only for this object; may be given again.")
    ] = None,
    action: Annotated[
        list[str] | None, typer.Option("--action", help="Only this action; may be given again.")
    ] = None,
    data: Data = None,
) -> None:
    """Make an API token for a user and print it; it is shown this once."""
    from zhuxin.kernel.identity.tokens import create_token

    scope: dict[str, Any] = {}
    if read_only:
        scope["read_only"] = True
    if object_key:
        scope["objects"] = object_key
    if action:
        scope["actions"] = action

    def make(app: Any) -> Awaitable[str]:
        return create_token(app, username, name, expires_days=expires_days, scope=scope or None, by=_by())

    typer.echo(_done(settings_of(data, None), make))


@token.command("list")
def token_list(
    username: Annotated[str | None, typer.Option("--user", help="Only those of this user.")] = None,
    data: Data = None,
) -> None:
    """List the API tokens that are good: id, user, what for, until when, last used, scope."""
    from zhuxin.kernel.identity.tokens import list_tokens

    async def read(app: Any) -> list[Any]:
        async with app.database.connection() as connection:
            return await list_tokens(connection, app.clock.now())

    for one in _done(settings_of(data, None), read):
        if username in (None, one.username):
            used = one.last_used_at.isoformat(timespec="minutes") if one.last_used_at else "-"
            ends = one.expires_at.isoformat(timespec="minutes")
            typer.echo(f"{one.id}  {one.username}  {one.name}  {ends}  {used}  {one.scope or '*'}")


@token.command("revoke")
def token_revoke(
    token_id: Annotated[str, typer.Argument(help="Its id, as `zhuxin token list` shows it.")],
    data: Data = None,
) -> None:
    """End an API token for good."""
    from zhuxin.kernel.identity.tokens import revoke_at_machine

    name = _done(settings_of(data, None), lambda app: revoke_at_machine(app, token_id, by=_by()))
    typer.echo(f"已吊销 / Revoked: {name}")


def _by() -> str:
    """Who sits at the machine, for the audit log."""
    return f"cli:{getpass.getuser()}"


def _done(settings: Settings, deed: Callable[[Any], Awaitable[Any]]) -> Any:
    """Do something with the system; a refusal is one sentence, and no success."""
    from zhuxin.core.errors import InvalidFields, Refusal, Unauthenticated

    async def go(app: Any) -> Any:
        async with app.queue.app.open_async():
            return await deed(app)

    try:
        return with_app(settings, go)
    except Unauthenticated:
        typer.secho("没有这个用户 / There is no such user", fg="red", err=True)
    except InvalidFields as refusal:
        for one in refusal.faults:
            typer.secho(f"{one.pointer}: {one.label.zh} / {one.label.en}", fg="red", err=True)
    except Refusal as refusal:
        typer.secho(f"{refusal.label.zh} / {refusal.label.en}", fg="red", err=True)
    raise typer.Exit(1)

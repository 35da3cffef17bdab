"""`zhuxin keys`: the master key."""

from typing import Any

import typer

from zhuxin.cli.opening import Data, settings_of, with_app

keys = typer.Typer(no_args_is_help=True, help="The master key.")


@keys.callback()
def about() -> None:
    """The master key."""


@keys.command("rotate")
def rotate(data: Data = None) -> None:
    """Change the master key while the system runs; stopped, it goes on when called again. Keep copies of the old and the new key."""
    from zhuxin.bootstrap import seal_files
    from zhuxin.kernel.keys.rotate import rotate as change

    def told(what: str, count: int) -> None:
        typer.echo(f"{what}: {count}")

    async def go(app: Any) -> int:
        return await change(app, told, lambda: seal_files(app))

    settings = settings_of(data, None)
    version = with_app(settings, go)
    typer.echo(
        f"主密钥已更换为第 {version} 版，请另存一份 / The master key is now version {version}, keep a copy: {settings.master_key_path}"
    )

"""`zhuxin audit`: what an outsider asks of the audit log."""

from pathlib import Path
from typing import Annotated, Any

import typer

from zhuxin.cli.opening import Data, plain, settings_of, with_app

audit = typer.Typer(no_args_is_help=True, help="The audit log.")


@audit.callback()
def about() -> None:
    """The audit log."""


@audit.command("verify")
def verify(
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", help="A file of anchors, such as a copy of audit-anchors.log kept elsewhere."
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Recompute the chain of the audit log, compare it with anchors, and name the first broken or missing entry."""
    from zhuxin.core.audit.anchors import read_anchors
    from zhuxin.core.audit.seal import Verdict
    from zhuxin.core.audit.seal import verify as verify_chain

    with plain():
        anchors = list(read_anchors(against)) if against else []

    async def check(app: Any) -> Verdict:
        # One snapshot: people go on working, and what they write meanwhile is neither missing nor outside the chain.
        async with app.database.transaction() as connection:
            await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return await verify_chain(connection, app.vault.keys, anchors)

    found = with_app(settings_of(data, None), check)
    if found.fault:
        typer.secho(f"审计日志有问题 / The audit log is broken: {found.fault}", fg="red", err=True)
        raise typer.Exit(1)
    typer.echo(
        f"审计日志完整 / The audit log holds: {found.entries} entries in {found.batches} batches, {found.unsealed} to be sealed."
    )
    if against:
        typer.echo(
            f"与 {found.anchors} 个锚点一致 / {found.anchors} anchors agree, the last of batch {anchors[-1].batch if anchors else 0}."
        )

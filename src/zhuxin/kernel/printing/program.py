"""Another program at work on a directory, for a limited time."""

import asyncio
import os
import signal
from collections.abc import Sequence


async def run_program(command: Sequence[str], directory: str, limit_s: float) -> int:
    """Run a command that knows nothing of our environment; its exit code. Raises `TimeoutError` once it and all it started is
    stopped."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=directory, env={"HOME": directory, "TMPDIR": directory, "PATH": os.environ.get("PATH", "")},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        return await asyncio.wait_for(process.wait(), limit_s)
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

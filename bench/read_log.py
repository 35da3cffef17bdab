"""What the read log costs: lists of 50 leads over HTTP with the log on and off, one server each over one database, asked in turn."""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from records import Requests, rate
from support import Lender, empty_lender, free_port, wait_until_ready, with_app
from zhuxin.bootstrap import App
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.writes import create_record

GRANIAN = ("--interface", "asgi", "--no-ws", "--log-level", "error")
LEADS, ROUNDS = 200, 24
REACH = 0.97
# The same program, but that nothing is noted.
OFF = """
from zhuxin.asgi import app
app.state.zhuxin.database.reads = None
"""


class LeadRequests(Requests):
    read = "lead"


async def make(app: App, channel: str) -> list[str]:
    async with app.database.connection() as connection:
        caller = system_caller(await app.catalog(connection), "bench")
    async with action_context(app, caller) as context:
        await context.connection.execute(
            "UPDATE user_account SET role_keys = role_keys || '{manager}' WHERE username = 'bench'"
        )
        return [
            (
                await create_record(
                    context,
                    "lead",
                    {"name": f"线索{number}", "phone": f"138{number:08d}", "channel_id": channel},
                )
            )["id"]
            for number in range(LEADS)
        ]


async def measure(ports: tuple[int, int], requests: Requests) -> dict[str, Any]:
    found = {}
    for verb in ("get", "list"):
        pairs = []
        for place in range(ROUNDS):
            first, second = (0, 1) if place % 2 else (1, 0)
            rates = {at: await rate(ports[at], getattr(requests, verb)) for at in (first, second)}
            pairs.append((rates[0], rates[1]))
        found[verb] = {
            "noted_per_s": round(statistics.median(a for a, _ in pairs)),
            "unnoted_per_s": round(statistics.median(b for _, b in pairs)),
            "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        }
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        (Path(directory) / "reads_off.py").write_text(OFF)
        lender: Lender = empty_lender(Path(directory))
        ids = asyncio.run(with_app(lender, lambda app: make(app, lender.channel_id)))
        ports = free_port(), free_port()
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "granian", *GRANIAN, "--port", str(port), target],
                env={
                    **os.environ,
                    **lender.environment,
                    "PYTHONPATH": os.pathsep.join([directory, *sys.path]),
                },
            )
            for port, target in zip(ports, ("zhuxin.asgi:app", "reads_off:app"), strict=True)
        ]
        try:
            for port in ports:
                wait_until_ready(port)
            found = asyncio.run(measure(ports, LeadRequests(lender.token, ids)))
        finally:
            for process in processes:
                process.terminate()
                process.wait()
            lender.stop()
    worst = min(one["ratio"] for one in found.values())
    told = {
        "name": "read_log",
        "value": worst,
        "unit": "ratio",
        "reach": REACH,
        "holds": worst >= REACH,
        "detail": found,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()

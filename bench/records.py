"""The record API against a hand-written FastAPI + psycopg endpoint that does the same SQL, in one run.

Both are served by one granian process over one database; each is asked by the same client in turn. The hand-written
endpoint reads the session, runs the statement and, for writes, puts audit entry and event in the same transaction.
"""

import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from raw_client import Lane, open_lane
from support import Lender, empty_lender, free_port, wait_until_ready

# Many short rounds: on a shared machine the speed of both changes from one second to the next.
ROUNDS, SECONDS, LANES = 24, 0.5, 8
REACH = 0.75


async def rate(port: int, ask: Callable[[Lane, int], Awaitable[None]]) -> float:
    """Requests a second over `LANES` connections."""
    lanes = [await open_lane(port) for _ in range(LANES)]
    started = time.perf_counter()
    until = started + SECONDS

    async def work(lane: Lane, number: int) -> int:
        done = 0
        while time.perf_counter() < until:
            await ask(lane, number)
            done += 1
        return done

    done = sum(await asyncio.gather(*(work(lane, number) for number, lane in enumerate(lanes))))
    for lane in lanes:
        lane.close()
    return done / (time.perf_counter() - started)


class Requests:
    """The four requests; each lane changes a record of its own, so that no version is stale."""

    read, written = "product", "channel"

    def new(self, key: str) -> dict[str, Any]:
        return {"key": key, "name": "渠道", "kind": "form", "cost_per_lead": "1.50"}

    def change(self, version: int) -> dict[str, Any]:
        return {"name": f"n{version}"}

    def __init__(self, token: str, ids: list[str]):
        self.headers = f"authorization: Bearer {token}\r\ncontent-type: application/json\r\n"
        self.ids = itertools.cycle(ids)
        self.numbers = itertools.count()
        self.own: dict[int, tuple[str, int]] = {}

    async def get(self, lane: Lane, _: int) -> None:
        await self._ask(lane, "GET", f"/api/v1/records/{self.read}/{next(self.ids)}")

    async def list(self, lane: Lane, _: int) -> None:
        await self._ask(lane, "GET", f"/api/v1/records/{self.read}?limit=50")

    async def create(self, lane: Lane, _: int) -> dict[str, Any]:
        key = f"k{time.time_ns()}-{next(self.numbers)}"
        return await self._ask(
            lane,
            "POST",
            f"/api/v1/records/{self.written}",
            self.new(key),
        )

    async def update(self, lane: Lane, number: int) -> None:
        if number not in self.own:
            made = await self.create(lane, number)
            self.own[number] = (made["id"], made["version"])
        record_id, version = self.own[number]
        await self._ask(
            lane,
            "PATCH",
            f"/api/v1/records/{self.written}/{record_id}",
            self.change(version),
            f'if-match: "{version}"\r\n',
        )
        self.own[number] = (record_id, version + 1)

    async def _ask(self, lane: Lane, method: str, path: str, body: Any = None, more: str = "") -> Any:
        content = json.dumps(body).encode() if body else b""
        status, answer = await lane.ask(method, path, self.headers + more, content)
        assert status < 300, answer
        return json.loads(answer) if method == "POST" else None


async def measure(ports: tuple[int, int], requests: Requests) -> dict[str, dict[str, float]]:
    found = {}
    for verb in ("get", "list", "create", "update"):
        pairs = []
        for _ in range(ROUNDS):
            requests.own.clear()
            ours = await rate(ports[0], getattr(requests, verb))
            requests.own.clear()
            pairs.append((ours, await rate(ports[1], getattr(requests, verb))))
        found[verb] = _summary(pairs)
    return found


def _summary(pairs: list[tuple[float, float]]) -> dict[str, float]:
    return {
        "ours_per_s": round(statistics.median(a for a, _ in pairs)),
        "hand_written_per_s": round(statistics.median(b for _, b in pairs)),
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
    }


def compare(name: str, requests_of: Callable[[Lender], Requests]) -> None:
    """Serve both, ask both, and print what came out."""
    with tempfile.TemporaryDirectory() as directory:
        lender = empty_lender(Path(directory))
        ports = free_port(), free_port()
        processes = [
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "granian",
                    "--interface",
                    "asgi",
                    "--port",
                    str(port),
                    "--no-ws",
                    "--log-level",
                    "error",
                    target,
                ],
                env={**os.environ, **lender.environment, "PYTHONPATH": str(Path(__file__).parent)},
            )
            for port, target in zip(ports, ("zhuxin.asgi:app", "hand_written:app"), strict=True)
        ]
        try:
            for port in ports:
                wait_until_ready(port)
            found = asyncio.run(measure(ports, requests_of(lender)))
        finally:
            for process in processes:
                process.terminate()
                process.wait()
            lender.stop()
    worst = min(one["ratio"] for one in found.values())
    print(
        json.dumps(
            {
                "name": name,
                "value": worst,
                "unit": "ratio",
                "reach": REACH,
                "holds": worst >= REACH,
                "detail": found,
            }
        )
    )


if __name__ == "__main__":
    compare("records", lambda lender: Requests(lender.token, lender.product_ids))

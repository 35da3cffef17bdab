"""Memory of the API worker under a mixed load, and how long `zhuxin run` takes to be ready, first and again."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import httpx
import psutil

from support import free_port, wait_until_ready

REACH_MB, FIRST_S, AGAIN_S = 200, 30, 5
REQUESTS = 3000


def run(directory: str, port: int) -> tuple[subprocess.Popen, float]:
    """`zhuxin run` and the seconds until it was ready."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "zhuxin.cli", "run", "--data", directory, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "ZHUXIN_DEMO_PASSWORD": "bench-pass-1"},
    )
    wait_until_ready(port)
    return process, time.perf_counter() - started


def stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def load(port: int) -> None:
    """Lists, single records and the catalog, again and again."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", trust_env=False) as client:
        client.post("/auth/login", json={"username": "admin", "password": "bench-pass-1"}).raise_for_status()
        paths = ("/records/department", "/catalog", "/me", "/records/user?labels=true", "/jobs")
        for number in range(REQUESTS):
            client.get(paths[number % len(paths)]).raise_for_status()


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        process, first = run(directory, free_port())
        stop(process)
        port = free_port()
        process, again = run(directory, port)
        load(port)
        sizes = {
            child.pid: child.memory_info().rss / 2**20
            for child in psutil.Process(process.pid).children(recursive=True)
            if "serve" in " ".join(child.cmdline())
        }
        stop(process)
    worker = max(sizes.values())
    holds = worker <= REACH_MB and first <= FIRST_S and again <= AGAIN_S
    detail = {
        "first_ready_s": round(first, 1),
        "again_ready_s": round(again, 1),
        "requests": REQUESTS,
        "reach_s": [FIRST_S, AGAIN_S],
    }
    print(
        json.dumps(
            {
                "name": "footprint",
                "value": round(worker),
                "unit": "MB",
                "reach": REACH_MB,
                "holds": holds,
                "detail": detail,
            }
        )
    )


if __name__ == "__main__":
    main()

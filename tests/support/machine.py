"""`zhuxin` as an operator runs it: real processes, asked, killed and waited for."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg

APPLICANTS = 40
SLOWEST_S = 60


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ZHUXIN_")}
    return {**kept, **more}


def zhuxin(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    command = [sys.executable, "-m", "zhuxin.cli", *words]
    return subprocess.run(
        command, env=environment(**more), capture_output=True, text=True, timeout=SLOWEST_S, check=False
    )


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and that nobody has asked for yet does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(what: str, holds: Callable[[], Any], timeout_s: float = SLOWEST_S) -> Any:
    """The first true answer; an error of a connection counts as no answer yet."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        try:
            if answer := holds():
                return answer
        except (psycopg.Error, httpx.HTTPError, psutil.Error, OSError, ValueError, IndexError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"{what} did not come within {timeout_s} s")


@dataclass
class Machine:
    """A running supervisor with its data directory."""

    data: Path
    port: int
    process: subprocess.Popen[bytes]

    def pids(self, name: str) -> list[int]:
        """The child `serve` or `worker`; for `serve` those that answer requests too."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            parents = [child, *child.parents()]
            if any(one.cmdline()[-1:] == [name] for one in parents if one.pid != self.process.pid):
                found.append(child.pid)
        return found

    def postmaster(self) -> int:
        return int((self.data / "postgres" / "postmaster.pid").read_text().splitlines()[0])

    def value(self, sql: str) -> Any:
        lines = (self.data / "postgres" / "postmaster.pid").read_text().splitlines()
        url = f"postgresql://postgres@/zhuxin?host={lines[4]}&port={lines[3]}"
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute(sql).fetchone()  # type: ignore[arg-type]
            return row[0] if row else None

    def days_done(self) -> int:
        return int(self.value("SELECT done FROM job_run WHERE kind = 'demo'") or 0)

    def is_ready(self) -> bool:
        url = f"http://127.0.0.1:{self.port}/readyz"
        return httpx.get(url, timeout=2, trust_env=False).status_code == 200

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)

    def wait_for_progress(self, days: int) -> None:
        goal = self.days_done() + days
        wait_for(f"day {goal} of the demo", lambda: self.days_done() >= goal)


@contextmanager
def start(data: Path, port: int, *words: str, **more: str) -> Iterator[Machine]:
    """`zhuxin run` with these words over a data directory, ready; stopped at the end."""
    command = [sys.executable, "-m", "zhuxin.cli", *words, "--data", str(data), "--port", str(port)]
    with open(data / "run.log", "wb") as log:
        process = subprocess.Popen(command, env=environment(**more), stdout=log, stderr=log)
    found = Machine(data, port, process)
    try:
        wait_for("the web server", found.is_ready)
        yield found
    finally:
        found.stop()


def refused_with_one_sentence(ran: subprocess.CompletedProcess[str], *words: str) -> None:
    assert ran.returncode == 1
    text = ran.stderr.strip()
    assert len(text.splitlines()) == 1, text
    assert "Traceback" not in text
    for word in words:
        assert word in text

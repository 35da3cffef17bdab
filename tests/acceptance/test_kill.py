"""`zhuxin run` as an operator runs it: real processes, killed in mid-work, and started where they cannot start."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest

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

    def wait_for_progress(self, days: int) -> None:
        goal = self.days_done() + days
        wait_for(f"day {goal} of the demo", lambda: self.days_done() >= goal)


@pytest.fixture
def data() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="zhuxin-run-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def machine(data: Path) -> Iterator[Machine]:
    port = free_port()
    command = [sys.executable, "-m", "zhuxin.cli", "run", "--data", str(data), "--port", str(port), "--demo"]
    with open(data / "run.log", "wb") as log:
        process = subprocess.Popen(
            command, env=environment(ZHUXIN_DEMO_APPLICANTS=str(APPLICANTS)), stdout=log, stderr=log
        )
    found = Machine(data, port, process)
    try:
        wait_for("the web server", found.is_ready)
        yield found
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def test_killed_in_mid_work_the_demo_still_ends_with_balanced_books(machine: Machine) -> None:
    wait_for("a worker", lambda: machine.pids("worker"))
    machine.wait_for_progress(20)

    (worker,) = machine.pids("worker")
    os.kill(worker, signal.SIGKILL)
    wait_for("another worker", lambda: machine.pids("worker") and worker not in machine.pids("worker"))
    machine.wait_for_progress(5)

    before = set(machine.pids("serve"))
    os.kill(max(before), signal.SIGKILL)
    wait_for("another web process", lambda: set(machine.pids("serve")) - before and machine.is_ready())

    postmaster = machine.postmaster()
    os.kill(postmaster, signal.SIGKILL)
    wait_for("another database", lambda: machine.postmaster() != postmaster and machine.is_ready())
    machine.wait_for_progress(5)

    ended = ("completed", "failed")
    wait_for(
        "the end of the demo",
        lambda: machine.value("SELECT status FROM job_run WHERE kind = 'demo'") in ended,
        180,
    )
    assert machine.value("SELECT status FROM job_run WHERE kind = 'demo'") == "completed"
    assert machine.value("SELECT result ->> 'ledger' FROM job_run WHERE kind = 'demo'") == "balanced"
    assert machine.value("SELECT count(*) FROM lead") == APPLICANTS
    assert machine.value("SELECT count(DISTINCT source) FROM lead") == APPLICANTS
    assert machine.value("SELECT count(*) FROM loan") > APPLICANTS // 4
    assert machine.value("SELECT sum(debit_minor - credit_minor) FROM journal_line") == 0
    audit = zhuxin("audit", "verify", "--data", str(machine.data))
    assert audit.returncode == 0, audit.stderr
    doctor = zhuxin("doctor", "--data", str(machine.data))
    assert doctor.returncode == 0, doctor.stderr

    family = [one.pid for one in psutil.Process(machine.process.pid).children(recursive=True)]
    family.append(machine.postmaster())
    machine.process.send_signal(signal.SIGTERM)
    assert machine.process.wait(30) == 0
    assert [pid for pid in family if is_alive(pid)] == []
    with pytest.raises(httpx.HTTPError):
        machine.is_ready()


def refused_with_one_sentence(ran: subprocess.CompletedProcess[str], *words: str) -> None:
    assert ran.returncode == 1
    text = ran.stderr.strip()
    assert len(text.splitlines()) == 1, text
    assert "Traceback" not in text
    for word in words:
        assert word in text


def test_port_that_is_taken(data: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused_with_one_sentence(zhuxin("run", "--data", str(data), "--port", port), port, "--port")
    assert not (data / "postgres").exists()


def test_directory_of_another_postgresql(data: Path) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "PG_VERSION").write_text("12\n")
    refused_with_one_sentence(zhuxin("run", "--data", str(data), "--port", str(free_port())), "PostgreSQL 12")


def test_database_that_cannot_be_reached(data: Path) -> None:
    url = "postgresql://nobody:hidden-word@127.0.0.1:1/nothing"
    ran = zhuxin("run", "--data", str(data), "--port", str(free_port()), ZHUXIN_DATABASE_URL=url)
    refused_with_one_sentence(ran, "ZHUXIN_DATABASE_URL")
    assert "hidden-word" not in ran.stderr


def test_directory_that_cannot_be_made(data: Path) -> None:
    (data / "file").write_text("in the way")
    refused_with_one_sentence(zhuxin("run", "--data", str(data / "file" / "var"), "--port", str(free_port())))


def test_stopped_while_it_starts_it_leaves_nothing_running(data: Path) -> None:
    command = [sys.executable, "-m", "zhuxin.cli", "run", "--data", str(data), "--port", str(free_port())]
    with open(data / "run.log", "wb") as log:
        process = subprocess.Popen(command, env=environment(), stdout=log, stderr=log)
    pid_file = data / "postgres" / "postmaster.pid"
    # While the directory is being made, the number in the file is negative.
    postmaster = wait_for("the database", lambda: max(0, int(pid_file.read_text().split()[0])))
    process.send_signal(signal.SIGTERM)
    assert process.wait(40) == 0
    assert not is_alive(postmaster)
    assert not pid_file.exists()

"""`zhuxin run` as an operator runs it: real processes, killed in mid-work, and started where they cannot start."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import psutil
import pytest

from support.machine import (
    APPLICANTS,
    Machine,
    environment,
    free_port,
    is_alive,
    refused_with_one_sentence,
    wait_for,
    zhuxin,
)


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
    told = machine.value(
        "SELECT status || ' ' || coalesce(message::text, '') FROM job_run WHERE kind = 'demo'"
    )
    assert told.startswith("completed"), told
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

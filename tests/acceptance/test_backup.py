"""A lender backed up while it works, and restored on another machine: the same books, files and secrets, or nothing."""

import json
import shutil
from pathlib import Path

import pytest

from support.machine import Machine, free_port, refused_with_one_sentence, start, wait_for, zhuxin

COUNTS = """SELECT json_build_object('loans', (SELECT count(*) FROM loan), 'journals', (SELECT count(*) FROM journal),
    'files', (SELECT count(*) FROM stored_file), 'sealed', (SELECT count(*) FROM audit_batch),
    'masked', (SELECT json_agg(id_number_masked ORDER BY id) FROM party))"""


@pytest.fixture
def backup(machine: Machine) -> Path:
    """A backup taken while the demo is being loaded, and the machine stopped after it."""
    machine.wait_for_progress(60)
    wait_for("a contract's file", lambda: machine.value("SELECT count(*) FROM loan"))
    target = machine.data / "backup"
    made = zhuxin("backup", "--data", str(machine.data), "--to", str(target))
    assert made.returncode == 0, made.stderr
    assert str(machine.data / "keys" / "master.key") in made.stdout
    machine.stop()
    return target


def test_restored_elsewhere_everything_is_there_and_the_books_balance(machine: Machine, backup: Path) -> None:
    manifest = json.loads((backup / "manifest.json").read_text())
    key = machine.data / "keys" / "master.key"
    assert key.read_text().strip() not in "".join(
        path.read_text(errors="ignore") for path in backup.rglob("*") if path.is_file()
    )
    other = machine.data / "elsewhere"

    for what, words in {
        "no backup": ("--from", str(machine.data / "keys"), "--key-file", str(key)),
        "another key": ("--from", str(backup), "--key-file", str(backup / "manifest.json")),
    }.items():
        ran = zhuxin("restore", "--data", str(other), *words)
        refused_with_one_sentence(ran)
        assert not other.exists(), what
    full = machine.data / "full"
    full.mkdir()
    (full / "something").write_text("of somebody")
    words = ("--from", str(backup), "--key-file", str(key))
    refused_with_one_sentence(zhuxin("restore", "--data", str(full), *words), str(full))
    assert [path.name for path in full.iterdir()] == ["something"]

    restored = zhuxin("restore", "--data", str(other), *words)
    assert restored.returncode == 0, restored.stderr
    assert zhuxin("doctor", "--data", str(other)).returncode == 0
    assert zhuxin("audit", "verify", "--data", str(other)).returncode == 0
    with start(other, free_port(), "run", ZHUXIN_DEMO_APPLICANTS="40") as again:
        counts = again.value(COUNTS)
        assert counts["loans"] > 0 and counts["journals"] > 0 and counts["sealed"] > 0
        assert len(counts["masked"]) > 0
        assert sum(path.is_file() for path in (other / "files").rglob("*")) >= manifest["files"]
        # The demo goes on where the backup was taken.
        done = again.days_done()
        wait_for("the demo to go on", lambda: again.days_done() > done)


def test_day_end_from_the_command_line(machine: Machine) -> None:
    """On a lender whose demo is under way day-end has its turn too, or is refused in one sentence."""
    early = zhuxin("day-end", "--data", str(machine.data), "--through", "2000-01-01")
    refused_with_one_sentence(early, "2000" if "2000" in early.stderr else "日终")
    day = machine.value("SELECT business_date::text FROM business_day")
    queued = zhuxin("day-end", "--data", str(machine.data), "--through", day)
    if queued.returncode:  # the demo has ended that day meanwhile
        refused_with_one_sentence(queued)
    else:
        ended = "SELECT status FROM job_run WHERE kind = 'day_end'"
        wait_for("day-end", lambda: machine.value(ended) == "completed")


def test_a_damaged_backup_is_told_before_anything_is_written(machine: Machine, backup: Path) -> None:
    with open(backup / "database.dump", "r+b") as dump:
        dump.seek(1000)
        dump.write(b"damage")
    other = machine.data / "elsewhere"
    words = ("--from", str(backup), "--key-file", str(machine.data / "keys" / "master.key"))
    refused_with_one_sentence(zhuxin("restore", "--data", str(other), *words), "database.dump")
    assert not other.exists()


def test_where_there_is_no_system_there_is_no_backup(data: Path) -> None:
    ran = zhuxin("backup", "--data", str(data / "none"), "--to", str(data / "backup"))
    refused_with_one_sentence(ran, str(data / "none"))
    assert list(data.iterdir()) == []
    shutil.rmtree(data / "none", ignore_errors=True)

"""A full disk: told before the start in one sentence, and as one refusal wherever it is met."""

import errno
import io
import os
import shutil
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import procrastinate
import psycopg
import pytest

from zhuxin.core import log, storage
from zhuxin.core.crypto.envelope import read_sealed
from zhuxin.core.crypto.keys import make_keys
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.embedded import CannotStart, check_directory
from zhuxin.core.db.errors import as_refusal
from zhuxin.core.errors import StorageFull, Unavailable
from zhuxin.core.jobs.queue import AGAIN_S, Patience
from zhuxin.kernel.files import store

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def free(monkeypatch):
    """`free(megabytes)` sets what the disk has left."""

    def leave(megabytes: int) -> None:
        usage = Usage(10**12, 0, megabytes * storage.MEGABYTE)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

    return leave


def test_start_says_where_how_much_is_free_and_how_much_is_needed(tmp_path, free):
    free(199)
    with pytest.raises(CannotStart) as refused:
        check_directory(tmp_path)
    sentence = str(refused.value)
    assert str(tmp_path) in sentence
    assert "199 MB" in sentence
    assert "200 MB" in sentence
    assert len(sentence.splitlines()) == 1
    free(200)
    check_directory(tmp_path)


def test_start_in_a_directory_that_cannot_be_made_says_why(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStart, match="Not a directory"):
        check_directory(tmp_path / "file" / "var")


def test_room_is_looked_for_where_a_directory_will_be_made(tmp_path):
    assert storage.free_bytes(tmp_path / "not" / "yet") == storage.free_bytes(tmp_path)


def test_writes_leave_a_reserve(tmp_path, free):
    free(65)
    storage.check_room(tmp_path)
    with pytest.raises(StorageFull):
        storage.check_room(tmp_path, 2 * storage.MEGABYTE)
    free(63)
    with pytest.raises(StorageFull):
        storage.check_room(tmp_path)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (psycopg.errors.DiskFull("no space left on device"), "storage.full"),
        (psycopg.errors.AdminShutdown("terminating"), "database.unavailable"),
        (psycopg.OperationalError("server closed the connection"), "database.unavailable"),
        (psycopg.errors.LockNotAvailable("lock timeout"), "record.busy"),
    ],
)
def test_what_the_database_says_of_it(error, code):
    refusal = as_refusal(error)
    assert refusal is not None
    assert refusal.code == code


def test_a_defect_stays_a_defect():
    assert as_refusal(psycopg.errors.UndefinedTable("no such table")) is None
    assert as_refusal(psycopg.errors.OutOfMemory("out of memory")) is None


@pytest.mark.parametrize(
    ("number", "full"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EROFS, False)]
)
def test_a_file_is_whole_or_not_at_all(tmp_path: Path, monkeypatch, number, full):
    def fail(_):
        raise OSError(number, "fails")

    keys = tmp_path / "keys" / "master.key"
    make_keys(keys)
    vault = Vault(keys)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageFull if full else OSError):
        store._write(vault, tmp_path / "ab" / "abcd", b"content")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path != keys] == []
    monkeypatch.undo()
    store._write(vault, tmp_path / "ab" / "abcd", b"content")
    assert read_sealed(vault, tmp_path / "ab" / "abcd") == b"content"


def test_a_log_line_that_finds_no_room_is_counted_and_costs_nothing_else():
    class Full(io.StringIO):
        def write(self, text):
            raise OSError(errno.ENOSPC, "No space left on device")

    before = log.LOST_LINES._value.get()
    log.LogStream(Full()).write("a line")
    assert log.LOST_LINES._value.get() == before + 1


@pytest.mark.parametrize("error", [StorageFull(), Unavailable(), OSError(errno.ENOSPC, "full")])
def test_a_job_waits_for_room_without_end(error):
    patience = Patience(max_attempts=5, exponential_wait=2)
    tired: procrastinate.jobs.Job = SimpleNamespace(attempts=500)  # type: ignore[assignment]
    assert patience.get_retry_decision(exception=error, job=tired) is not None
    assert patience.get_retry_decision(exception=ValueError("a defect"), job=tired) is None
    assert AGAIN_S >= 1

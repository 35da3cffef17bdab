"""A process whose master key does not fit the database, or is gone, refuses to start, says why, and makes no key."""

import secrets
from pathlib import Path

import psycopg
import pytest

from support.machine import free_port, refused_with_one_sentence, start, wait_for, zhuxin
from support.server import own_database


@pytest.fixture
def stopped(data: Path) -> Path:
    """The data directory of a system that ran."""
    with start(data, free_port(), "run", "--empty") as machine:
        assert machine.value("SELECT count(*) FROM key_fingerprint") == 1
    return data


def test_without_its_key_or_with_another_nothing_starts(stopped: Path) -> None:
    key = stopped / "keys" / "master.key"
    right = key.read_text()
    for wrong in (None, secrets.token_hex(32), "no key at all"):
        if wrong is None:
            key.unlink()
        else:
            key.write_text(wrong)
        commands = [("run", "--port", str(free_port())), ("doctor",), ("migrate",)]
        for words in commands if wrong is None else commands[:1]:
            refused_with_one_sentence(zhuxin(*words, "--data", str(stopped)), "主密钥", str(key))
        assert not key.exists() if wrong is None else key.read_text() == wrong
    key.write_text(right)
    with start(stopped, free_port(), "run", "--empty") as machine:
        wait_for("anchors", (machine.data / "audit-anchors.log").exists)


def test_a_web_server_and_a_worker_of_another_machine_need_the_same_key(
    server: str, data: Path, stopped: Path
) -> None:
    """Two machines, one database: without the first one's key the second one does not start."""
    with own_database(server, empty=True) as url:
        first, second = data / "first", data / "second"
        made = zhuxin("migrate", "--data", str(first), ZHUXIN_DATABASE_URL=url)
        assert made.returncode == 0, made.stderr
        for command in ("serve", "worker"):
            refused_with_one_sentence(
                zhuxin(command, ZHUXIN_DATABASE_URL=url, ZHUXIN_DATA_DIR=str(second)), "主密钥"
            )
        (second / "keys").mkdir(parents=True, exist_ok=True)
        (second / "keys" / "master.key").write_text(secrets.token_hex(32))
        for command in ("serve", "worker"):
            refused_with_one_sentence(
                zhuxin(command, ZHUXIN_DATABASE_URL=url, ZHUXIN_DATA_DIR=str(second)), "主密钥与数据库不符"
            )
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM key_fingerprint").fetchone() == (1,)


def test_a_directory_without_a_system_is_left_as_it_is(data: Path) -> None:
    for words in (("doctor",), ("audit", "verify"), ("token", "create", "--user", "admin")):
        refused_with_one_sentence(zhuxin(*words, "--data", str(data / "typo")), "typo")
    assert not (data / "typo").exists()

"""The first people of a real lender, from the command line: no password is printed, shared or known to anybody else."""

import re
from pathlib import Path

import httpx

from support.machine import free_port, refused_with_one_sentence, start, wait_for, zhuxin

GOOD = "Zx8-kettle-moon"


def test_an_empty_lender_starts_with_one_link(data: Path) -> None:
    port = free_port()
    with start(data, port, "run", "--empty") as machine:
        link = rf"http://127\.0\.0\.1:{port}/set-password#(\S+)"
        (token,) = wait_for("the link", lambda: re.findall(link, (data / "run.log").read_text()))
        assert "password:" not in (data / "run.log").read_text()
        assert not (data / "demo-password").exists()
        base = f"http://127.0.0.1:{port}/api/v1"
        with httpx.Client(base_url=base, trust_env=False) as client:
            found = client.post("/auth/link", json={"token": token}).json()
            assert found["username"] == "admin"
            opened = client.post("/auth/link/password", json={"token": token, "password": GOOD})
            assert opened.json()["stage"] == "set_up_factor"
            assert client.get("/me").json()["code"] == "auth.factor_set_up_required"
            assert client.get("/auth/methods").json()["demo"] is False
        assert machine.value("SELECT count(*) FROM user_account") == 1
    with start(data, free_port(), "run") as machine:
        assert machine.value("SELECT count(*) FROM password_link") == 1


def test_people_and_tokens_are_made_at_the_machine(data: Path) -> None:
    where = ("--data", str(data))
    with start(data, free_port(), "run", "--empty"):  # the database runs, as it does where this is used
        made = zhuxin("user", "create", "--username", "boss", "--name", "老板", "--role", "manager", *where)
        assert re.fullmatch(r"http://127\.0\.0\.1:8000/set-password#\S{40,}\n", made.stdout), made.stderr
        for words, said in (
            (("user", "create", "--username", "x", "--name", "x", "--role", "nothing"), "nothing"),
            (("user", "reset", "--username", "nobody"), "nobody"),
            (("token", "create", "--user", "boss", "--object", "nothing"), "nothing"),
        ):
            refused_with_one_sentence(zhuxin(*words, *where), said)
        token = zhuxin("token", "create", "--user", "boss", "--read-only", *where)
        assert token.stdout.startswith("zx_"), token.stderr
        listed = zhuxin("token", "list", *where).stdout.split()
        assert listed[1:3] == ["boss", "cli"]
        assert zhuxin("token", "revoke", listed[0], *where).returncode == 0
        assert zhuxin("token", "list", *where).stdout == ""
        assert "set-password#" in zhuxin("user", "reset", "--username", "boss", *where).stdout
        assert zhuxin("user", "unlock", "--username", "boss", *where).returncode == 0

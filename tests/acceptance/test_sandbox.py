"""A copy of the configuration, made and run by the command line beside the system it was copied from."""

from pathlib import Path

import httpx

from support.machine import free_port, refused_with_one_sentence, start, zhuxin


def test_a_sandbox_is_made_and_run(data: Path) -> None:
    source, copy = data / "production", data / "sandbox"
    made = zhuxin("migrate", "--data", str(source))
    assert made.returncode == 0, made.stderr
    made = zhuxin("sandbox", "--data", str(source), "--to", str(copy))
    assert made.returncode == 0, made.stderr
    password = made.stdout.split("password: ")[1].split()[0]
    assert (source / "keys" / "master.key").read_text() != (copy / "keys" / "master.key").read_text()

    with start(copy, free_port(), "run") as machine:
        base = f"http://127.0.0.1:{machine.port}/api/v1"
        with httpx.Client(base_url=base, trust_env=False) as client:
            login = client.post("/auth/login", json={"username": "admin", "password": password})
            assert login.status_code == 200, login.text
            me = client.get("/me").json()
        assert me["environment"]["kind"] == "sandbox"
        assert "package.install" in me["actions"]
        assert machine.value("SELECT count(*) FROM user_account") == 1
        assert "password: " + password in (copy / "run.log").read_text()

    again = zhuxin("sandbox", "--data", str(source), "--to", str(copy))
    refused_with_one_sentence(again, str(copy))
    wrong = zhuxin("sandbox", "--data", str(source), "--to", str(data / "x"), "--environment", "production")
    assert wrong.returncode == 2
    assert not (data / "x").exists()

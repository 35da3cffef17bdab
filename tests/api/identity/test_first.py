"""The first people: one link for the first administrator, who names the other two, once each; and what the machine may do."""

from datetime import timedelta

import pytest

from support.app import acting, nothing_changes, set_clock
from support.http import act, attempt, refused
from zhuxin.core.errors import Missing, Refusal
from zhuxin.kernel.identity import machine
from zhuxin.kernel.identity.first import first_administrator
from zhuxin.kernel.identity.passwords.links import LinkOver

GOOD = "Zx8-kettle-moon"


async def set_password(as_user, link):
    client = as_user.anonymous()
    token = link.partition("#")[2]
    answer = await client.post("/auth/link/password", json={"token": token, "password": GOOD})
    if answer.status_code == 200:
        client.headers["x-csrf-token"] = answer.json()["csrf_token"]
    return client, answer


async def forget_everybody(app):
    async with acting(app) as context:
        await context.connection.execute("UPDATE user_account SET password_hash = NULL")
        await context.connection.execute(
            "UPDATE user_account SET status = 'disabled' WHERE role_keys && ARRAY['security', 'auditor']"
        )


async def test_the_first_administrator_comes_by_a_link_and_names_the_others(app, as_user):
    async with nothing_changes(app):
        assert await first_administrator(app) is None  # people have passwords
    await forget_everybody(app)
    first = await first_administrator(app)
    second = await first_administrator(app)
    _, over = await set_password(as_user, first.path)
    refused(over, 404, "auth.link_over")
    admin, opened = await set_password(as_user, second.path)
    assert opened.status_code == 200
    async with nothing_changes(app):
        assert await first_administrator(app) is None
    assert (await admin.get("/me")).json()["missing_administrators"] == ["security", "auditor"]

    named = {"role_key": "security", "username": "sec1", "name": "安管"}
    made = await act(admin, "user.name_administrator", **named)
    security, _ = await set_password(as_user, made["link"])
    me = (await security.get("/me")).json()
    assert [one["key"] for one in me["user"]["roles"]] == ["security"]
    assert me["missing_administrators"] == []
    assert (await admin.get("/me")).json()["missing_administrators"] == ["auditor"]
    async with nothing_changes(app):
        refused(
            await attempt(
                admin, "user.name_administrator", role_key="security", username="sec2", name="再来"
            ),
            409,
            "user.administrator_there",
        )
        refused(
            await attempt(security, "user.name_administrator", role_key="auditor", username="a", name="a"),
            403,
            "permission.denied",
        )
        for role in ("admin", "builder", "manager", "*"):
            answer = await attempt(admin, "user.name_administrator", role_key=role, username="x1", name="x")
            assert answer.status_code == 422, answer.text


async def test_the_machine_makes_resets_and_lets_in(app, as_user):
    link = await machine.create(app, "clerk", "文员", ["sales"], "cli:root")
    client, _ = await set_password(as_user, link.path)
    assert (await client.get("/me")).json()["user"]["username"] == "clerk"
    for _ in range(app.settings.login_attempts + 1):
        body = {"username": "clerk", "password": "wrong-guess-1"}
        await as_user.anonymous().post("/auth/login", json=body)
    body["password"] = GOOD
    assert (await as_user.anonymous().post("/auth/login", json=body)).status_code == 401
    await machine.unlock(app, "clerk", "cli:root")
    assert (await as_user.anonymous().post("/auth/login", json=body)).status_code == 200
    again = await machine.reset(app, "clerk", "cli:root")
    refused(await client.get("/me"), 401, "auth.required")
    assert (await as_user.anonymous().post("/auth/login", json=body)).status_code == 401
    set_clock(app, app.clock.now() + timedelta(hours=25))
    _, over = await set_password(as_user, again.path)
    refused(over, 404, LinkOver.code)
    async with app.database.connection() as connection:
        by = await connection.all("SELECT DISTINCT name FROM audit_entry WHERE actor_name = 'cli:root'")
    assert {row.name for row in by} == {"user.created", "identity.password.reset", "identity.log_in.unlocked"}


@pytest.mark.parametrize("roles", [["nothing"], ["admin", "auditor"], ["security", "auditor"]])
async def test_the_machine_gives_no_roles_that_do_not_go_together(app, roles):
    async with nothing_changes(app):
        with pytest.raises(Refusal):
            await machine.create(app, "double", "双岗", roles, "cli:root")
        with pytest.raises(Missing):
            await machine.reset(app, "nobody", "cli:root")

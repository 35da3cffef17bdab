"""Passwords are their owners': policy, own change, links instead of passwords given by others, and a change that is forced."""

import json
from datetime import timedelta

import pytest

from support.app import acting, nothing_changes, set_clock, snapshot
from support.http import act, attempt, records, refused
from support.server import PASSWORD

GOOD = "Zx8-kettle-moon"


async def log_in(client, username, password=PASSWORD):
    return await client.post("/auth/login", json={"username": username, "password": password})


async def user_id_of(as_user, username):
    asked = json.dumps({"field": "username", "op": "eq", "value": username})
    return (await records(await as_user("security"), "user", filter=asked))[0]["id"]


async def reset(as_user, username):
    """The token of a link for a person."""
    made = await act(
        await as_user("admin"), "user.reset_password", user_id=await user_id_of(as_user, username)
    )
    path, _, token = made["link"].partition("#")
    assert path == "/set-password"
    return token


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("password1", "auth.password_too_short"),
        ("abcdefg1", "auth.password_too_short"),
        ("x" * 129, "invalid.fields"),
        ("onlysmalletters", "auth.password_of_one_kind"),
        ("Sales-is-the-best", "auth.password_names_owner"),
        ("李雷的密码-是很长的一句话", "auth.password_names_owner"),
        ("liLei-kettle-moon-4", "auth.password_names_owner"),
        ("qwertyuiop-12", "auth.password_in_row"),
        ("kettle-asdfgh-5", "auth.password_in_row"),
        ("kettle-23456789", "auth.password_in_row"),
        ("aaaaaaa1aaaaaaa", "auth.password_in_row"),
        ("password1234", "auth.password_common"),
        ("P@ssw0rd2026!", "auth.password_common"),
        ("iloveyou2026!", "auth.password_common"),
        ("1qaz2wsx3edc", "auth.password_common"),
        (PASSWORD, "auth.password_used_before"),
    ],
)
async def test_a_weak_password_is_refused_and_the_old_one_stays(app, as_user, password, code):
    sales = await as_user.session("sales")
    async with nothing_changes(app):
        answer = await attempt(sales, "account.change_password", present_password=PASSWORD, password=password)
        refused(answer, 422, code, "/password")
    assert (await log_in(as_user.anonymous(), "sales")).status_code == 200


async def test_whoever_knows_her_password_changes_it_and_other_sessions_end(as_user):
    here, elsewhere = await as_user.session("finance"), await as_user.session("finance")
    answer = await attempt(here, "account.change_password", present_password="not-the-one-1", password=GOOD)
    refused(answer, 422, "auth.present_password_wrong", "/present_password")
    await act(here, "account.change_password", present_password=PASSWORD, password=GOOD)
    assert (await here.get("/me")).status_code == 200
    refused(await elsewhere.get("/me"), 401, "auth.required")
    refused(await log_in(as_user.anonymous(), "finance"), 401, "auth.invalid_credentials")
    assert (await log_in(as_user.anonymous(), "finance", GOOD)).status_code == 200


async def test_the_last_five_passwords_are_not_used_again(as_user):
    client, before = await as_user.session("strategist"), PASSWORD
    for number in range(5):
        following = f"{GOOD}-{number}{number + 3}"
        await act(client, "account.change_password", present_password=before, password=following)
        again = await attempt(
            client, "account.change_password", present_password=following, password=PASSWORD
        )
        if number < 4:
            refused(again, 422, "auth.password_used_before", "/password")
        before = following
    assert again.status_code == 200, again.text


async def test_guesses_at_the_present_password_are_counted(app, as_user):
    client = await as_user.session("operations")
    for _ in range(app.settings.login_attempts):
        await attempt(client, "account.change_password", present_password="wrong-guess-1", password=GOOD)
    answer = await attempt(client, "account.change_password", present_password=PASSWORD, password=GOOD)
    refused(answer, 422, "auth.present_password_wrong")
    set_clock(app, app.clock.now() + timedelta(minutes=16))
    await act(client, "account.change_password", present_password=PASSWORD, password=GOOD)


async def test_a_reset_gives_a_link_that_is_good_once_and_ends_all_access(app, as_user):
    session, bearer = await as_user.session("builder"), await as_user("builder")
    token = await reset(as_user, "builder")
    refused(await session.get("/me"), 401, "auth.required")
    refused(await bearer.get("/me"), 401, "auth.required")
    refused(await log_in(as_user.anonymous(), "builder"), 401, "auth.invalid_credentials")

    stranger = as_user.anonymous()
    told = (await stranger.post("/auth/link", json={"token": token})).json()
    assert told == {"username": "builder", "name": "沈建", "password": {"length": 12}}
    async with nothing_changes(app):
        for password, code in (
            ("short-1", "auth.password_too_short"),
            (PASSWORD, "auth.password_used_before"),
        ):
            answer = await stranger.post("/auth/link/password", json={"token": token, "password": password})
            refused(answer, 422, code, "/password")
    opened = await stranger.post("/auth/link/password", json={"token": token, "password": GOOD})
    assert opened.status_code == 200 and opened.json()["stage"] is None
    assert (await stranger.get("/me")).json()["user"]["username"] == "builder"
    async with nothing_changes(app):
        for path in ("/auth/link", "/auth/link/password"):
            answer = await stranger.post(path, json={"token": token, "password": f"{GOOD}-2"})
            refused(answer, 404, "auth.link_over")
    refused(await bearer.get("/me"), 401, "auth.required")


async def test_a_link_ends_after_a_day_and_with_the_next_one(app, as_user):
    first = await reset(as_user, "collector")
    second = await reset(as_user, "collector")
    stranger = as_user.anonymous()
    refused(await stranger.post("/auth/link", json={"token": first}), 404, "auth.link_over")
    set_clock(app, app.clock.now() + timedelta(hours=24, seconds=-1))
    assert (await stranger.post("/auth/link", json={"token": second})).status_code == 200
    set_clock(app, app.clock.now() + timedelta(seconds=1))
    answer = await stranger.post("/auth/link/password", json={"token": second, "password": GOOD})
    refused(answer, 404, "auth.link_over")
    refused(await stranger.post("/auth/link", json={"token": "wrong"}), 404, "auth.link_over")


async def test_a_new_person_sets_her_own_password(app, as_user):
    made = await act(await as_user("admin"), "user.create", username="newcomer", name="新人")
    before = await snapshot(app)
    refused(await log_in(as_user.anonymous(), "newcomer"), 401, "auth.invalid_credentials")
    assert (await snapshot(app))["session"] == before["session"]
    token = made["link"].partition("#")[2]
    client = as_user.anonymous()
    opened = await client.post("/auth/link/password", json={"token": token, "password": GOOD})
    assert opened.status_code == 200
    assert (await client.get("/me")).json()["user"]["username"] == "newcomer"


@pytest.mark.parametrize("action", ["user.create", "user.reset_password"])
async def test_nobody_chooses_anothers_password_and_no_link_is_kept(app, as_user, action):
    admin = await as_user("admin")
    inputs = {
        "user.create": {"username": f"kept_{action[-3:]}", "name": "留存"},
        "user.reset_password": {"user_id": await user_id_of(as_user, "underwriter2")},
    }[action]
    async with nothing_changes(app):
        refused(await attempt(admin, action, **inputs, password=GOOD), 422, "invalid.fields", "/password")
        answer = await admin.post(f"/actions/{action}?dry_run=true", json=inputs)
        refused(answer, 422, "action.no_dry_run")
    token = (await act(admin, action, once=action, **inputs))["link"].partition("#")[2]
    again = await admin.post(f"/actions/{action}", json=inputs, headers={"idempotency-key": action})
    refused(again, 409, "idempotency.answer_not_kept")
    async with app.database.connection() as connection:
        for table in ("idempotency_key", "password_link", "audit_entry", "event", "user_account"):
            text = await connection.value(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            assert token not in (text or ""), table


async def force_change(app, username):
    async with acting(app) as context:
        await context.connection.execute(
            "UPDATE user_account SET must_change_password = true WHERE username = %(name)s",
            {"name": username},
        )


async def test_a_forced_change_comes_before_everything_else(app, as_user):
    await force_change(app, "auditor")
    client = as_user.anonymous()
    opened = (await log_in(client, "auditor")).json()
    assert opened["stage"] == "password"
    client.headers["x-csrf-token"] = opened["csrf_token"]
    async with nothing_changes(app):
        for method, path in (
            ("GET", "/me"),
            ("GET", "/audit"),
            ("GET", "/records/user"),
            ("POST", "/actions/view.save"),
            ("POST", "/actions/account.change_password"),
            ("GET", "/live"),
            ("POST", "/auth/preview"),
        ):
            answer = await client.request(method, path, **({"json": {}} if method == "POST" else {}))
            refused(answer, 403, "auth.password_change_required")
        answer = await client.post("/auth/password", json={"password": PASSWORD})
        refused(answer, 422, "auth.password_used_before", "/password")
    assert (await client.get("/auth/step")).json()["stage"] == "password"
    limited = client.cookies["zhuxin_session"]
    changed = (await client.post("/auth/password", json={"password": GOOD})).json()
    assert changed["stage"] is None
    client.headers["x-csrf-token"] = changed["csrf_token"]
    assert (await client.get("/me")).status_code == 200
    assert client.cookies["zhuxin_session"] != limited
    before = as_user.anonymous()
    before.cookies.set("zhuxin_session", limited, domain="zhuxin.test")
    refused(await before.get("/me"), 401, "auth.required")
    refused(await client.post("/auth/password", json={"password": f"{GOOD}-2"}), 403, "permission.denied")


async def test_passwords_are_changed_after_the_days_that_a_lender_sets(app, as_user, monkeypatch):
    client = as_user.anonymous()
    token = await reset(as_user, "sales2")
    await client.post("/auth/link/password", json={"token": token, "password": GOOD})
    monkeypatch.setattr(app.settings, "password_days", 90)
    begun = app.clock.now()
    set_clock(app, begun + timedelta(days=90, seconds=-1))
    assert (await log_in(as_user.anonymous(), "sales2", GOOD)).json()["stage"] is None
    set_clock(app, begun + timedelta(days=90))
    assert (await log_in(as_user.anonymous(), "sales2", GOOD)).json()["stage"] == "password"

"""The second step of a log-in: one-time codes, recovery codes, who needs one, and what is asked for again."""

from datetime import timedelta

import pyotp
import pytest

from support.app import nothing_changes, set_clock
from support.http import act, attempt, refused
from support.server import PASSWORD


async def log_in(as_user, username):
    client = as_user.anonymous()
    answer = await client.post("/auth/login", json={"username": username, "password": PASSWORD})
    return client, taken(client, answer)


def taken(client, answer):
    assert answer.status_code == 200, answer.text
    client.headers["x-csrf-token"] = answer.json()["csrf_token"]
    return answer.json()["stage"]


async def add_app(app, client):
    """An authenticator app with its recovery codes."""
    begun = (await client.post("/account/totp")).json()
    assert begun["uri"].startswith("otpauth://totp/") and begun["picture"].startswith("<svg")
    code = pyotp.TOTP(begun["secret"]).at(app.clock.now())
    given = {"factor_id": begun["factor_id"], "name": "手机", "code": code}
    answer = await client.post("/account/totp/confirm", json=given)
    assert answer.status_code == 200, answer.text
    return pyotp.TOTP(begun["secret"]), answer.json()["recovery_codes"]


def later(app, **time):
    set_clock(app, app.clock.now() + timedelta(**time))


async def test_a_code_is_asked_for_and_serves_once(app, as_user):
    client = await as_user.session("sales")
    totp, codes = await add_app(app, client)
    assert len(codes) == 10
    again, stage = await log_in(as_user, "sales")
    assert stage == "second_factor"
    limited = again.cookies["zhuxin_session"]
    async with nothing_changes(app):
        for path in ("/me", "/records/lead", "/account", "/live"):
            refused(await again.get(path), 403, "auth.second_factor_required")
        refused(
            await again.post("/actions/account.end_other_sessions", json={}),
            403,
            "auth.second_factor_required",
        )
        refused(
            await again.post("/auth/password", json={"password": "x" * 20}),
            403,
            "auth.second_factor_required",
        )
        refused(await again.post("/account/totp"), 403, "auth.second_factor_required")
    used = totp.at(app.clock.now())
    refused(await again.post("/auth/second-factor", json={"code": used}), 422, "auth.code_wrong", "/code")
    later(app, seconds=30)
    code = totp.at(app.clock.now())
    assert (
        taken(again, await again.post("/auth/second-factor", json={"code": f" {code[:3]} {code[3:]}"}))
        is None
    )
    assert again.cookies["zhuxin_session"] != limited
    assert (await again.get("/me")).status_code == 200
    other, _ = await log_in(as_user, "sales")
    refused(await other.post("/auth/second-factor", json={"code": code}), 422, "auth.code_wrong")
    refused(await again.post("/auth/second-factor", json={"code": code}), 422, "auth.code_wrong")


async def test_a_recovery_code_serves_once_and_none_is_stored_in_clear(app, as_user):
    client = await as_user.session("sales2")
    totp, codes = await add_app(app, client)
    for code, good in ((codes[0], True), (codes[0], False), (codes[1].upper(), True), ("aaaaa-aaaaa", False)):
        again, _ = await log_in(as_user, "sales2")
        answer = await again.post("/auth/second-factor", json={"code": code})
        assert answer.status_code == (200 if good else 422), code
    assert (await client.get("/account")).json()["recovery_codes"] == 8
    fresh = (await client.post("/account/recovery-codes")).json()["recovery_codes"]
    again, _ = await log_in(as_user, "sales2")
    refused(await again.post("/auth/second-factor", json={"code": codes[2]}), 422, "auth.code_wrong")
    assert (await again.post("/auth/second-factor", json={"code": fresh[2]})).status_code == 200
    async with app.database.connection() as connection:
        for table in ("second_factor", "recovery_code", "audit_entry", "event"):
            text = await connection.value(f"SELECT string_agg(t::text, ' ') FROM {table} t") or ""
            assert totp.secret not in text and fresh[3] not in text


async def test_guesses_at_codes_are_counted_over_all_log_ins(app, as_user):
    client = await as_user.session("finance")
    totp, _ = await add_app(app, client)
    later(app, seconds=60)
    for _ in range(app.settings.login_attempts):
        again, _ = await log_in(as_user, "finance")
        refused(await again.post("/auth/second-factor", json={"code": "000000"}), 422, "auth.code_wrong")
    again, _ = await log_in(as_user, "finance")
    code = totp.at(app.clock.now())
    refused(await again.post("/auth/second-factor", json={"code": code}), 422, "auth.code_wrong")
    later(app, seconds=30)
    code = totp.at(app.clock.now())
    assert (await again.post("/auth/second-factor", json={"code": code})).status_code == 200


async def test_who_needs_a_factor_sets_one_up_before_anything_else(app, as_user, monkeypatch):
    monkeypatch.setattr(app.settings, "second_factor_roles", "admin,security,auditor")
    assert (await log_in(as_user, "collector"))[1] is None
    client, stage = await log_in(as_user, "auditor")
    assert stage == "set_up_factor"
    async with nothing_changes(app):
        for method, path in (("GET", "/me"), ("GET", "/audit"), ("POST", "/auth/password")):
            answer = await client.request(method, path, json={"password": "x" * 20})
            refused(answer, 403, "auth.factor_set_up_required")
        refused(await client.post("/auth/finish"), 403, "auth.factor_set_up_required")
    await add_app(app, client)
    assert taken(client, await client.post("/auth/finish")) is None
    factors = (await client.get("/account")).json()["factors"]
    assert [one["kind"] for one in factors] == ["totp"]
    async with nothing_changes(app):
        refused(await client.delete(f"/account/factors/{factors[0]['id']}"), 409, "auth.last_factor")


async def test_a_demo_and_a_copy_go_without(app, as_user, monkeypatch):
    monkeypatch.setattr(app.settings, "second_factor_roles", "*")
    assert (await log_in(as_user, "strategist"))[1] == "set_up_factor"
    for exempt in ("environment = 'sandbox'", "demo = true"):
        async with app.database.transaction() as connection:
            await connection.execute(f"UPDATE installation SET {exempt}")
        assert (await log_in(as_user, "strategist"))[1] is None
        async with app.database.transaction() as connection:
            await connection.execute("UPDATE installation SET environment = 'production', demo = false")


async def test_lost_factors_are_taken_away_by_security_and_by_nobody_alone(app, as_user):
    client = await as_user.session("underwriter2")
    await add_app(app, client)
    user_id = (await client.get("/me")).json()["user"]["id"]
    refused(
        await attempt(await as_user("admin"), "user.remove_factors", user_id=user_id),
        403,
        "permission.denied",
    )
    await act(await as_user("admin"), "user.reset_password", user_id=user_id)
    async with app.database.connection() as connection:
        left = await connection.value(
            "SELECT count(*) FROM second_factor WHERE user_id = %(id)s", {"id": user_id}
        )
    assert left == 1
    await act(await as_user("security"), "user.remove_factors", user_id=user_id)
    refused(
        await attempt(await as_user("security"), "user.remove_factors", user_id=user_id),
        404,
        "auth.no_such_factor",
    )


@pytest.mark.parametrize(
    ("username", "action", "inputs"),
    [
        ("security", "user.set_roles", {"user_id": "", "role_keys": []}),
        ("security", "role.set_grants", {"role_id": "", "grants": {}}),
        ("security", "role_grant.request", {}),
        ("security", "role_grant.approve", {}),
        ("admin", "user.reset_password", {}),
        ("underwriter", "record.reveal", {}),
        ("operations", "disbursement.request", {}),
        ("admin", "token.create", {}),
    ],
)
async def test_what_weighs_asks_once_more_who_one_is(app, as_user, username, action, inputs):
    client = await as_user.session(username)
    answer = await attempt(client, action, **inputs)
    assert answer.status_code == 422, answer.text
    later(app, minutes=app.settings.step_up_minutes)
    async with nothing_changes(app):
        refused(await attempt(client, action, **inputs), 403, "auth.step_up_required")
        refused(await client.post("/account/totp"), 403, "auth.step_up_required")
    assert (await client.get("/auth/proof")).json() == {"kinds": ["password"]}
    refused(
        await client.post("/auth/verify", json={"password": "wrong-guess-1"}),
        422,
        "auth.present_password_wrong",
    )
    assert (await client.post("/auth/verify", json={"password": PASSWORD})).status_code == 204
    assert (await attempt(client, action, **inputs)).status_code == 422


async def test_who_has_a_factor_proves_herself_by_it_and_not_by_the_password(app, as_user):
    client = await as_user.session("manager")
    totp, _ = await add_app(app, client)
    later(app, minutes=11)
    refused(await client.post("/auth/verify", json={"password": PASSWORD}), 422, "auth.code_wrong")
    refused(await client.delete("/account/factors/x"), 403, "auth.step_up_required")
    code = totp.at(app.clock.now())
    assert (await client.post("/auth/verify", json={"code": code})).status_code == 204
    (factor,) = (await client.get("/account")).json()["factors"]
    assert (await client.delete(f"/account/factors/{factor['id']}")).status_code == 200
    assert (await log_in(as_user, "manager"))[1] is None


@pytest.mark.parametrize(
    "body", [{}, {"credential": {}}, {"credential": {"rawId": "!!"}}, {"credential": []}]
)
async def test_a_passkey_that_is_none_is_refused(app, as_user, body):
    client = await as_user.session("builder")
    await client.post("/account/passkeys/options")
    answer = await client.post("/account/passkeys", json={"name": "x", **body})
    assert answer.status_code == 422, answer.text
    assert (await client.get("/account")).json()["factors"] == []


async def test_bearer_tokens_have_no_account_of_factors(as_user):
    bearer = await as_user("builder")
    for path in ("/account/totp", "/account/passkeys/options", "/account/recovery-codes", "/auth/finish"):
        refused(await bearer.post(path), 403, "permission.denied")
    refused(await bearer.post("/auth/verify", json={"password": PASSWORD}), 403, "permission.denied")

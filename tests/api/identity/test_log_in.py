"""Logging in and out, the CSRF header, and who is let in."""

from datetime import timedelta

import pytest

from support.app import nothing_changes, set_clock, snapshot
from support.http import act, refused
from support.lending import make_lead
from support.server import PASSWORD
from zhuxin.kernel.identity.tokens import create_token


async def log_in(client, username, password=PASSWORD):
    return await client.post("/auth/login", json={"username": username, "password": password})


async def test_log_in_opens_a_session_with_a_hidden_cookie(app, as_user):
    client = as_user.anonymous()
    response = await log_in(client, "sales")
    assert response.status_code == 200
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    me = (await client.get("/me")).json()
    assert me["user"]["username"] == "sales"
    assert me["csrf_token"] == response.json()["csrf_token"]
    assert "lead.convert" in me["actions"]
    assert "role.set_grants" not in me["actions"]
    assert [entry["key"] for entry in me["menu"]]


async def test_neither_token_nor_password_is_stored_in_clear(app, as_user):
    client = await as_user.session("sales")
    token = client.cookies["zhuxin_session"]
    async with app.database.connection() as connection:
        for table in ("session", "user_account", "audit_entry", "event"):
            text = await connection.value(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            assert token not in (text or "")
            assert PASSWORD not in (text or "")


@pytest.mark.parametrize(
    ("username", "password"),
    [("sales", "wrong-password-1"), ("nobody", PASSWORD), ("sales", PASSWORD.upper())],
)
async def test_wrong_credentials_are_refused_alike(app, as_user, username, password):
    body = refused(await log_in(as_user.anonymous(), username, password), 401, "auth.invalid_credentials")
    assert "用户名或密码不正确" in body["detail"]


async def test_refused_log_in_is_in_the_audit_log_and_opens_nothing(app, as_user):
    before = await snapshot(app)
    await log_in(as_user.anonymous(), "sales2", "wrong-password-1")
    after = await snapshot(app)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"audit_entry", "audit_unsealed", "event", "log_in_delay"}
    assert after["audit_entry"][0] == before["audit_entry"][0] + 1


@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 500])
async def test_writing_by_cookie_needs_the_csrf_token(app, as_user, token):
    lead_id = await make_lead(app)
    client = await as_user.session("sales")
    client.headers.pop("x-csrf-token")
    if token is not None:
        client.headers["x-csrf-token"] = token
    async with nothing_changes(app):
        for response in (
            await client.post("/actions/lead.follow_up", json={"lead_id": lead_id, "note": "x"}),
            await client.post("/records/lead", json={}),
            await client.patch(f"/records/lead/{lead_id}", json={}, headers={"if-match": "1"}),
            await client.delete(f"/records/lead/{lead_id}"),
            await client.post("/quotes", json={}),
        ):
            assert response.status_code in (403, 422), response.text
            if response.status_code == 422:  # a body that is checked before anybody is asked for
                assert response.request.url.path.endswith("/quotes")
            else:
                refused(response, 403, "auth.csrf")


async def test_csrf_token_of_another_session_does_not_serve(app, as_user):
    mine, other = await as_user.session("sales"), await as_user.session("sales2")
    mine.headers["x-csrf-token"] = other.headers["x-csrf-token"]
    lead_id = await make_lead(app)
    response = await mine.post("/actions/lead.follow_up", json={"lead_id": lead_id, "note": "x"})
    refused(response, 403, "auth.csrf")


async def test_log_out_ends_the_session(app, as_user):
    client = await as_user.session("sales")
    token = client.cookies["zhuxin_session"]
    assert (await client.post("/auth/logout")).status_code == 204
    client.cookies.set("zhuxin_session", token, domain="zhuxin.test")
    refused(await client.get("/me"), 401, "auth.required")


@pytest.mark.parametrize(
    "authorization", ["Bearer zx_unknown", "Bearer ", "Bearer", "Basic c2FsZXM6eA==", "zx_unknown", ""]
)
async def test_unknown_token_is_refused(app, as_user, authorization):
    async with nothing_changes(app):
        response = await as_user.anonymous().get("/me", headers={"authorization": authorization})
        refused(response, 401, "auth.required")


@pytest.mark.parametrize(
    "path",
    [
        "/me",
        "/catalog",
        "/records/lead",
        "/jobs",
        "/audit",
        "/search?q=x",
        "/insights/home",
        "/insights/portfolio",
    ],
)
async def test_nobody_reads_without_logging_in(as_user, path):
    refused(await as_user.anonymous().get(path), 401, "auth.required")


async def test_bad_token_is_not_rescued_by_a_good_cookie(as_user):
    client = await as_user.session("sales")
    refused(await client.get("/me", headers={"authorization": "Bearer zx_unknown"}), 401, "auth.required")


async def test_disabling_a_user_ends_sessions_and_tokens_for_good(app, as_user):
    session, bearer = await as_user.session("collector"), await as_user("collector")
    user_id = (await session.get("/me")).json()["user"]["id"]
    security = await as_user("security")
    await act(security, "user.set_status", user_id=user_id, status="disabled")
    refused(await session.get("/me"), 401, "auth.required")
    refused(await bearer.get("/me"), 401, "auth.required")
    refused(await log_in(as_user.anonymous(), "collector"), 401, "auth.invalid_credentials")
    await act(security, "user.set_status", user_id=user_id, status="active")
    refused(await bearer.get("/me"), 401, "auth.required")
    refused(await session.get("/me"), 401, "auth.required")
    assert (await log_in(as_user.anonymous(), "collector")).status_code == 200


async def test_session_ends_after_its_hours(app, as_user):
    client = await as_user.session("sales")
    begun, hours = app.clock.now(), timedelta(hours=app.settings.session_hours)
    for minutes in range(20, app.settings.session_hours * 60, 20):
        set_clock(app, begun + timedelta(minutes=minutes))
        assert (await client.get("/me")).status_code == 200
    set_clock(app, begun + hours)
    refused(await client.get("/me"), 401, "auth.required")


async def test_token_ends_after_its_days(app, as_user):
    client = as_user.anonymous()
    token = await create_token(app, "sales", "short", expires_days=2)
    client.headers["authorization"] = f"Bearer {token}"
    begun = app.clock.now()
    set_clock(app, begun + timedelta(days=2, seconds=-1))
    assert (await client.get("/me")).status_code == 200
    set_clock(app, begun + timedelta(days=2))
    refused(await client.get("/me"), 401, "auth.required")


@pytest.mark.parametrize(
    "body",
    [
        {"username": "sales"},
        {"username": "", "password": PASSWORD},
        {"username": "s" * 41, "password": PASSWORD},
        {"username": "sales", "password": "p" * 129},
        {"username": ["sales"], "password": PASSWORD},
        {"username": "sa\u0000les", "password": PASSWORD},
        "sales",
    ],
)
async def test_malformed_log_in_is_bad_input(app, as_user, body):
    async with nothing_changes(app):
        response = await as_user.anonymous().post("/auth/login", json=body)
        assert response.status_code == 422, response.text


async def test_who_asks_is_told_before_what_is_wrong_with_the_body(as_user):
    for method, path in (("POST", "channel"), ("PATCH", "channel/1"), ("POST", "channel:bulk")):
        answer = await as_user.anonymous().request(method, f"/records/{path}", content=b"{")
        refused(answer, 401, "auth.required")
    answer = await (await as_user("manager")).request("POST", "/records/channel", content=b"{")
    refused(answer, 422, "body.not_json")


async def test_the_language_that_a_page_asks_for_comes_before_the_own_one(as_user):
    sales = await as_user("sales")
    said = {}
    for asked in (None, "en-US", "zh-CN", "fr"):
        headers = {"accept-language": asked} if asked else {}
        answer = await sales.get("/records/nothing", headers=headers)
        said[asked] = answer.json()["detail"]
    assert said[None] == said["zh-CN"] == said["fr"]
    assert said["en-US"].isascii() and not said[None].isascii()

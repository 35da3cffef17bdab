"""Where each entry of the audit log came from, and that logging in and out, refusals and exports of configuration are in it."""

import pytest

from support.app import acting
from support.http import act, refused
from support.lending import make_application, make_lead
from support.server import PASSWORD
from zhuxin.core.audit.refusals import NAME, PER_MINUTE


async def newest(app, name, **matching):
    async with app.database.connection() as connection:
        where = "".join(f" AND {key} = %({key})s" for key in matching)
        return await connection.find(
            f"SELECT * FROM audit_entry WHERE name = %(name)s{where} ORDER BY id DESC LIMIT 1",
            {"name": name, **matching},
        )


async def count(app, name):
    async with app.database.connection() as connection:
        return await connection.value(
            "SELECT count(*) FROM audit_entry WHERE name = %(name)s", {"name": name}
        )


async def test_an_entry_names_address_session_or_token_and_request(app, as_user):
    lead_id = await make_lead(app)
    by_token, by_session = await as_user("sales"), await as_user.session("sales")
    for client, kind in ((by_token, "token:"), (by_session, "session:")):
        response = await client.post(
            "/actions/lead.follow_up", json={"lead_id": lead_id, "note": f"来自 {kind}"}
        )
        assert response.status_code == 200, response.text
        entry = await newest(app, "lending.lead.followed_up", record_id=lead_id)
        assert entry.address == "127.0.0.1"
        assert entry.via.startswith(kind)
        assert entry.request_id == response.headers["x-request-id"]
    listed = (await (await as_user("auditor")).get("/audit", params={"record_id": lead_id})).json()["items"]
    assert listed[0]["address"] == "127.0.0.1" and listed[0]["via"].startswith("session:")
    async with acting(app) as context:  # the system's own deeds come from nowhere
        await context.record("lending.lead.followed_up", object="lead", record_id=lead_id, note="系统")
    assert (await newest(app, "lending.lead.followed_up", record_id=lead_id)).address is None


async def test_a_session_is_in_the_log_from_log_in_to_log_out(app, as_user):
    client = await as_user.session("finance")
    opened = await newest(app, "identity.session.opened")
    assert (opened.address, opened.actor_name) == ("127.0.0.1", opened.actor_name)
    assert opened.via.startswith("session:")
    assert (await client.post("/auth/logout")).status_code == 204
    closed = await newest(app, "identity.session.closed")
    assert (closed.via, closed.actor_id, closed.address) == (opened.via, opened.actor_id, "127.0.0.1")
    ended = await count(app, "identity.session.closed")
    assert (await client.post("/auth/logout")).status_code == 204  # it has ended already
    assert await count(app, "identity.session.closed") == ended
    wrong = {"username": "finance", "password": f"{PASSWORD}x"}
    refused(await as_user.anonymous().post("/auth/login", json=wrong), 401, "auth.invalid_credentials")
    assert (await newest(app, "identity.session.refused")).address == "127.0.0.1"


@pytest.mark.parametrize(
    ("username", "method", "path", "reason"),
    [
        ("collector", "POST", "/actions/user.create", "permission.denied"),
        ("sales", "GET", "/audit", "permission.denied"),
        ("sales", "GET", "/records/decision", "permission.denied"),
        ("sales", "GET", "/packages/configuration", "permission.denied"),
    ],
)
async def test_a_refused_right_is_one_entry(app, as_user, username, method, path, reason):
    before = await count(app, NAME)
    client = await as_user(username)
    refused(await client.request(method, path, json={} if method == "POST" else None), 403, reason)
    assert await count(app, NAME) == before + 1
    entry = await newest(app, NAME)
    assert entry.detail == {"method": method, "path": f"/api/v1{path}", "reason": reason}
    assert entry.via.startswith("token:") and entry.address == "127.0.0.1"


async def test_a_missing_csrf_token_and_a_bad_token_are_in_the_log_and_a_stranger_is_not(app, as_user):
    session = await as_user.session("manager")
    del session.headers["x-csrf-token"]
    refused(await session.post("/actions/lead.follow_up", json={}), 403, "auth.csrf")
    entry = await newest(app, NAME)
    assert entry.detail["reason"] == "auth.csrf" and entry.via.startswith("session:")
    stranger = as_user.anonymous()
    before = await count(app, NAME)
    refused(await stranger.get("/me"), 401, "auth.required")
    assert await count(app, NAME) == before
    refused(await stranger.get("/me", headers={"authorization": "Bearer zx_guess"}), 401, "auth.required")
    entry = await newest(app, NAME)
    assert await count(app, NAME) == before + 1
    assert (entry.actor_id, entry.address, entry.via) == (None, "127.0.0.1", None)
    assert "zx_guess" not in str(entry)


async def test_refusals_are_no_flood_and_say_how_many_were_left_out(app, as_user):
    client, before = await as_user("strategist"), await count(app, NAME)
    for _ in range(PER_MINUTE + 7):
        refused(await client.get("/audit"), 403, "permission.denied")
    assert await count(app, NAME) == before + PER_MINUTE
    app.clock.instant = app.clock.instant.replace(hour=app.clock.instant.hour + 1)
    refused(await client.get("/audit"), 403, "permission.denied")
    assert (await newest(app, NAME)).detail["left_out"] == 7


async def test_an_exported_configuration_is_in_the_log(app, as_user):
    client = await as_user("builder")
    assert (await client.get("/packages/configuration")).status_code == 200
    assert (await newest(app, "package.exported")).detail["package"] == "configuration"
    assert (await client.get("/packages/p1/export", params={"objects": "lead"})).status_code == 200
    assert (await newest(app, "package.exported")).detail["package"] == "p1"


async def test_the_auditor_sees_that_sensitive_fields_changed_and_not_to_what(app, as_user):
    applied = await make_application(app)
    client = await as_user("underwriter")
    entries = (await (await as_user("auditor")).get("/audit", params={"record_id": applied.party_id})).json()
    changes = [change for entry in entries["items"] for change in entry["changes"]]
    names = {change["field"]: change for change in changes}
    assert {"name", "birth_date", "id_number"} <= set(names)
    shown = str(changes)
    assert applied.person.name not in shown and applied.person.phone not in shown
    assert names["name"]["new"] == "***"
    assert (
        await act(client, "record.reveal", object="party", id=applied.party_id, field="phone", reason="核对")
    )["value"] == applied.person.phone

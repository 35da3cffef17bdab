"""API tokens: narrowed to a scope, owned, ending, listed and revoked; and sessions, one by one and all at once."""

from datetime import timedelta

import pytest

from support.app import nothing_changes, set_clock
from support.http import act, attempt, refused
from support.lending import make_lead
from support.server import PASSWORD
from zhuxin.core.errors import InvalidFields
from zhuxin.kernel.identity.tokens import create_token, list_tokens, revoke_at_machine


async def bearer(app, as_user, username, scope, **more):
    client = as_user.anonymous()
    token = await create_token(app, username, "t", scope=scope, **more)
    client.headers["authorization"] = f"Bearer {token}"
    return client


READ, WRITE, EVERYTHING = {"read_only": True}, {"actions": ["lead.*"]}, {"actions": ["*"]}


@pytest.mark.parametrize(
    ("scope", "reads_lead", "reads_party", "creates", "follows_up", "exports"),
    [
        (None, True, True, True, True, True),
        ({}, True, True, True, True, True),
        (READ, True, True, False, False, False),
        ({"objects": ["lead"]}, True, False, True, True, True),
        ({"objects": ["party"]}, False, True, False, False, False),
        ({"objects": []}, False, False, False, False, False),
        ({"actions": []}, True, True, True, False, True),
        (WRITE, True, True, True, True, True),
        ({"actions": ["lead.follow_up"], "objects": ["lead"]}, True, False, True, True, True),
        (EVERYTHING, True, True, True, True, True),
        ({"read_only": True, "actions": ["*"], "objects": ["*"]}, True, True, False, False, False),
    ],
)
async def test_a_token_may_what_its_user_may_and_its_scope_holds(
    app, as_user, scope, reads_lead, reads_party, creates, follows_up, exports
):
    lead_id = await make_lead(app, owner="sales")
    client = await bearer(app, as_user, "sales", scope)

    def allowed(answer):
        return answer.json().get("code") not in ("permission.denied", "not_found", "object.unknown")

    assert allowed(await client.get("/records/lead")) == reads_lead
    assert allowed(await client.get("/records/party")) == reads_party
    assert allowed(await client.post("/records/lead", json={})) == creates
    answer = await attempt(client, "lead.follow_up", lead_id=lead_id, note="x")
    if scope == {"objects": ["party"]} or scope == {"objects": []}:
        assert answer.status_code in (403, 404)
    else:
        assert allowed(answer) == follows_up, answer.text


async def test_no_scope_gives_a_token_more_than_its_user_has(app, as_user):
    client = await bearer(app, as_user, "sales", EVERYTHING)
    refused(await attempt(client, "user.set_roles", user_id="x", role_keys=[]), 403, "permission.denied")
    refused(await client.get("/audit"), 403, "permission.denied")


@pytest.mark.parametrize(
    ("scope", "reveals"), [(None, False), ({}, False), (READ, False), ({"actions": ["record.reveal"]}, True)]
)
async def test_what_weighs_needs_a_token_that_names_it(app, as_user, scope, reveals):
    client = await bearer(app, as_user, "underwriter", scope)
    answer = await attempt(client, "record.reveal")
    if reveals:
        refused(answer, 422, "invalid.fields")
    else:
        refused(answer, 403, "permission.denied" if scope == READ else "auth.token_scope")


@pytest.mark.parametrize(
    "scope",
    [
        [],
        "x",
        {"more": 1},
        {"read_only": "yes"},
        {"objects": "lead"},
        {"objects": ["nothing"]},
        {"actions": ["nothing.at_all"]},
        {"actions": [5]},
    ],
)
async def test_a_scope_that_is_none_is_refused(app, as_user, scope):
    admin = await as_user.session("admin")
    async with nothing_changes(app):
        answer = await attempt(admin, "token.create", name="x", scope=scope)
        assert answer.status_code == 422, answer.text
        with pytest.raises(InvalidFields):
            await create_token(app, "sales", "x", scope=scope)


async def test_a_token_of_ones_own_is_listed_used_and_revoked(app, as_user):
    admin = await as_user.session("admin")
    made = await act(admin, "token.create", name="报表", scope=READ)
    client = as_user.anonymous()
    client.headers["authorization"] = f"Bearer {made['token']}"
    set_clock(app, app.clock.now() + timedelta(minutes=2))
    assert (await client.get("/me")).status_code == 200
    one = next(token for token in (await admin.get("/account")).json()["tokens"] if token["name"] == "报表")
    assert one["scope"] == READ and one["last_used_at"] is not None
    assert (app.clock.now() + timedelta(days=app.settings.token_days)).isoformat()[:10] == one["expires_at"][
        :10
    ]
    other = await as_user.session("sales")
    async with nothing_changes(app):
        refused(await attempt(other, "account.revoke_token", token_id=one["id"]), 404, "not_found")
        refused(await attempt(other, "token.create", name="x", scope=READ), 403, "permission.denied")
    await act(admin, "account.revoke_token", token_id=one["id"])
    refused(await client.get("/me"), 401, "auth.required")
    refused(await attempt(admin, "account.revoke_token", token_id=one["id"]), 404, "not_found")


async def test_tokens_are_listed_and_revoked_at_the_machine(app, as_user):
    client = await bearer(app, as_user, "finance", READ)
    async with app.database.connection() as connection:
        (one,) = [row for row in await list_tokens(connection, app.clock.now()) if row.username == "finance"]
    assert await revoke_at_machine(app, one.id, by="cli:root") == "t"
    refused(await client.get("/me"), 401, "auth.required")


async def test_every_token_ends(app, as_user):
    client, begun = await bearer(app, as_user, "sales2", None), app.clock.now()
    set_clock(app, begun + timedelta(days=app.settings.token_days, seconds=-1))
    assert (await client.get("/me")).status_code == 200
    set_clock(app, begun + timedelta(days=app.settings.token_days))
    refused(await client.get("/me"), 401, "auth.required")


async def test_ones_sessions_are_listed_and_ended_one_by_one_and_all(app, as_user):
    here = await as_user.session("strategist")
    there = as_user.anonymous()
    there.headers["user-agent"] = "Phone"
    await there.post("/auth/login", json={"username": "strategist", "password": PASSWORD})
    third, stranger = await as_user.session("strategist"), await as_user.session("manager")
    sessions = (await here.get("/account")).json()["sessions"]
    assert [one["current"] for one in sessions].count(True) == 1
    phone = next(one for one in sessions if one["user_agent"] == "Phone")
    assert phone["address"] == "127.0.0.1"
    async with nothing_changes(app):
        refused(await attempt(stranger, "account.end_session", session_id=phone["id"]), 404, "not_found")
    await act(here, "account.end_session", session_id=phone["id"])
    refused(await there.get("/me"), 401, "auth.required")
    assert (await third.get("/me")).status_code == 200
    await act(here, "account.end_other_sessions")
    refused(await third.get("/me"), 401, "auth.required")
    assert [one["current"] for one in (await here.get("/account")).json()["sessions"]] == [True]


async def test_an_administrator_ends_all_log_ins_of_somebody(app, as_user):
    session, token = await as_user.session("collector"), await bearer(app, as_user, "collector", None)
    user_id = (await session.get("/me")).json()["user"]["id"]
    await act(await as_user("security"), "user.end_access", user_id=user_id)
    refused(await session.get("/me"), 401, "auth.required")
    refused(await token.get("/me"), 401, "auth.required")
    assert (await (await as_user.session("collector")).get("/me")).status_code == 200

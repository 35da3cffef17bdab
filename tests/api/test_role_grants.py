"""A role for a time: two people, in force from its start and not one moment beyond its end."""

from datetime import timedelta

import pytest

from support.app import nothing_changes, run_jobs, set_clock
from support.http import act, attempt, record, records, refused


@pytest.fixture(scope="module")
async def people(as_user):
    return {one["username"]: one for one in await records(await as_user("admin"), "user", limit=200)}


@pytest.fixture(scope="module")
async def roles(as_user):
    return {one["key"]: one["id"] for one in await records(await as_user("security"), "role", limit=200)}


async def names(client):
    return {one["key"] for one in (await client.get("/me")).json()["user"]["roles"]}


def asked(app, people, roles, user="sales", role="finance", **more):
    until = (app.clock.now() + timedelta(hours=2)).isoformat()
    values = {"user_id": people[user]["id"], "role_id": roles[role], "until_at": until, "reason": "顶班"}
    return {**values, **more}


async def test_it_holds_once_another_approved_it_until_its_last_moment(app, as_user, people, roles):
    first, second, hers = await as_user("security"), await as_user("security2"), await as_user("sales")
    start = app.clock.now()
    later = (start + timedelta(hours=1)).isoformat()
    grant = await act(first, "role_grant.request", **asked(app, people, roles, from_at=later))
    async with nothing_changes(app):
        refused(await attempt(first, "role_grant.approve", **grant), 403, "role_grant.own")
    await act(second, "role_grant.approve", **grant)
    for minutes, has in ((0, False), (60, True), (119, True), (120, False)):
        set_clock(app, start + timedelta(minutes=minutes))
        assert ("finance" in await names(hers)) == has, minutes
        assert ((await hers.get("/me")).json()["actions"].count("export.start") == 1) == has, minutes
    async with app.database.transaction() as connection:
        await connection.execute("UPDATE procrastinate_jobs SET scheduled_at = now()")
    await run_jobs(app)
    assert (await record(first, "role_grant", grant["grant_id"]))["status"] == "ended"
    entries = (
        await (await as_user("auditor")).get("/audit", params={"record_id": people["sales"]["id"]})
    ).json()
    assert [one["action"] for one in entries["items"]][:3] == [
        "identity.grant.ended",
        "identity.grant.approved",
        "identity.grant.requested",
    ]
    set_clock(app, start)


async def test_it_is_revoked_with_the_next_request(app, as_user, people, roles):
    first, second, hers = await as_user("security"), await as_user("security2"), await as_user("sales2")
    grant = await act(first, "role_grant.request", **asked(app, people, roles, "sales2"))
    await act(second, "role_grant.approve", **grant, opinion="同意")
    assert await names(hers) == {"sales", "finance"}
    await act(first, "role_grant.revoke", **grant)
    assert await names(hers) == {"sales"}
    async with nothing_changes(app):
        for name in ("approve", "revoke"):
            refused(await attempt(second, f"role_grant.{name}", **grant), 409, "role_grant.decided")


async def test_what_may_not_be_is_refused(app, as_user, people, roles):
    first, second, admin = await as_user("security"), await as_user("security2"), await as_user("admin")
    now = app.clock.now()
    waiting = await act(first, "role_grant.request", **asked(app, people, roles, "security2"))
    mixed = await act(first, "role_grant.request", **asked(app, people, roles, "manager", "admin"))
    await act(second, "role_grant.approve", **mixed)
    async with nothing_changes(app):
        for more, status, code in (
            ({"until_at": now.isoformat()}, 422, "role_grant.period"),
            ({"from_at": (now + timedelta(hours=3)).isoformat()}, 422, "role_grant.period"),
            ({"user_id": people["security"]["id"]}, 409, "role.own_rights"),
            ({"role_id": roles["sales"]}, 409, "role_grant.role_there"),
            ({"user_id": people["auditor"]["id"], "role_id": roles["admin"]}, 409, "role.not_combinable"),
            ({"user_id": people["manager"]["id"], "role_id": roles["auditor"]}, 409, "role.not_combinable"),
            ({"role_id": people["sales"]["id"]}, 404, "not_found"),
        ):
            answer = await attempt(first, "role_grant.request", **{**asked(app, people, roles), **more})
            refused(answer, status, code)
        refused(await attempt(second, "role_grant.approve", **waiting), 409, "role.own_rights")
        refused(
            await attempt(admin, "role_grant.request", **asked(app, people, roles)), 403, "permission.denied"
        )
        both = {"user_id": people["manager"]["id"], "role_keys": ["manager", "auditor"]}
        refused(await attempt(first, "user.set_roles", **both), 409, "role.not_combinable")

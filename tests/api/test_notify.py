"""Mentions and followers: who is told of what, and that nobody is told of what she may not see."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, records, refused
from support.lending import make_lead
from zhuxin.bootstrap import seal_audit


@pytest.fixture(scope="module")
async def people(as_user):
    """Clients and ids of who sees all leads, who owns them, and who sees none of hers."""
    admin = await as_user("admin")
    ids = {one["username"]: one["id"] for one in await records(admin, "user", limit=200)}
    return {name: (await as_user(name), ids[name]) for name in ("manager", "sales", "sales2")}


async def told(client):
    answer = (await client.get("/notifications")).json()
    return [(one["reason"], one["name"], one["record_id"], one["note"]) for one in answer["items"]], answer[
        "unread"
    ]


async def test_who_is_mentioned_is_told_at_once_and_follows_from_there(app, people):
    (manager, manager_id), (sales, _) = people["manager"], people["sales"]
    lead = await make_lead(app)
    await act(sales, "record.comment", object="lead", id=lead, note="请看一下", mentions=[manager_id])
    assert await told(manager) == ([("mentioned", "record.commented", lead, "请看一下")], 1)
    await seal_audit(app)
    assert len((await told(manager))[0]) == 1, "told twice of one comment"
    assert (await manager.get(f"/followers/lead/{lead}")).json() == {"count": 2, "mine": True}
    one = (await sales.get(f"/records/lead/{lead}")).json()
    changed = await sales.patch(
        f"/records/lead/{lead}", json={"note": "改"}, headers={"if-match": str(one["version"])}
    )
    assert changed.status_code == 200
    await seal_audit(app)
    found, unread = await told(manager)
    assert ("followed", "lead.changed", lead, None) in found
    assert unread == 2
    assert (await told(sales))[0] == [], "who did it is not told of it"
    items = (await manager.get("/notifications")).json()["items"]
    await act(manager, "notification.read", ids=[items[0]["id"]])
    assert (await told(manager))[1] == 1
    await act(manager, "notification.read")
    assert (await told(manager))[1] == 0
    await act(manager, "record.unfollow", object="lead", id=lead)
    await act(sales, "record.comment", object="lead", id=lead, note="再说")
    await seal_audit(app)
    assert (await told(manager))[1] == 0


async def test_who_may_not_see_a_record_is_neither_mentioned_nor_follows_it(app, people):
    (sales, _), (other, other_id) = people["sales"], people["sales2"]
    lead = await make_lead(app)
    async with nothing_changes(app):
        for person in (other_id, "01900000-0000-7000-8000-000000000000"):
            said = await attempt(
                sales, "record.comment", object="lead", id=lead, note="嗨", mentions=[person]
            )
            refused(said, 422, "invalid.fields", "/mentions/0")
        said = await attempt(sales, "record.comment", object="lead", id=lead, note="嗨", mentions="x")
        refused(said, 422, "invalid.fields", "/mentions")
        refused(await attempt(other, "record.follow", object="lead", id=lead), 404, "not_found")
        assert (await other.get(f"/followers/lead/{lead}")).status_code == 404


async def test_what_is_no_longer_to_be_seen_is_no_longer_told(app, as_user, people):
    security = await as_user("security")
    (manager, manager_id), (sales, _) = people["manager"], people["sales"]
    lead = await make_lead(app)
    await act(sales, "record.comment", object="lead", id=lead, note="机密", mentions=[manager_id])
    assert "机密" in str(await told(manager))
    await act(security, "user.set_roles", user_id=manager_id, role_keys=["finance"])
    assert "机密" not in str(await told(manager))
    await act(security, "user.set_roles", user_id=manager_id, role_keys=["manager"])

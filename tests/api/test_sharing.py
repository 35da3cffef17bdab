"""One record shared: seen at once on every road, changed only where that was given, and gone when its last day ends."""

import json
from datetime import timedelta

import pytest

from support.app import nothing_changes, set_clock
from support.http import act, attempt, record, records, refused
from support.lending import make_lead, make_loan

SHARED = json.dumps({"field": "id", "op": "shared", "value": True})
SALES = {"zh": "客户经理", "en": "Sales"}
NOBODY = "01900000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
async def people(as_user):
    return {one["username"]: one for one in await records(await as_user("admin"), "user", limit=200)}


async def access(client, lead):
    """How far a lead says that it may be used: read alone, with labels, and in a list of some of its fields."""
    listed = await records(client, "lead", fields="name", limit=200)
    alone = [await record(client, "lead", f"{lead}{labels}") for labels in ("", "?labels=true")]
    return [one.get("_access") for one in (*alone, next(one for one in listed if one["id"] == lead))]


async def sees(client, lead):
    return (await client.get(f"/records/lead/{lead}")).status_code == 200


async def test_a_shared_record_is_seen_not_changed_and_taken_back(app, as_user, people):
    hers, other = await as_user("sales2"), await as_user("sales")
    lead = await make_lead(app, owner="sales2")
    assert not await sees(other, lead)
    named = {"object": "lead", "id": lead}
    shared = await act(hers, "record.share", **named, user_id=people["sales"]["id"], note="请协助跟进")
    assert await sees(other, lead)
    assert lead in {one["id"] for one in await records(other, "lead", limit=200)}
    assert [one["id"] for one in await records(other, "lead", filter=SHARED)] == [lead]
    assert await access(other, lead) == ["read"] * 3
    assert await access(hers, lead) == [None] * 3
    assert (await other.get(f"/timeline/lead/{lead}")).status_code == 200
    version = {"if-match": str((await record(other, "lead", lead))["version"])}
    async with nothing_changes(app):
        changed = await other.patch(f"/records/lead/{lead}", json={"note": "x"}, headers=version)
        refused(changed, 403, "share.read_only")
        refused(await attempt(other, "lead.close", lead_id=lead, reason="试"), 403, "share.read_only")
        refused(
            await attempt(other, "record.share", **named, user_id=people["manager"]["id"]),
            403,
            "share.read_only",
        )
        refused(await attempt(other, "record.unshare", **named, **shared), 403, "share.read_only")
    (one,) = (await other.get(f"/rights/shares/lead/{lead}")).json()["items"]
    assert (one["label"]["zh"], one["access"], one["by"]["name"], one["note"]) == (
        "李雷",
        "read",
        "韩梅梅",
        "请协助跟进",
    )
    again = await act(hers, "record.share", **named, user_id=people["sales"]["id"], access="write")
    assert again == shared
    answer = await other.patch(f"/records/lead/{lead}", json={"note": "已联系"}, headers=version)
    assert answer.status_code == 200, answer.text
    assert await access(other, lead) == ["write"] * 3
    await act(hers, "record.unshare", **named, **shared)
    assert not await sees(other, lead)
    assert await records(other, "lead", filter=SHARED) == []
    told = (await hers.get(f"/timeline/lead/{lead}")).json()["items"]
    assert [each["name"] for each in told if each["name"].startswith("record.")] == [
        "record.unshared",
        "record.shared",
        "record.shared",
    ]


@pytest.mark.parametrize("grantee", ["role", "department", "above"])
async def test_a_role_and_a_department_with_those_below_it_are_shared_with(app, as_user, people, grantee):
    places = {one["key"]: one["id"] for one in await records(await as_user("admin"), "department", limit=200)}
    hers, other, third = await as_user("sales2"), await as_user("sales"), await as_user("collector")
    given = {
        "role": {"role_key": "sales"},
        "department": {"department_id": people["sales"]["department_id"]},
        "above": {"department_id": places["hq"]},
    }
    lead = await make_lead(app, owner="sales2")
    await act(hers, "record.share", object="lead", id=lead, **given[grantee])
    assert await sees(other, lead)
    if grantee == "role":  # called what it is in both languages, also in the timeline
        (one,) = (await hers.get(f"/rights/shares/lead/{lead}")).json()["items"]
        assert one["label"] == SALES
        entry = (await hers.get(f"/timeline/lead/{lead}")).json()["items"][0]
        assert entry["summary"] == {"zh": f"共享：{SALES['zh']}", "en": f"Shared: {SALES['en']}"}
    # Whose roles do not read leads at all is shown nothing, whatever is shared with her.
    assert (await third.get(f"/records/lead/{lead}")).status_code == 403


async def test_a_loan_is_shared_with_what_belongs_to_it_and_ends_with_its_last_day(app, as_user, people):
    loan, other = await make_loan(app), await as_user("sales2")
    named = {"object": "loan", "id": loan, "user_id": people["sales2"]["id"]}
    hers = await as_user("sales")
    assert (await other.get(f"/records/loan/{loan}")).status_code == 404
    day = app.clock.now().date()
    async with nothing_changes(app):
        past = await attempt(hers, "record.share", **named, until=str(day - timedelta(days=1)))
        refused(past, 422, "share.ends_in_the_past", "/until")
    await act(hers, "record.share", **named, until=str(day))
    mine = json.dumps({"field": "loan_id", "op": "eq", "value": loan})
    # What belongs to it follows it.
    assert {one["_access"] for one in await records(other, "installment", filter=mine)} == {"read"}
    assert "_access" not in (await records(hers, "installment", filter=mine))[0]
    now = app.clock.now()
    set_clock(app, now.replace(hour=15, minute=59))
    assert (await other.get(f"/records/loan/{loan}")).status_code == 200
    set_clock(app, now.replace(hour=16, minute=0))
    assert (await other.get(f"/records/loan/{loan}")).status_code == 404
    assert await records(other, "installment", filter=mine) == []
    (one,) = (await hers.get(f"/rights/shares/loan/{loan}")).json()["items"]
    assert one["ended"]
    set_clock(app, now)


async def test_what_cannot_be_shared_is_refused_and_nothing_is_left_behind(app, as_user, people):
    hers, other = await as_user("sales2"), await as_user("sales")
    nobody, named = (
        await as_user("strategist"),
        {"object": "lead", "id": await make_lead(app, owner="sales2")},
    )
    async with nothing_changes(app):
        refused(await attempt(hers, "record.share", **named), 422, "share.one_grantee")
        both = {"user_id": people["sales"]["id"], "role_key": "sales"}
        refused(await attempt(hers, "record.share", **named, **both), 422, "share.one_grantee")
        for key, value in (("user_id", NOBODY), ("department_id", NOBODY), ("role_key", "king")):
            unknown = await attempt(hers, "record.share", **named, **{key: value})
            refused(unknown, 422, "share.unknown_grantee", f"/{key}")
        not_hers = await attempt(other, "record.share", **named, role_key="sales")
        refused(not_hers, 404, "not_found")
        refused(await attempt(hers, "record.unshare", **named, share_id=NOBODY), 404, "not_found")
        stranger = await attempt(nobody, "record.share", **named, role_key="sales")
        refused(stranger, 403, "permission.denied")


async def test_objects_without_shares_are_asked_as_before(app, as_user):
    await as_user("sales")
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
    assert "application" not in catalog.shared and "lead" in catalog.shared

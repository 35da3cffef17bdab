"""Looking at the app as somebody else: her rows, no sensitive value, not one write, and both ends in the log."""

import pytest

from support.app import nothing_changes
from support.http import act, records, refused
from support.lending import make_lead, new_person


@pytest.fixture(scope="module")
async def people(as_user):
    return {one["username"]: one["id"] for one in await records(await as_user("admin"), "user", limit=200)}


async def test_security_sees_the_rows_of_sales_and_no_sensitive_value(app, as_user, people):
    person = new_person()
    lead, other = await make_lead(app, person=person), await make_lead(app, owner="sales2")
    client, sales = await as_user.session("security"), await as_user("sales")
    refused(await client.get(f"/records/lead/{lead}"), 403, "permission.denied")
    started = await client.post("/auth/preview", json={"user_id": people["sales"]})
    assert started.status_code == 204, started.text
    me = (await client.get("/me")).json()
    assert (me["user"]["name"], me["preview"]) == ("李雷", {"by": "安全管理员", "role": False})
    hers = (await sales.get("/records/lead", params={"limit": 200})).json()["items"]
    seen = (await client.get("/records/lead", params={"limit": 200})).json()["items"]
    assert [one["id"] for one in seen] == [one["id"] for one in hers] and other not in {
        one["id"] for one in seen
    }
    assert person.phone not in (await client.get(f"/records/lead/{lead}")).text
    async with nothing_changes(app):
        changed = await client.patch(f"/records/lead/{lead}", json={"note": "x"}, headers={"if-match": "1"})
        refused(changed, 403, "preview.read_only")
        asked = {"object": "lead", "id": lead, "field": "phone", "reason": "看"}
        refused(await client.post("/actions/record.reveal", json=asked), 403, "preview.read_only")
        refused(await client.post("/records/lead", json={}), 403, "preview.read_only")
        refused(await client.delete(f"/records/lead/{lead}"), 403, "preview.read_only")
        again = await client.post("/auth/preview", json={"user_id": people["manager"]})
        refused(again, 403, "permission.denied")
    assert (await client.delete("/auth/preview")).status_code == 204
    refused(await client.get(f"/records/lead/{lead}"), 403, "permission.denied")
    log = (await (await as_user("auditor")).get("/audit", params={"record_id": people["security"]})).json()[
        "items"
    ]
    told = [(one["action"], one["actor"]["name"]) for one in log if "preview" in one["action"]]
    assert told == [("identity.preview.stopped", "安全管理员"), ("identity.preview.started", "安全管理员")]


async def test_a_sensitive_field_that_is_not_encrypted_is_masked_as_well(app, as_user, people):
    builder = await as_user("builder")
    client = await as_user.session("security")
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
    await client.post("/auth/preview", json={"role_key": "operations"})
    shown = {one["key"]: one for one in (await client.get("/catalog")).json()["objects"]}
    for key, each in catalog.object("party").fields.items():
        found = {one["key"]: one["access"] for one in shown["party"]["fields"]}
        if each.sensitivity and key in found:
            assert found[key] == "masked", key
    assert (await builder.get("/me")).json()["preview"] is None
    await client.delete("/auth/preview")


async def test_as_a_role_and_what_a_preview_never_lends(app, as_user):
    client = await as_user.session("builder")
    assert (await client.post("/auth/preview", json={"role_key": "auditor"})).status_code == 204
    me = (await client.get("/me")).json()
    assert me["preview"]["role"] and [one["key"] for one in me["user"]["roles"]] == ["auditor"]
    refused(await client.get("/audit"), 403, "permission.denied")
    refused(await client.get("/rights/objects"), 403, "permission.denied")
    await client.delete("/auth/preview")
    assert (await client.get("/me")).json()["preview"] is None


async def test_only_who_may_preview_and_only_somebody_who_is_there(app, as_user, people):
    client, sales, security = [await as_user.session(name) for name in ("security", "sales", "security2")]
    token = await as_user("security")
    nobody = "01900000-0000-7000-8000-000000000000"
    async with nothing_changes(app):
        refused(await sales.post("/auth/preview", json={"role_key": "manager"}), 403, "permission.denied")
        refused(await token.post("/auth/preview", json={"role_key": "sales"}), 403, "permission.denied")
        for whom in (
            {},
            {"user_id": nobody},
            {"user_id": "x"},
            {"role_key": "king"},
            {"user_id": people["security"]},
        ):
            refused(await client.post("/auth/preview", json=whom), 422, "preview.nobody")
    assert (await client.post("/auth/preview", json={"user_id": people["sales"]})).status_code == 204
    await act(security, "user.set_roles", user_id=people["security"], role_keys=[])
    me = (await client.get("/me")).json()
    assert (me["user"]["name"], me["preview"]) == ("安全管理员", None)

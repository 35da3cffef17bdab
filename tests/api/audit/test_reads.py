"""Who saw this customer: every road on which records are read leaves a line, with who, when, what and from where."""

import json

import pytest

from support.app import caller_named, run_jobs
from support.http import act, refused
from support.lending import make_application, make_lead
from zhuxin.core.audit.reads import ReadLog
from zhuxin.core.db.database import Database
from zhuxin.kernel.records.disclosure.reads import read_by


@pytest.fixture(scope="module")
async def applied(app):
    return await make_application(app)


async def reads(app, **matching):
    await app.read_log.flush()
    async with app.database.connection() as connection:
        where = " AND ".join(f"{key} = %({key})s" for key in matching) or "true"
        return await connection.all(f"SELECT * FROM read_log WHERE {where} ORDER BY id", matching)


async def user_id(app, username):
    async with app.database.connection() as connection:
        return await connection.value(
            "SELECT id FROM user_account WHERE username = %(username)s", {"username": username}
        )


def equal(field, value):
    return json.dumps({"field": field, "op": "eq", "value": value})


async def test_every_road_to_a_customer_is_noted_with_her_id(app, as_user, applied):
    party_id, client = applied.party_id, await as_user("underwriter")
    roads = {
        "record": lambda: client.get(f"/records/party/{party_id}"),
        "record with labels": lambda: client.get(f"/records/party/{party_id}", params={"labels": "true"}),
        "list": lambda: client.get("/records/party", params={"filter": equal("id", party_id)}),
        "search in a list": lambda: client.get("/records/party", params={"q": applied.person.name}),
        "search": lambda: client.get("/search", params={"q": applied.person.name}),
        "timeline": lambda: client.get(f"/timeline/party/{party_id}"),
        "duplicates of": lambda: client.get(f"/records/party/{party_id}/duplicates"),
        "like": lambda: client.post(
            "/records/party:duplicates", json={"id_number": applied.person.id_number}
        ),
        "what is hers": lambda: client.get(
            "/records/application", params={"filter": equal("party_id", party_id)}
        ),
        "expanded": lambda: client.get(
            f"/records/application/{applied.application_id}", params={"expand": "party_id"}
        ),
    }
    me = await user_id(app, "underwriter")
    for name, ask in roads.items():
        before = len(await reads(app))
        response = await ask()
        assert response.status_code == 200, (name, response.text)
        noted = (await reads(app))[before:]
        hers = [one for one in noted if party_id in one.record_ids]
        assert hers, name
        for one in hers:
            assert (one.actor_id, one.address) == (me, "127.0.0.1"), name
            assert one.via.startswith("token:") and one.request_id == response.headers["x-request-id"]
    searches = await reads(app, kind="search")
    assert searches and all(one.filter for one in searches)
    assert applied.person.name not in str(searches)


async def test_the_auditor_asks_who_saw_a_customer_and_is_noted_herself(app, as_user, applied):
    auditor, sales = await as_user("auditor"), await as_user("sales")
    assert (await sales.get(f"/records/party/{applied.party_id}")).status_code == 200
    await app.read_log.flush()
    page = (await auditor.get("/audit/reads", params={"record_id": applied.party_id})).json()
    newest = page["items"][0]
    assert newest["actor"]["id"] == await user_id(app, "sales")
    assert (newest["kind"], newest["object"], newest["count"]) == ("record", "party", 1)
    assert newest["record_ids"] == [applied.party_id]
    asked = (
        await auditor.get("/audit/reads", params={"user_id": newest["actor"]["id"], "kind": "record"})
    ).json()
    assert asked["items"] and {one["actor"]["id"] for one in asked["items"]} == {newest["actor"]["id"]}
    assert (await auditor.get("/audit", params={"record_id": applied.party_id})).status_code == 200
    looked = await reads(app, actor_id=await user_id(app, "auditor"))
    assert [one.kind for one in looked][-3:] == ["reads", "reads", "audit"]
    assert looked[-1].record_ids == [applied.party_id]
    first = (await auditor.get("/audit/reads", params={"limit": 1})).json()
    second = (await auditor.get("/audit/reads", params={"limit": 1, "cursor": first["next_cursor"]})).json()
    assert first["items"][0]["id"] > second["items"][0]["id"]
    for username in ("sales", "manager", "security", "admin"):
        refused(await (await as_user(username)).get("/audit/reads"), 403, "permission.denied")
    refused(await auditor.get("/audit/reads", params={"record_id": "x"}), 422, "filter.invalid")


async def test_a_thousand_customers_paged_out_are_a_thousand_ids(app, as_user):
    for _ in range(7):
        await make_lead(app)
    client, cursor, seen = await as_user("manager"), None, set()
    before = len(await reads(app))
    while True:
        params = {"limit": 3, **({"cursor": cursor} if cursor else {})}
        page = (await client.get("/records/lead", params=params)).json()
        seen |= {item["id"] for item in page["items"]}
        if not (cursor := page["next_cursor"]):
            break
    noted = {one for row in (await reads(app))[before:] for one in row.record_ids if row.object == "lead"}
    assert seen <= noted


async def test_a_list_of_what_is_not_sensitive_is_noted_where_it_is_long(app, as_user):
    client, before = await as_user("admin"), len(await reads(app, object="channel"))
    assert (await client.get("/records/channel", params={"limit": 50})).status_code == 200
    assert len(await reads(app, object="channel")) == before


async def test_a_file_and_an_export_are_noted_before_they_leave(app, as_user, applied):
    manager = await as_user("manager")
    made = await act(manager, "export.start", object="party", format="csv", fields=["number", "name"])
    await run_jobs(app)
    assert [one for one in await reads(app, kind="export") if applied.party_id in one.record_ids]
    link = (await act(manager, "export.take", export_id=made["export_id"]))["url"].removeprefix("/api/v1")
    assert (await manager.get(link)).status_code == 200
    async with app.database.connection() as connection:  # without a flush
        row = await connection.find("SELECT * FROM read_log WHERE kind = 'download' ORDER BY id DESC LIMIT 1")
    assert (row.object, row.actor_id) == ("party", await user_id(app, "manager"))
    assert row.count >= 1


async def test_what_is_read_in_a_preview_is_the_previewers(app, as_user, applied):
    session = await as_user.session("builder")
    response = await session.post("/auth/preview", json={"user_id": await user_id(app, "underwriter")})
    assert response.status_code == 204, response.text
    before = len(await reads(app))
    assert (await session.get(f"/records/party/{applied.party_id}")).status_code == 200
    (noted,) = (await reads(app))[before:]
    assert noted.actor_id == await user_id(app, "builder")
    assert noted.via.startswith("session:")


async def test_what_the_system_reads_is_not_noted_and_a_refused_read_neither(app, as_user, applied):
    before = len(await reads(app))
    refused(await (await as_user("strategist")).get("/records/contact"), 403, "permission.denied")
    refused(
        await (await as_user("sales")).get("/records/party/00000000-0000-7000-8000-000000000000"),
        404,
        "not_found",
    )
    await run_jobs(app)
    assert len(await reads(app)) == before


async def test_reads_wait_while_the_database_is_away(app, as_user, applied):
    caller = await caller_named(app, "sales")
    database = Database(app.url, data_dir=app.settings.data_dir, pool_size=1)
    log, before = ReadLog(database), len(await reads(app))
    log.note(read_by(caller, "record", "party", [applied.party_id]))
    await log.flush()  # its pool is not open
    assert len(await reads(app)) == before
    await database.open()
    await log.close()
    await database.close()
    assert len(await reads(app)) == before + 1

"""What somebody may not read she cannot find out by asking: each comparison of a masked value is counted, limited and logged."""

import json
from datetime import timedelta

import pytest

from support.app import nothing_changes, set_clock
from support.http import act, record, records, refused
from support.lending import make_application, new_person

LIMIT = 20


@pytest.fixture
async def person(app):
    """A customer; and the hour of those who ask is new."""
    set_clock(app, app.clock.now() + timedelta(hours=2))
    made = new_person()
    return made, (await make_application(app, person=made)).party_id


async def compared(app):
    async with app.database.connection() as connection:
        return await connection.all("SELECT * FROM audit_entry WHERE name = 'record.compared' ORDER BY id")


def equal(field, value):
    return json.dumps({"field": field, "op": "eq", "value": value})


async def test_every_road_that_compares_a_masked_value_is_counted_and_logged(app, as_user, person):
    one, party_id = person
    collector = await as_user("collector")
    roads = {
        "filter": lambda: collector.get(
            "/records/party", params={"filter": equal("id_number", one.id_number)}
        ),
        "search of a list": lambda: collector.get("/records/party", params={"q": one.id_number}),
        "search of everything": lambda: collector.get("/search", params={"q": one.id_number}),
        "figures": lambda: collector.get(
            "/records/party:groups", params={"filter": equal("id_number", one.id_number)}
        ),
        "duplicates": lambda: collector.post("/records/party:duplicates", json={"id_number": one.id_number}),
        "another object": lambda: collector.get(
            "/records/loan", params={"filter": equal("party_id.id_number", one.id_number)}
        ),
    }
    for name, ask in roads.items():
        before = len(await compared(app))
        response = await ask()
        assert response.status_code == 200, (name, response.text)
        entries = (await compared(app))[before:]
        assert [entry.detail["count"] for entry in entries] == [1], name
        assert entries[0].detail["fields"] == ["party.id_number"]
        assert entries[0].address == "127.0.0.1" and entries[0].actor_name
        assert one.id_number not in str(entries), name
    found = await record(collector, "party", party_id)
    assert found["id_number"] == f"1{'*' * 16}{one.id_number[-1]}"


async def test_a_number_cannot_be_read_out_by_asking(app, as_user, person):
    """49 candidates in one request, as the attack did it, and one after the other."""
    one, party_id = person
    collector = await as_user("collector")
    guesses = [one.id_number, *(new_person().id_number for _ in range(48))]
    asked = {
        "and": [
            {"field": "id", "op": "eq", "value": party_id},
            {"or": [{"field": "id_number", "op": "eq", "value": guess} for guess in guesses[:40]]},
        ]
    }
    response = await collector.get("/records/party", params={"filter": json.dumps(asked)})
    refused(response, 429, "rate.limited")
    assert (await compared(app))[-1].detail == {
        "fields": ["party.id_number"],
        "count": 40,
        "refused": True,
    }
    for guess in guesses[1 : LIMIT + 1]:
        assert await records(collector, "party", filter=equal("id_number", guess)) == []
    response = await collector.get("/records/party", params={"filter": equal("id_number", one.id_number)})
    assert refused(response, 429, "rate.limited")
    assert int(response.headers["retry-after"]) > 0
    # What she may read is no question of this, nor what somebody else asks.
    assert (await collector.get("/records/party", params={"q": one.name})).status_code == 200
    set_clock(app, app.clock.now() + timedelta(hours=1, seconds=1))
    response = await collector.get("/records/party", params={"filter": equal("id_number", one.id_number)})
    assert [item["id"] for item in response.json()["items"]] == [party_id]


async def test_who_may_read_a_field_asks_as_often_as_she_likes(app, as_user, person):
    one, party_id = person
    client, before = await as_user("underwriter"), len(await compared(app))
    for _ in range(LIMIT + 5):
        found = await records(client, "party", filter=equal("id_number", one.id_number))
        assert [item["id"] for item in found] == [party_id]
    assert len(await compared(app)) == before


async def test_a_masked_plain_field_is_no_oracle_by_filter_or_upsert(app, as_user, person):
    one, _ = person
    security = await as_user("security")
    await act(security, "role.create", key="blinded", name="看不到姓名")
    grants = {
        "objects": {
            "party": {
                "read": True,
                "update": True,
                "create": True,
                "scope": "all",
                "fields": {"name": "masked"},
            }
        },
        "actions": [],
    }
    roles = (await security.get("/records/role", params={"filter": equal("key", "blinded")})).json()["items"]
    await act(security, "role.set_grants", role_id=roles[0]["id"], grants=grants)
    async with app.database.transaction() as connection:
        await connection.execute(
            "UPDATE user_account SET role_keys = '{blinded}' WHERE username = 'strategist'"
        )
    client = await as_user("strategist")
    async with nothing_changes(app):
        answers = []
        for name in (one.name, "没有这个人"):
            body = {
                "mode": "each",
                "operations": [{"op": "upsert", "match": "name", "values": {"name": name}}],
            }
            response = await client.post("/records/party:bulk", json=body)
            answers.append(response.text.replace(response.headers["x-request-id"], ""))
            asked = await client.get("/records/party", params={"filter": equal("name", name)})
            refused(asked, 422, "filter.invalid")
        assert answers[0] == answers[1]
        assert "match 应为" in answers[0]

"""Creating, changing and deleting records, and what is refused without a trace."""

import pytest

from support.app import nothing_changes
from support.http import record, refused
from support.lending import make_contract, make_lead, new_person


async def channel(client):
    return (await client.get("/records/channel")).json()["items"][0]["id"]


def body(**values):
    person = new_person()
    return {"name": person.name, "phone": person.phone, **values}


async def test_created_record_is_whole_and_in_the_audit_log(app, as_user):
    client = await as_user("sales")
    response = await client.post(
        "/records/lead", json=body(channel_id=await channel(client), amount="1200.50")
    )
    assert response.status_code == 201, response.text
    made = response.json()
    assert response.headers["etag"] == f'"{made["version"]}"'
    assert made["amount"] == "1200.50"
    assert made["number"].startswith("L")
    assert await record(client, "lead", made["id"]) == made
    entries = (await (await as_user("auditor")).get("/audit", params={"record_id": made["id"]})).json()[
        "items"
    ]
    assert "lead.created" in [entry["action"] for entry in entries]
    assert entries[0]["actor"]["name"] == "李雷"


async def test_phone_is_stored_encrypted(app, as_user):
    client = await as_user("sales")
    values = body(channel_id=await channel(client))
    made = (await client.post("/records/lead", json=values)).json()
    assert made["phone"] != values["phone"]
    async with app.database.connection() as connection:
        for table in ("lead", "audit_entry", "event"):
            text = await connection.value(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            assert values["phone"] not in text


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"nothing": 1}, "/nothing", "field.unknown"),
        ({"name": None}, "/name", "value.required"),
        ({"name": ""}, "/name", "value.required"),
        ({"name": 5}, "/name", None),
        ({"name": "长" * 61}, "/name", None),
        ({"name": "a\u0000b"}, "/name", None),
        ({"phone": "12345"}, "/phone", None),
        ({"amount": "-1.00"}, "/amount", None),
        ({"amount": 100}, "/amount", None),
        ({"amount": "1e5"}, "/amount", None),
        ({"amount": "Infinity"}, "/amount", None),
        ({"amount": "100000000.01"}, "/amount", None),
        ({"periods": 0}, "/periods", None),
        ({"periods": 1.5}, "/periods", None),
        ({"periods": True}, "/periods", None),
        ({"channel_id": "no-id"}, "/channel_id", None),
        ({"status": "converted"}, "/status", "field.unknown"),
        ({"number": "L1"}, "/number", "field.unknown"),
        ({"id": "0190c0de-0000-7000-8000-000000000000"}, "/id", "field.unknown"),
    ],
)
async def test_bad_value_is_named_and_nothing_is_kept(app, as_user, change, pointer, code):
    client = await as_user("sales")
    values = {**body(channel_id=await channel(client)), **change}
    async with nothing_changes(app):
        problem = refused(await client.post("/records/lead", json=values), 422, "invalid.fields", pointer)
        if code is not None:
            assert {"pointer": pointer, "code": code} in [
                {k: e[k] for k in ("pointer", "code")} for e in problem["errors"]
            ]


async def test_every_fault_is_told_at_once(app, as_user):
    response = await (await as_user("sales")).post("/records/lead", json={"amount": "x", "more": 1})
    pointers = {fault["pointer"] for fault in refused(response, 422, "invalid.fields")["errors"]}
    assert pointers == {"/amount", "/more", "/name", "/phone", "/channel_id"}


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"nonsense", b"[" * 3000])
async def test_body_that_is_no_json_is_refused(app, as_user, content):
    client = await as_user("sales")
    async with nothing_changes(app):
        refused(await client.post("/records/lead", content=content), 422, "body.not_json")
        refused(await client.post("/actions/lead.assign", content=content), 422, "body.not_json")


@pytest.mark.parametrize("value", [[], "text", 5, [{"name": "x"}]])
async def test_body_that_is_no_object_is_refused(app, as_user, value):
    client = await as_user("sales")
    async with nothing_changes(app):
        refused(await client.post("/records/lead", json=value), 422, "invalid.fields")


@pytest.mark.parametrize("path", ["/records/lead", "/actions/lead.follow_up", "/quotes", "/auth/login"])
async def test_oversized_body_is_refused(app, as_user, path):
    client = await as_user("sales")
    content = b'{"name": "' + b"x" * app.settings.body_limit_bytes + b'"}'

    async def in_parts():
        yield content[:1000]
        yield content[1000:]

    async with nothing_changes(app):
        headers = {"content-type": "application/json"}
        refused(await client.post(path, content=content, headers=headers), 413, "body.too_large")
        refused(await client.post(path, content=in_parts(), headers=headers), 413, "body.too_large")


async def test_reference_to_nothing_is_refused(app, as_user):
    client = await as_user("sales")
    async with nothing_changes(app):
        response = await client.post(
            "/records/lead", json=body(channel_id="0190c0de-0000-7000-8000-000000000000")
        )
        refused(response, 422, "invalid.fields", "/channel_id")


async def test_duplicate_of_a_unique_value_is_refused(app, as_user):
    client = await as_user("builder")
    values = {"key": "expo", "name": "展会", "kind": "branch"}
    assert (await client.post("/records/channel", json=values)).status_code == 201
    async with nothing_changes(app):
        refused(await client.post("/records/channel", json=values), 409, "record.duplicate")


async def test_change_needs_the_version_it_saw(app, as_user):
    client, lead_id = await as_user("sales"), await make_lead(app)
    seen = await record(client, "lead", lead_id)
    version = {"if-match": f'"{seen["version"]}"'}
    first = await client.patch(f"/records/lead/{lead_id}", json={"purpose": "装修"}, headers=version)
    assert first.status_code == 200, first.text
    assert first.json()["version"] == seen["version"] + 1
    async with nothing_changes(app):
        stale = await client.patch(f"/records/lead/{lead_id}", json={"purpose": "买车"}, headers=version)
        assert refused(stale, 412, "record.stale")["current"] == first.json()


@pytest.mark.parametrize("version", [None, "", "*", "abc", '"x"', "²", "-1", "1.0", "9" * 20])
async def test_change_without_a_version_is_refused(app, as_user, version):
    client, lead_id = await as_user("sales"), await make_lead(app)
    headers = [] if version is None else [(b"if-match", version.encode("latin-1"))]
    async with nothing_changes(app):
        response = await client.patch(f"/records/lead/{lead_id}", json={"purpose": "x"}, headers=headers)
        refused(response, 422, "record.version_required")


@pytest.mark.parametrize(
    "values", [{"nothing": 1}, {"name": None}, {"amount": "-1.00"}, {"status": "closed"}]
)
async def test_bad_change_changes_nothing(app, as_user, values):
    client, lead_id = await as_user("sales"), await make_lead(app)
    seen = await record(client, "lead", lead_id)
    async with nothing_changes(app):
        response = await client.patch(
            f"/records/lead/{lead_id}", json=values, headers={"if-match": str(seen["version"])}
        )
        refused(response, 422, "invalid.fields", f"/{next(iter(values))}")


@pytest.mark.parametrize("record_id", ["0190c0de-0000-7000-8000-000000000000", "no-id", "1", "%00"])
async def test_what_is_not_there_is_not_found(app, as_user, record_id):
    client = await as_user("sales")
    async with nothing_changes(app):
        refused(await client.get(f"/records/lead/{record_id}"), 404, "not_found")
        refused(
            await client.patch(f"/records/lead/{record_id}", json={}, headers={"if-match": "1"}),
            404,
            "not_found",
        )


async def test_dry_run_shows_the_record_and_keeps_nothing(app, as_user):
    client = await as_user("sales")
    values = body(channel_id=await channel(client))
    async with nothing_changes(app):
        response = await client.post("/records/lead", params={"dry_run": "true"}, json=values)
        assert response.status_code == 201
        assert response.json()["name"] == values["name"]


async def test_repeated_key_makes_one_record(app, as_user):
    client = await as_user("sales")
    values, headers = body(channel_id=await channel(client)), {"idempotency-key": "lead-once"}
    first = await client.post("/records/lead", json=values, headers=headers)
    async with nothing_changes(app):
        second = await client.post("/records/lead", json=values, headers=headers)
        assert second.json() == first.json()
        other = await client.post("/records/lead", json={**values, "purpose": "x"}, headers=headers)
        refused(other, 409, "idempotency.key_reused")
        endless = await client.post("/records/lead", json=values, headers={"idempotency-key": "k" * 5000})
        refused(endless, 422, "idempotency.bad_key")


async def test_deleted_record_is_gone_and_its_deletion_in_the_audit_log(app, as_user):
    client = await as_user("admin")
    made = (await client.post("/records/department", json={"key": "temp", "name": "临时"})).json()
    assert (await client.delete(f"/records/department/{made['id']}")).status_code == 204
    refused(await client.get(f"/records/department/{made['id']}"), 404, "not_found")
    entries = (await (await as_user("auditor")).get("/audit", params={"record_id": made["id"]})).json()[
        "items"
    ]
    assert entries[0]["action"] == "department.deleted"


@pytest.mark.parametrize("object_key", ["contract", "loan", "repayment", "disbursement", "decision"])
async def test_records_of_business_actions_are_not_made_by_hand(app, as_user, object_key):
    contract_id = await make_contract(app)
    client = await as_user("operations")
    async with nothing_changes(app):
        refused(await client.post(f"/records/{object_key}", json={}), 403, "permission.denied")
        response = await client.patch(
            f"/records/{object_key}/{contract_id}", json={"principal": "1.00"}, headers={"if-match": "1"}
        )
        refused(response, 403, "permission.denied")

"""What each role may see: objects, rows, masked values, and no probing of what is hidden."""

import json

import pytest
import yaml

from support.app import nothing_changes
from support.http import act, attempt, record, records, refused
from support.lending import make_application, make_lead, make_loan
from zhuxin.bootstrap import PACKAGES
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.lending.demo.users import PEOPLE

GRANTS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["grants"]
    for path in (PACKAGES / "base" / "roles").glob("*.yaml")
}
OBJECTS = [
    *("lead", "party", "consent", "application", "decision", "document", "contract", "disbursement", "loan"),
    *("installment", "repayment", "collection_case", "contact", "promise", "product", "channel"),
    *("task", "user", "department", "role"),
]
ONE_OF_EACH = {role: username for username, _, role, _ in reversed(PEOPLE)}


def granted(role, object_key):
    objects = GRANTS[role].get("objects", {})
    return bool(objects.get(object_key, objects.get("*", {})).get("read"))


@pytest.mark.parametrize("object_key", OBJECTS)
@pytest.mark.parametrize("role", sorted(GRANTS))
async def test_role_reads_what_it_is_granted_and_nothing_else(as_user, role, object_key):
    client = await as_user(ONE_OF_EACH[role])
    response = await client.get(f"/records/{object_key}", params={"limit": 1, "labels": "true"})
    catalog = (await client.get("/catalog")).json()
    # Who defines fields or rights sees what every object is made of, and still reads no record of it.
    readable = [one["key"] for one in catalog["objects"] if one["rights"]["read"]]
    assert (object_key in readable) == granted(role, object_key)
    if granted(role, object_key):
        assert response.status_code == 200, response.text
    else:
        refused(response, 403, "permission.denied")
        unknown = "0190c0de-0000-7000-8000-000000000000"
        refused(await client.get(f"/records/{object_key}/{unknown}"), 403, "permission.denied")
        refused(await client.get(f"/timeline/{object_key}/{unknown}"), 403, "permission.denied")


@pytest.mark.parametrize("role", sorted(GRANTS))
async def test_catalog_offers_only_actions_that_may_be_called(as_user, role):
    client = await as_user(ONE_OF_EACH[role])
    words = GRANTS[role].get("actions", [])
    for name in [one["name"] for one in (await client.get("/catalog")).json()["actions"]]:
        area = f"{name.split('.')[0]}.*"
        assert (
            ACTIONS[name].everyone or area == "account.*" or not {name, f"{name}.ask", area}.isdisjoint(words)
        )


async def test_sales_sees_and_changes_only_her_own_leads(app, as_user):
    mine, hers = await make_lead(app, owner="sales"), await make_lead(app, owner="sales2")
    client = await as_user("sales")
    ids = [one["id"] for one in await records(client, "lead", limit=200)]
    assert mine in ids
    assert hers not in ids
    refused(await client.get(f"/records/lead/{hers}"), 404, "not_found")
    refused(await client.get(f"/timeline/lead/{hers}"), 404, "not_found")
    async with nothing_changes(app):
        response = await client.patch(
            f"/records/lead/{hers}", json={"purpose": "x"}, headers={"if-match": "2"}
        )
        refused(response, 404, "not_found")
        refused(await attempt(client, "lead.follow_up", lead_id=hers, note="x"), 404, "not_found")
        refused(await attempt(client, "lead.close", lead_id=hers, reason="x"), 404, "not_found")
    assert len(await records(await as_user("manager"), "lead", limit=200)) > len(ids)


async def test_filter_on_id_does_not_widen_the_scope(app, as_user):
    hers, client = await make_lead(app, owner="sales2"), await as_user("sales")
    for node in (
        {"field": "id", "op": "eq", "value": hers},
        {
            "or": [
                {"field": "id", "op": "in", "value": [hers]},
                {"field": "name", "op": "is_null", "value": False},
            ]
        },
        {"not": {"field": "id", "op": "eq", "value": "0190c0de-0000-7000-8000-000000000000"}},
    ):
        assert hers not in [
            one["id"] for one in await records(client, "lead", filter=json.dumps(node), limit=200)
        ]


async def test_what_belongs_to_a_loan_has_the_scope_of_the_loan(app, as_user):
    loan_id = await make_loan(app, owner="sales")
    await act(await as_user("operations"), "loan.repay", loan_id=loan_id, amount="10.00")
    for username, sees in (("sales", True), ("sales2", False), ("finance", True)):
        client = await as_user(username)
        for object_key in ("installment", "repayment"):
            found = [one["loan_id"] for one in await records(client, object_key, limit=200)]
            assert (loan_id in found) == sees
        found = [one["id"] for one in (await client.get("/search", params={"q": "LN"})).json()["items"]]
        assert (loan_id in found) == sees


async def test_sensitive_values_come_masked_or_not_at_all(app, as_user):
    applied = await make_application(app)
    for username in ("manager", "collector", "underwriter", "operations", "finance", "strategist"):
        client = await as_user(username)
        found = await record(client, "party", applied.party_id)
        page = json.dumps(
            (await client.get("/records/party", params={"limit": 200, "labels": "true"})).json()
        )
        for value in (applied.person.phone, applied.person.id_number, applied.person.bank_card):
            assert value not in json.dumps(found)
            assert value not in page
        if username == "finance":
            assert not {"phone", "id_number", "bank_card"} & set(found)
        if username == "strategist":
            assert found["name"] != applied.person.name
    assert "*" in (await record(await as_user("collector"), "party", applied.party_id))["id_number"]


@pytest.mark.parametrize(
    ("username", "object_key", "field"),
    [
        ("finance", "party", "phone"),
        ("finance", "party", "birth_date"),
        ("finance", "party", "employer"),
        ("strategist", "party", "name"),
        ("sales", "application", "score"),
        ("sales", "loan", "score"),
        ("collector", "user", "username"),
    ],
)
async def test_hidden_field_cannot_be_probed(as_user, username, object_key, field):
    client = await as_user(username)
    path = f"/records/{object_key}"
    for op, value in (("eq", "1"), ("is_null", True), ("contains", "a"), ("ge", "1"), ("starts_with", "1")):
        node = json.dumps({"not": {"field": field, "op": op, "value": value}})
        refused(await client.get(path, params={"filter": node}), 422, "filter.invalid")
    for sort in (field, f"-{field}"):
        refused(await client.get(path, params={"sort": sort}), 422, "sort.invalid")
    catalog = (await client.get("/catalog")).json()
    (one,) = [each for each in catalog["objects"] if each["key"] == object_key]
    access = {each["key"]: each["access"] for each in one["fields"]}
    if access.get(field) != "masked":
        assert field not in access
        refused(await client.get(path, params={"fields": field}), 422, "fields.unknown")
        assert field not in json.dumps([one["views"], one["form"]])


async def test_masked_name_is_not_found_by_search_nor_by_label(app, as_user):
    applied, client = await make_application(app), await as_user("strategist")
    assert (await client.get("/search", params={"q": applied.person.name})).json()["items"] == []
    items = await records(client, "application", labels="true", limit=200)
    assert applied.person.name not in json.dumps(items, ensure_ascii=False)


async def test_reveal_shows_the_value_and_is_logged_with_its_reason(app, as_user):
    applied, client = await make_application(app), await as_user("operations")
    found = await act(
        client, "record.reveal", object="party", id=applied.party_id, field="id_number", reason="核对放款户名"
    )
    assert found == {"value": applied.person.id_number}
    entries = (await (await as_user("auditor")).get("/audit", params={"record_id": applied.party_id})).json()[
        "items"
    ]
    (entry,) = [one for one in entries if one["action"] == "record.revealed"]
    assert entry["actor"]["name"] == "郑运"
    async with app.database.connection() as connection:
        detail = await connection.value(
            "SELECT detail::text FROM audit_entry WHERE name = 'record.revealed' AND record_id = %(id)s",
            {"id": applied.party_id},
        )
    assert "核对放款户名" in detail
    assert applied.person.id_number not in detail


async def test_reveal_without_right_reason_or_scope_is_refused(app, as_user):
    applied = await make_application(app, owner="sales2")
    body = {"object": "party", "id": applied.party_id, "field": "id_number", "reason": "好奇"}
    clients = {name: await as_user(name) for name in ("collector", "manager", "sales", "operations")}
    async with nothing_changes(app):
        refused(await attempt(clients["collector"], "record.reveal", **body), 403, "permission.denied")
        refused(await attempt(clients["manager"], "record.reveal", **body), 403, "permission.denied")
        refused(
            await attempt(clients["sales"], "record.reveal", **{**body, "field": "phone"}), 404, "not_found"
        )
        without = {**body, "reason": " "}
        refused(
            await attempt(clients["operations"], "record.reveal", **without), 422, "invalid.fields", "/reason"
        )
        other = {**body, "field": "name"}
        refused(await attempt(clients["operations"], "record.reveal", **other), 404, "not_found")


async def test_no_one_combines_administrators_or_raises_herself(app, as_user):
    security = await as_user("security")
    users = {one["username"]: one for one in await records(security, "user", limit=200)}
    async with nothing_changes(app):
        both = await attempt(
            security, "user.set_roles", user_id=users["admin"]["id"], role_keys=["admin", "auditor"]
        )
        refused(both, 409, "role.not_combinable")
        own = await attempt(
            security, "user.set_roles", user_id=users["security"]["id"], role_keys=["manager"]
        )
        refused(own, 409, "role.own_rights")
        unknown = await attempt(security, "user.set_roles", user_id=users["sales2"]["id"], role_keys=["king"])
        refused(unknown, 422, "role.unknown")


async def test_changed_grants_hold_at_once(app, as_user):
    security, sales = await as_user("security"), await as_user("sales2")
    (role,) = [one for one in await records(security, "role", limit=200) if one["key"] == "sales"]
    before = GRANTS["sales"]
    lead_id = await make_lead(app, owner="sales2")
    without = {**before, "objects": {key: one for key, one in before["objects"].items() if key != "lead"}}
    await act(security, "role.set_grants", role_id=role["id"], grants=without)
    refused(await sales.get(f"/records/lead/{lead_id}"), 403, "permission.denied")
    await act(security, "role.set_grants", role_id=role["id"], grants=before)
    assert (await sales.get(f"/records/lead/{lead_id}")).status_code == 200

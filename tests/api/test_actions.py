"""Actions: once per key, dry runs, and refusals that leave no trace."""

import asyncio

import pytest

from support.app import nothing_changes, snapshot
from support.http import act, attempt, record, records, refused
from support.lending import conversion, make_lead, make_loan, new_person


async def test_same_key_gives_the_first_answer_and_one_effect(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    first = await act(client, "loan.repay", once="once", loan_id=loan_id, amount="100.00")
    async with nothing_changes(app):
        assert await act(client, "loan.repay", once="once", loan_id=loan_id, amount="100.00") == first
        # The order of keys in the body does not matter.
        assert await act(client, "loan.repay", once="once", amount="100.00", loan_id=loan_id) == first
    assert (
        len(await records(client, "repayment", filter=f'{{"field":"loan_id","op":"eq","value":"{loan_id}"}}'))
        == 1
    )


async def test_same_key_with_another_request_is_refused(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    await act(client, "loan.repay", once="other", loan_id=loan_id, amount="100.00")
    headers = {"idempotency-key": "other"}
    async with nothing_changes(app):
        body = {"loan_id": loan_id, "amount": "100.01"}
        refused(
            await client.post("/actions/loan.repay", json=body, headers=headers),
            409,
            "idempotency.key_reused",
        )
        body = {"loan_id": loan_id}
        refused(
            await client.post("/actions/loan.settle_early", json=body, headers=headers),
            409,
            "idempotency.key_reused",
        )


async def test_key_belongs_to_its_caller(app, as_user):
    lead_1, lead_2 = await make_lead(app, owner="sales"), await make_lead(app, owner="sales2")
    await act(await as_user("sales"), "lead.follow_up", once="mine", lead_id=lead_1, note="一")
    await act(await as_user("sales2"), "lead.follow_up", once="mine", lead_id=lead_2, note="二")
    assert (await record(await as_user("sales2"), "lead", lead_2))["note"] == "二"


async def test_refused_call_leaves_its_key_free(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    headers = {"idempotency-key": "again"}
    body = {"loan_id": loan_id, "amount": "100.00", "value_date": "2020-01-01"}
    async with nothing_changes(app):
        refused(await client.post("/actions/loan.repay", json=body, headers=headers), 422, "loan.value_date")
    await act(client, "loan.repay", once="again", loan_id=loan_id, amount="100.00")


async def test_concurrent_twins_have_one_effect(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    answers = await asyncio.gather(
        *(act(client, "loan.repay", once="twins", loan_id=loan_id, amount="50.00") for _ in range(5))
    )
    assert all(answer == answers[0] for answer in answers)
    assert (
        len(await records(client, "repayment", filter=f'{{"field":"loan_id","op":"eq","value":"{loan_id}"}}'))
        == 1
    )


@pytest.mark.parametrize("key", ["", "k" * 201])
async def test_bad_key_is_refused(app, as_user, key):
    lead_id, client = await make_lead(app), await as_user("sales")
    async with nothing_changes(app):
        response = await client.post(
            "/actions/lead.follow_up",
            json={"lead_id": lead_id, "note": "x"},
            headers={"idempotency-key": key},
        )
        refused(response, 422, "idempotency.bad_key")


async def test_dry_run_answers_and_keeps_nothing(app, as_user):
    person, client = new_person(), await as_user("sales")
    lead_id = await make_lead(app, person=person)
    values = await conversion(app, lead_id, person)
    async with nothing_changes(app):
        response = await client.post(
            "/actions/lead.convert",
            params={"dry_run": "true"},
            json=values,
            headers={"idempotency-key": "dry"},
        )
        assert response.status_code == 200, response.text
        assert response.json()["dry_run"] is True
        assert response.json()["result"]["lead_id"] == lead_id
    # The key was not used up.
    assert (await act(client, "lead.convert", once="dry", **values))["lead_id"] == lead_id


async def test_dry_run_refuses_what_the_run_would(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    body = {"loan_id": loan_id, "amount": "100.00", "value_date": "2020-01-01"}
    async with nothing_changes(app):
        response = await client.post("/actions/loan.repay", params={"dry_run": "true"}, json=body)
        refused(response, 422, "loan.value_date")


@pytest.mark.parametrize(
    "username", ["sales", "underwriter", "collector", "finance", "admin", "auditor", "manager"]
)
async def test_without_the_right_nothing_happens(app, as_user, username):
    loan_id, client = await make_loan(app), await as_user(username)
    async with nothing_changes(app):
        refused(await attempt(client, "loan.repay", loan_id=loan_id, amount="1.00"), 403, "permission.denied")
        refused(
            await attempt(client, "role.set_grants", role_id=loan_id, grants={}), 403, "permission.denied"
        )


async def test_internal_actions_cannot_be_called(app, as_user):
    clients = [await as_user(username) for username in ("manager", "underwriter", "operations", "security")]
    async with nothing_changes(app):
        for client in clients:
            for name in ("application.approve", "application.reject"):
                refused(await attempt(client, name, application_id="x"), 403, "permission.denied")


async def test_unknown_action_is_not_found(app, as_user):
    client = await as_user("sales")
    async with nothing_changes(app):
        refused(await attempt(client, "lead.explode"), 404, "action.unknown")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"id_number": "110101199001011234"}, "/id_number"),
        ({"bank_card": "6222020000000000"}, "/bank_card"),
        ({"consent_credit_query": False}, "/consent_credit_query"),
        ({"consent_data_processing": None}, "/consent_data_processing"),
        ({"amount": "100.00"}, "/amount"),
        ({"amount": "500000.01"}, "/amount"),
        ({"periods": 2}, "/periods"),
        ({"periods": 73}, "/periods"),
        ({"product_id": "0190c0de-0000-7000-8000-000000000000"}, "/product_id"),
        ({"unknown": 1}, "/unknown"),
    ],
)
async def test_conversion_checks_its_input(app, as_user, change, pointer):
    person, client = new_person(), await as_user("sales")
    lead_id = await make_lead(app, person=person)
    values = {**await conversion(app, lead_id, person), **change}
    async with nothing_changes(app):
        refused(await attempt(client, "lead.convert", **values), 422, "invalid.fields", pointer)


async def test_lead_converts_once(app, as_user):
    person, client = new_person(), await as_user("sales")
    lead_id = await make_lead(app, person=person)
    values = await conversion(app, lead_id, person)
    made = await act(client, "lead.convert", **values)
    assert (await record(client, "lead", lead_id))["status"] == "converted"
    assert (await record(client, "party", made["party_id"]))["name"] == person.name
    async with nothing_changes(app):
        assert (await attempt(client, "lead.convert", **values)).status_code == 409
        assert (await attempt(client, "lead.follow_up", lead_id=lead_id, note="x")).status_code == 409


async def test_same_person_becomes_the_same_customer(app, as_user):
    person, client = new_person(), await as_user("sales")
    parties = set()
    for _ in range(2):
        lead_id = await make_lead(app, person=person)
        parties.add((await act(client, "lead.convert", **await conversion(app, lead_id, person)))["party_id"])
    assert len(parties) == 1


async def test_every_fact_has_its_audit_entry_and_event(app, as_user):
    lead_id, client = await make_lead(app), await as_user("sales")
    before = await snapshot(app)
    await act(client, "lead.follow_up", lead_id=lead_id, note="约好周三面谈")
    after = await snapshot(app)
    for table in ("audit_entry", "event", "audit_unsealed"):
        assert after[table][0] == before[table][0] + 1


async def test_a_comment_stays_in_the_timeline_of_who_sees_the_record(app, as_user):
    sales, sales2, lead_id = await as_user("sales"), await as_user("sales2"), await make_lead(app)
    await act(sales, "record.comment", object="lead", id=lead_id, note="客户希望下周再谈")
    items = (await sales.get(f"/timeline/lead/{lead_id}")).json()["items"]
    assert items[0]["label"]["zh"] == "评论"
    assert "客户希望下周再谈" in items[0]["summary"]["zh"]
    async with nothing_changes(app):
        answer = await attempt(sales2, "record.comment", object="lead", id=lead_id, note="偷看")
        refused(answer, 404, "not_found")


async def test_the_history_of_a_field_is_its_changes_and_no_others(app, as_user):
    sales = await as_user("sales")
    lead_id = await make_lead(app)
    for note in ("一", "二"):
        one = await record(sales, "lead", lead_id)
        changed = await sales.patch(
            f"/records/lead/{lead_id}", json={"note": note}, headers={"if-match": str(one["version"])}
        )
        assert changed.status_code == 200, changed.text
    history = (await sales.get(f"/timeline/lead/{lead_id}", params={"field": "note"})).json()["items"]
    told = [[change for change in item["changes"] if change["field"] == "note"] for item in history]
    assert [(change["old"], change["new"]) for (change,) in told] == [("一", "二"), (None, "一")]
    refused(await sales.get(f"/timeline/lead/{lead_id}?field=nothing"), 422, "fields.unknown", "/field")

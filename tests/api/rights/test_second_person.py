"""Four eyes: what one person asks for runs when another lets it, with every check made anew, once, or not at all."""

import asyncio
import json
from datetime import timedelta

import pytest

from support.app import acting, nothing_changes, set_clock
from support.http import act, attempt, record, records, refused
from support.lending import conversion, make_application, make_contract, make_lead, make_loan, new_person
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.definitions.store import publish
from zhuxin.kernel.objects.catalog import move_revision

STRANGERS = ("sales", "collector", "builder", "admin", "auditor", "manager")
GRANTS = {"objects": {"channel": {"read": True, "scope": "all"}}, "actions": [], "menu": []}


@pytest.fixture(scope="module", autouse=True)
def switched_on(app):
    app.settings = app.settings.model_copy(update={"second_person": True})


async def ask(client, action, /, **values):
    """Call an action that waits for a second person; the id of the request."""
    answer = await attempt(client, action, **values)
    assert answer.status_code == 202, answer.text
    return answer.json()["result"]["second_person"]["request_id"]


async def people(as_user):
    return {one["username"]: one["id"] for one in await records(await as_user("admin"), "user", limit=200)}


async def make_role(as_user, key):
    return (await act(await as_user("security"), "role.create", name=key, key=key))["role_id"]


async def contract_to_pay(app):
    return {"contract_id": await make_contract(app)}


async def repayment_to_reverse(app):
    whole = app.settings
    app.settings = whole.model_copy(update={"second_person": False})
    loan_id = await make_loan(app)
    app.settings = whole
    async with acting(app, "operations") as context:
        made = await ACTIONS["loan.repay"].handler(
            context, loan_id=loan_id, amount=10_000, value_date=None, channel="transfer"
        )
    return {"repayment_id": made["repayment_id"], "reason": "入错账"}


@pytest.mark.parametrize(
    ("asker", "action", "prepare", "decider"),
    [
        ("operations", "disbursement.request", contract_to_pay, "finance"),
        ("operations", "repayment.reverse", repayment_to_reverse, "finance"),
    ],
)
async def test_money_moves_by_two_people_only(app, as_user, asker, action, prepare, decider):
    first, second = await as_user(asker), await as_user(decider)
    values = await prepare(app)
    request_id = await ask(first, action, **values)
    strangers = [await as_user(name) for name in STRANGERS]
    async with nothing_changes(app):
        refused(
            await attempt(first, "second_person.approve", request_id=request_id), 403, "second_person.own"
        )
        for other in strangers:
            refused(await attempt(other, "second_person.approve", request_id=request_id), 404, "not_found")
            assert (await other.get(f"/second-person/requests/{request_id}")).status_code == 404
            assert request_id not in [
                one["id"] for one in (await other.get("/second-person/requests")).json()["items"]
            ]
    shown = (await second.get(f"/second-person/requests/{request_id}")).json()
    assert shown["may"] == ["approve", "refuse"]
    assert all(fact["value"] for fact in shown["facts"]) and not any(
        fact["hidden"] for fact in shown["facts"]
    )
    done = await act(second, "second_person.approve", request_id=request_id, opinion="核对无误")
    assert done["result"]
    async with nothing_changes(app):
        for again in ("second_person.approve", "second_person.refuse"):
            refused(await attempt(second, again, request_id=request_id), 409, "second_person.decided")
        refused(
            await attempt(first, "second_person.withdraw", request_id=request_id),
            409,
            "second_person.decided",
        )


async def test_who_may_only_approve_asks_for_nothing(app, as_user):
    values, finance = await contract_to_pay(app), await as_user("finance")
    async with nothing_changes(app):
        refused(await attempt(finance, "disbursement.request", **values), 403, "permission.denied")


async def test_what_could_not_run_now_is_not_asked_for(app, as_user):
    contract_id = await make_contract(app, signed=False)
    async with nothing_changes(app):
        answer = await attempt(await as_user("operations"), "disbursement.request", contract_id=contract_id)
        refused(answer, 409, "disbursement.not_signed")


async def test_a_dry_run_asks_nobody(app, as_user):
    values, operations = await contract_to_pay(app), await as_user("operations")
    async with nothing_changes(app):
        answer = await operations.post("/actions/disbursement.request?dry_run=true", json=values)
        assert answer.status_code == 202, answer.text


async def test_what_changed_in_between_is_not_approved(app, as_user):
    values, finance = await contract_to_pay(app), await as_user("finance")
    request_id = await ask(await as_user("operations"), "disbursement.request", **values)
    async with acting(app) as context:
        await context.connection.execute(
            "UPDATE party SET version = version + 1, bank_name = '别家银行' WHERE id ="
            " (SELECT party_id FROM contract WHERE id = %(contract_id)s)",
            values,
        )
    async with nothing_changes(app):
        refused(
            await attempt(finance, "second_person.approve", request_id=request_id),
            409,
            "second_person.changed",
        )
    await act(finance, "second_person.refuse", request_id=request_id, opinion="收款行变了")


async def test_a_request_expires(app, as_user):
    values, finance = await contract_to_pay(app), await as_user("finance")
    request_id = await ask(await as_user("operations"), "disbursement.request", **values)
    opened = app.clock.now()
    set_clock(app, opened + timedelta(days=3, seconds=1))
    async with nothing_changes(app):
        refused(
            await attempt(finance, "second_person.approve", request_id=request_id),
            409,
            "second_person.expired",
        )
    assert (await finance.get(f"/second-person/requests/{request_id}")).json()["status"] == "expired"
    set_clock(app, opened)


async def test_who_lost_her_right_has_nothing_run_in_her_name(app, as_user):
    values, finance = await contract_to_pay(app), await as_user("finance")
    request_id = await ask(await as_user("operations"), "disbursement.request", **values)
    async with acting(app) as context:
        await context.connection.execute(
            "UPDATE user_account SET status = 'disabled' WHERE username = 'operations'"
        )
    async with nothing_changes(app):
        answer = await attempt(finance, "second_person.approve", request_id=request_id)
        refused(answer, 409, "second_person.requester_lost")
    async with acting(app) as context:
        await context.connection.execute(
            "UPDATE user_account SET status = 'active' WHERE username = 'operations'"
        )
    await act(finance, "second_person.approve", request_id=request_id)


@pytest.mark.parametrize("rival", ["second_person.approve", "second_person.refuse", "second_person.withdraw"])
async def test_two_at_once_decide_once(app, as_user, rival):
    values, finance = await contract_to_pay(app), await as_user("finance")
    operations = await as_user("operations")
    request_id = await ask(operations, "disbursement.request", **values)
    other = operations if rival.endswith("withdraw") else finance
    answers = await asyncio.gather(
        attempt(finance, "second_person.approve", request_id=request_id),
        attempt(other, rival, request_id=request_id),
    )
    assert sorted(one.status_code for one in answers) == [200, 409], [one.text for one in answers]
    async with acting(app) as context:
        paid = await context.connection.value(
            "SELECT count(*) FROM disbursement WHERE contract_id = %(contract_id)s", values
        )
    assert paid == (1 if rival.endswith("approve") or answers[0].status_code == 200 else 0)


async def test_a_repeated_call_asks_once(app, as_user):
    values, operations = await contract_to_pay(app), await as_user("operations")
    first, second = [
        (
            await operations.post(
                "/actions/disbursement.request", json=values, headers={"idempotency-key": "k1"}
            )
        ).json()
        for _ in range(2)
    ]
    assert first == second


async def test_inputs_are_not_readable_in_the_database(app, as_user):
    person = new_person()
    sales, applied = await as_user("sales"), await make_application(app, person=person)
    card = new_person().bank_card
    party = await record(sales, "party", applied.party_id)
    answer = await sales.patch(
        f"/records/party/{applied.party_id}",
        json={"bank_card": card},
        headers={"if-match": str(party["version"])},
    )
    assert answer.status_code == 202, answer.text
    async with acting(app) as context:
        rows = await context.connection.all("SELECT t::text AS text FROM second_person_request t")
    assert rows and not any(card in row.text or person.id_number in row.text for row in rows)
    now = await record(sales, "party", applied.party_id)
    assert (now["bank_card"], now["version"]) == (party["bank_card"], party["version"])
    request_id = answer.json()["second_person"]["request_id"]
    refused(await attempt(sales, "second_person.approve", request_id=request_id), 403, "second_person.own")
    await act(await as_user("operations"), "second_person.approve", request_id=request_id)
    assert (await record(sales, "party", applied.party_id))["bank_card"][-4:] == card[-4:]


@pytest.mark.parametrize("field", ["name", "bank_card", "bank_name", "id_number"])
async def test_a_payee_or_an_identity_changes_on_no_road_by_one_person(app, as_user, field):
    sales, applied = await as_user("sales"), await make_application(app)
    other = new_person()
    value = {"name": "别人", "bank_name": "别家", "bank_card": other.bank_card, "id_number": other.id_number}[
        field
    ]
    party = await record(sales, "party", applied.party_id)
    change = {"op": "update", "id": party["id"], "version": party["version"], "values": {field: value}}
    twin = await make_application(app, submit=False)
    node = {
        "id": "ask",
        "kind": "form",
        "label": "问",
        "assign": {"role": "sales"},
        "fields": [field],
        "next": "end",
    }
    body = {
        "object": "party",
        "label": "问",
        "nodes": [
            {"id": "start", "kind": "start", "label": "始", "by_hand": True, "next": "ask"},
            node,
            {"id": "end", "kind": "end", "label": "终", "outcome": "done"},
        ],
    }
    async with acting(app) as context:
        await publish(context, "process", f"ask_{field}", body, reason="试")
        await move_revision(context.connection)
    await act(sales, "process.start", process=f"ask_{field}", object="party", id=party["id"])
    mine = {"field": "subject_id", "op": "eq", "value": party["id"]}
    (task,) = await records(sales, "task", filter=json.dumps(mine))
    manager = await as_user("manager")
    async with nothing_changes(app):
        answer = await sales.post("/records/party:bulk", json={"operations": [change]})
        assert answer.status_code == 422 and "第二人复核" in answer.json()["detail"], answer.text
        filled = await attempt(
            sales, "task.complete", task_id=task["id"], outcome="submit", values={field: value}
        )
        refused(filled, 409, "second_person.needed", f"/values/{field}")
        merged = {"object": "party", "keep": party["id"], "drop": twin.party_id, "take": [field]}
        answer = await attempt(manager, "record.merge", **merged)
        assert answer.json()["code"] in ("second_person.needed", "invalid.fields"), answer.text


async def test_a_known_customer_is_paid_to_another_card_only_after_operations_agreed(app, as_user):
    person, card = new_person(), new_person().bank_card
    hers = await make_application(app, owner="sales2", person=person, submit=False)
    lead_id, sales = await make_lead(app, owner="sales", person=person), await as_user("sales")
    values = await conversion(app, lead_id, person)
    converted = await act(sales, "lead.convert", **{**values, "bank_card": card})
    assert converted["party_id"] == hers.party_id
    operations = await as_user("operations")
    assert (await record(operations, "party", hers.party_id))["bank_card"][-4:] == person.bank_card[-4:]
    await act(operations, "second_person.approve", request_id=converted["payee_request"]["request_id"])
    assert (await record(operations, "party", hers.party_id))["bank_card"][-4:] == card[-4:]
    async with acting(app) as context:
        changes = await context.connection.value(
            "SELECT detail->'changes' FROM audit_entry WHERE name = 'lending.party.payee_changed'"
            " ORDER BY id DESC LIMIT 1"
        )
    assert [one["old"][-4:] for one in changes[:1]] == [person.bank_card[-4:]]


async def test_a_known_number_under_another_name_is_refused(app, as_user):
    person = new_person()
    await make_application(app, owner="sales2", person=person, submit=False)
    lead_id, sales = await make_lead(app, owner="sales", name="王别人"), await as_user("sales")
    values = await conversion(app, lead_id, person)
    async with nothing_changes(app):
        refused(await attempt(sales, "lead.convert", **values), 409, "party.name_mismatch", "/id_number")


async def test_rights_change_by_two_people_only(app, as_user):
    known, role_id = await people(as_user), await make_role(as_user, "reader")
    security, second = await as_user("security"), await as_user("security2")
    request_id = await ask(security, "role.set_grants", role_id=role_id, grants=GRANTS)
    assert (await record(security, "role", role_id))["grants"]["objects"] == {}
    await act(second, "second_person.approve", request_id=request_id)
    assert (await record(security, "role", role_id))["grants"] == GRANTS
    request_id = await ask(
        security, "user.set_roles", user_id=known["finance"], role_keys=["finance", "reader"]
    )
    refused(await attempt(security, "second_person.approve", request_id=request_id), 403, "second_person.own")
    await act(second, "second_person.refuse", request_id=request_id, opinion="不需要")
    assert (await record(security, "user", known["finance"]))["role_keys"] == ["finance"]


async def test_rules_are_set_by_two_people_and_hold_from_an_amount_on(app, as_user):
    security, second = await as_user("security"), await as_user("security2")
    operations = await as_user("operations")
    rule = {"action": "disbursement.request", "mode": "amount", "from_amount": "10000.00"}
    request_id = await ask(security, "second_person.set_rule", **rule)
    await act(second, "second_person.approve", request_id=request_id)
    small, large = await make_contract(app, amount="9000.00"), await make_contract(app)
    assert (await attempt(operations, "disbursement.request", contract_id=small)).status_code == 200
    assert (await attempt(operations, "disbursement.request", contract_id=large)).status_code == 202
    found = {one["action"]: one for one in (await security.get("/second-person/rules")).json()["items"]}
    assert found["disbursement.request"]["from_amount"] == "10000.00"
    again = {"action": "disbursement.request", "mode": "always"}
    await act(
        second, "second_person.approve", request_id=await ask(security, "second_person.set_rule", **again)
    )
    assert (
        await attempt(operations, "disbursement.request", contract_id=await make_contract(app))
    ).status_code == 202


@pytest.mark.parametrize(
    "rule",
    [
        {"action": "second_person.set_rule", "mode": "never"},
        {"action": "record.comment", "mode": "amount", "from_amount": "1.00"},
        {"action": "disbursement.request", "mode": "amount"},
        {"action": "disbursement.request", "mode": "never", "from_amount": "1.00"},
        {"action": "application.approve", "mode": "always"},
        {"action": "guide.answer", "mode": "sometimes"},
    ],
)
async def test_a_rule_that_cannot_be_is_refused(app, as_user, rule):
    security = await as_user("security")
    async with nothing_changes(app):
        answer = await attempt(security, "second_person.set_rule", **rule)
        assert answer.status_code == 422, answer.text


async def test_what_decides_is_published_by_two_people(app, as_user):
    builder, strategist = await as_user("builder"), await as_user("strategist")
    body = (await builder.get("/definitions/process/consumer_loan")).json()["published"]["body"]
    body = {**body, "label": {"zh": "新审批", "en": "New approval"}}
    saved = await act(builder, "definition.save", kind="process", key="consumer_loan", body=body)
    assert saved["faults"] == []
    drafts = [{"kind": "process", "key": "consumer_loan"}]
    request_id = await ask(builder, "definition.publish", drafts=drafts, reason="改名")
    shown = (await strategist.get(f"/second-person/requests/{request_id}")).json()
    assert "新审批" in str(shown["facts"])
    # The draft changes after it was asked for: what was shown is not what would be published.
    await act(
        builder,
        "definition.save",
        kind="process",
        key="consumer_loan",
        body={**body, "label": {"zh": "别的", "en": "Other"}},
    )
    async with nothing_changes(app):
        answer = await attempt(strategist, "second_person.approve", request_id=request_id)
        refused(answer, 409, "second_person.changed")
    await act(builder, "definition.save", kind="process", key="consumer_loan", body=body)
    await act(strategist, "second_person.approve", request_id=request_id)
    live = (await builder.get("/definitions/process/consumer_loan")).json()["published"]
    assert live["body"]["label"]["zh"] == "新审批"


async def test_pages_are_published_by_one_person(as_user):
    builder = await as_user("builder")
    body = {"title": {"zh": "页", "en": "Page"}, "blocks": []}
    await act(builder, "definition.save", kind="page", key="plain_page", body=body)
    await act(builder, "definition.publish", drafts=[{"kind": "page", "key": "plain_page"}], reason="新页")


@pytest.mark.parametrize("whose", ["security2", "auditor"])
async def test_an_administrators_password_is_reset_by_two_people(app, as_user, whose):
    known, admin, security = await people(as_user), await as_user("admin"), await as_user("security")
    request_id = await ask(admin, "user.reset_password", user_id=known[whose])
    async with acting(app) as context:
        kept = await context.connection.value(
            "SELECT password_hash FROM user_account WHERE username = %(whose)s", {"whose": whose}
        )
    assert kept is not None
    await act(security, "second_person.refuse", request_id=request_id, opinion="本人未要求")


async def test_a_clerks_password_is_reset_by_the_administrator(as_user):
    known = await people(as_user)
    assert (
        await attempt(await as_user("admin"), "user.reset_password", user_id=known["sales2"])
    ).status_code == 200

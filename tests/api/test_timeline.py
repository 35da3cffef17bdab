"""Timelines say in words what was kept as keys: options, nodes, rules, and what records are called."""

from support.http import act, record, records
from support.lending import DECLINED, make_application, make_lead


async def timeline(client, object_key, record_id):
    response = await client.get(f"/timeline/{object_key}/{record_id}")
    assert response.status_code == 200, response.text
    return response.json()["items"]


def change_of(items, name, field):
    return next(
        change
        for item in items
        if item["name"] == name
        for change in item["changes"]
        if change["field"] == field
    )


async def test_a_record_referred_to_is_called_what_the_reader_may_call_it(app, as_user):
    applied = await make_application(app)
    sales, underwriter = await as_user("sales"), await as_user("underwriter")
    items = await timeline(sales, "application", applied.application_id)
    party = change_of(items, "application.created", "party_id")
    assert party["titles"] == {applied.party_id: applied.person.name}
    lead = change_of(items, "application.created", "lead_id")
    assert lead["titles"] == {applied.lead_id: applied.person.name}

    seen = await timeline(underwriter, "application", applied.application_id)
    assert change_of(seen, "application.created", "lead_id")["titles"] == {}  # she reads no leads
    assert "titles" not in change_of(seen, "application.created", "amount")


async def test_who_had_a_record_before_and_has_it_now_are_called_by_their_names(app, as_user):
    lead_id, manager = await make_lead(app), await as_user("manager")
    names = {one["id"]: one["name"] for one in await records(manager, "user", limit=200)}
    before = (await record(manager, "lead", lead_id))["owner_id"]
    after = next(one for one in names if one != before)
    await act(manager, "lead.assign", lead_id=lead_id, owner_id=after)
    change = change_of(await timeline(manager, "lead", lead_id), "lending.lead.assigned", "owner_id")
    assert change["titles"] == {one: names[one] for one in (before, after)}


async def test_an_outcome_and_a_rule_are_told_in_both_languages(app, as_user):
    applied = await make_application(app, DECLINED)
    items = await timeline(await as_user("underwriter"), "application", applied.application_id)
    told = {item["name"]: item["summary"] for item in items}
    assert told["process.instance.completed"] == {"zh": "流程结束：拒绝", "en": "Process completed: Rejected"}
    decided = told["lending.application.decided"]
    assert "consumer_loan" not in decided["zh"] + decided["en"]
    assert decided["zh"].startswith("规则决策：拒绝 · ")
    assert decided["en"].startswith("Decided by rule: Decline · ")


async def test_what_a_rule_came_to_is_told_only_to_who_reads_decisions(app, as_user):
    applied = await make_application(app, DECLINED)
    heard = {}
    for name in ("sales", "underwriter"):
        client = await as_user(name)
        items = await timeline(client, "application", applied.application_id)
        (told,) = [one["summary"]["zh"] for one in items if one["name"] == "lending.application.decided"]
        application = await record(client, "application", applied.application_id)
        process = (await client.get(f"/process-instances/{application['process_instance_id']}")).json()
        (rules,) = [one["outcome"] for one in process["history"] if one["node"] == "rules"]
        heard[name] = (told, rules)
    assert heard["sales"] == ("规则决策", None)
    told, rules = heard["underwriter"]
    assert told.startswith("规则决策：拒绝 · ") and told.rpartition(" · ")[2].isdigit()
    assert rules == "decline"

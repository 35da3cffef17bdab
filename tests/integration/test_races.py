"""Two at once: one wins, the other is told, and the books stay right."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from support.app import acting, end_days, ledger_faults, run_jobs, today
from support.http import act, attempt, record, records
from support.lending import (
    REFERRED,
    conversion,
    make_application,
    make_contract,
    make_lead,
    make_loan,
    new_person,
)
from zhuxin.lending.day_end.actions import end_day
from zhuxin.lending.disbursements.actions import complete


async def at_once(*calls):
    """The statuses of calls made at the same time."""
    responses = await asyncio.gather(*calls)
    return Counter(response.status_code for response in responses)


async def test_repayments_of_one_loan_follow_each_other(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    statuses = await at_once(
        *(attempt(client, "loan.repay", loan_id=loan_id, amount="100.00") for _ in range(6))
    )
    assert statuses == {200: 6}
    transactions = (await client.get(f"/loans/{loan_id}/transactions")).json()["items"]
    assert [one["sequence"] for one in transactions] == list(range(7, 0, -1))
    assert (await record(client, "loan", loan_id))["credit_balance"] == "600.00"
    assert await ledger_faults(app) == {}


async def test_loan_is_settled_once(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    statuses = await at_once(*(attempt(client, "loan.settle_early", loan_id=loan_id) for _ in range(3)))
    assert statuses == {200: 1, 409: 2}
    assert await ledger_faults(app) == {}


async def test_repayment_is_reversed_once(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    made = await act(client, "loan.repay", loan_id=loan_id, amount="100.00")
    values = {"repayment_id": made["repayment_id"], "reason": "重复"}
    assert await at_once(*(attempt(client, "repayment.reverse", **values) for _ in range(3))) == {
        200: 1,
        409: 2,
    }
    assert await ledger_faults(app) == {}


async def test_lead_is_converted_once(app, as_user):
    person, client = new_person(), await as_user("sales")
    lead_id = await make_lead(app, person=person)
    values = await conversion(app, lead_id, person)
    assert await at_once(*(attempt(client, "lead.convert", **values) for _ in range(3))) == {200: 1, 409: 2}
    found = [one for one in await records(client, "application", limit=200) if one["lead_id"] == lead_id]
    assert len(found) == 1


async def test_two_leads_of_one_person_make_one_customer(app, as_user):
    person, client = new_person(), await as_user("sales")
    leads = [await make_lead(app, person=person) for _ in range(2)]
    values = [await conversion(app, lead_id, person) for lead_id in leads]
    statuses = await at_once(*(attempt(client, "lead.convert", **one) for one in values))
    assert set(statuses) <= {200, 409}
    assert statuses[200] >= 1
    parties = [one for one in await records(client, "party", limit=200) if one["name"] == person.name]
    assert len(parties) == 1


async def test_contract_is_paid_out_once(app, as_user):
    contract_id, client = await make_contract(app), await as_user("operations")
    statuses = await at_once(
        *(attempt(client, "disbursement.request", contract_id=contract_id) for _ in range(3))
    )
    assert statuses == {200: 1, 409: 2}
    await run_jobs(app)
    loans = [one for one in await records(client, "loan", limit=200) if one["contract_id"] == contract_id]
    assert len(loans) == 1


async def test_callbacks_at_once_book_one_loan(app, as_user):
    contract_id, client = await make_contract(app), await as_user("operations")
    made = await act(client, "disbursement.request", contract_id=contract_id)
    reference = (await record(client, "disbursement", made["disbursement_id"]))["reference"]

    async def called_back():
        async with acting(app) as context:
            return await complete(context, reference, "succeeded", None)

    booked = await asyncio.gather(*(called_back() for _ in range(3)))
    assert len([one for one in booked if one]) == 1
    assert await ledger_faults(app) == {}


async def test_both_underwriters_at_once_end_the_process_once(app, as_user):
    applied = await make_application(app, REFERRED)
    calls = []
    for username in ("underwriter", "underwriter2"):
        client = await as_user(username)
        tasks = [
            one
            for one in await records(client, "task", limit=200)
            if one["subject_id"] == applied.application_id
        ]
        calls += [attempt(client, "task.complete", task_id=one["id"], outcome="approve") for one in tasks]
    assert await at_once(*calls) == {200: 2}
    assert (await record(await as_user("manager"), "application", applied.application_id))[
        "status"
    ] == "approved"
    entries = (
        await (await as_user("auditor")).get("/audit", params={"record_id": applied.application_id})
    ).json()
    names = [entry["action"] for entry in entries["items"]]
    assert names.count("lending.application.approved") == 1


async def test_change_of_one_version_is_taken_once(app, as_user):
    lead_id, client = await make_lead(app), await as_user("sales")
    version = {"if-match": str((await record(client, "lead", lead_id))["version"])}
    path = f"/records/lead/{lead_id}"
    calls = (client.patch(path, json={"purpose": f"用途{n}"}, headers=version) for n in range(3))
    assert await at_once(*calls) == {200: 1, 412: 2}


async def test_field_is_added_once(app, as_user):
    client = await as_user("builder")
    values = {"object": "lead", "key": "race", "label_zh": "赛", "kind": "text"}
    statuses = await at_once(*(attempt(client, "field.create", **values) for _ in range(3)))
    assert statuses == {200: 1, 409: 2}


@pytest.mark.parametrize("repayments", [1, 4])
async def test_repayments_during_day_end(app, as_user, repayments):
    loans, client = [await make_loan(app) for _ in range(repayments)], await as_user("operations")
    await end_days(app, await today(app) + timedelta(days=45))
    day = await today(app)

    async def ends():
        async with acting(app) as context:
            return await end_day(context)

    begun, *responses = await asyncio.gather(
        ends(), *(attempt(client, "loan.repay", loan_id=loan_id, amount="700.00") for loan_id in loans)
    )
    assert begun == day + timedelta(days=1)
    assert {response.status_code for response in responses} <= {200, 409}
    assert await ledger_faults(app) == {}
    await end_days(app, day + timedelta(days=3))
    assert await ledger_faults(app) == {}

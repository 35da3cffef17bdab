"""Collections: cases from day-end, contacts within the law, promises kept and broken, cases closed."""

from datetime import date, timedelta

import pytest

from support.app import end_days, ledger_faults, nothing_changes, set_clock, today
from support.http import act, attempt, record, records, refused
from support.lending import make_loan


async def overdue_case(app, as_user, days=4):
    """A loan that is so many days late, with its case."""
    loan_id = await make_loan(app)
    operations = await as_user("operations")
    due = date.fromisoformat(
        (await operations.get(f"/loans/{loan_id}/schedule")).json()["items"][0]["due_date"]
    )
    await end_days(app, due + timedelta(days=days))
    return loan_id, due, await case_of(as_user, loan_id)


async def case_of(as_user, loan_id):
    client = await as_user("collector")
    found = [one for one in await records(client, "collection_case", limit=200) if one["loan_id"] == loan_id]
    assert len(found) <= 1
    return found[0] if found else None


async def contact(client, case, outcome="reached"):
    return await attempt(
        client,
        "collection.log_contact",
        collection_case_id=case["id"],
        channel="call",
        outcome=outcome,
        note="说明",
    )


async def test_case_opens_after_grace_and_closes_when_cured(app, as_user):
    loan_id, due, case = await overdue_case(app, as_user, days=3)
    assert case is None
    await end_days(app, due + timedelta(days=4))
    case = await case_of(as_user, loan_id)
    assert (case["status"], case["bucket"], case["days_past_due"]) == ("open", "M1", 4)
    loan = await record(await as_user("operations"), "loan", loan_id)
    assert case["overdue_amount"] == loan["overdue_amount"] != "0.00"
    operations = await as_user("operations")
    position = (await operations.get(f"/loans/{loan_id}")).json()
    short = f"{float(loan['overdue_amount']) / 2:.2f}"
    await act(operations, "loan.repay", loan_id=loan_id, amount=short)
    assert (await case_of(as_user, loan_id))["status"] == "open"
    await act(operations, "loan.repay", loan_id=loan_id, amount=loan["overdue_amount"])
    assert float(position["penalty"]) > 0
    cured = await case_of(as_user, loan_id)
    assert (cured["status"], cured["closed_date"], cured["overdue_amount"]) == (
        "closed",
        (await today(app)).isoformat(),
        "0.00",
    )
    collector = await as_user("collector")
    async with nothing_changes(app):
        refused(await contact(collector, cured), 409, "collection.closed")
    assert await ledger_faults(app) == {}


async def test_case_moves_on_with_its_loan(app, as_user):
    loan_id, due, case = await overdue_case(app, as_user)
    await end_days(app, due + timedelta(days=31))
    moved = await case_of(as_user, loan_id)
    assert (moved["id"], moved["bucket"], moved["days_past_due"]) == (case["id"], "M2", 31)


@pytest.mark.parametrize(
    ("hour", "minute", "allowed"),
    [(0, 0, True), (13, 59, True), (14, 0, False), (23, 59, False), (16, 0, False)],
)
async def test_no_contact_in_quiet_hours(app, as_user, hour, minute, allowed):
    """Hours in UTC: eight in the morning in Shanghai is midnight, ten in the evening is 14:00."""
    _, _, case = await overdue_case(app, as_user)
    client = await as_user("collector")
    set_clock(app, app.clock.now().replace(hour=hour, minute=minute))
    if allowed:
        assert (await contact(client, case)).status_code == 200
    else:
        async with nothing_changes(app):
            refused(await contact(client, case), 409, "collection.quiet_hours")


async def test_three_contacts_a_day_and_again_the_next(app, as_user):
    _, _, case = await overdue_case(app, as_user)
    client = await as_user("collector")
    for _ in range(3):
        assert (await contact(client, case, "no_answer")).status_code == 200
    async with nothing_changes(app):
        refused(await contact(client, case), 409, "collection.contact_limit")
    found = await record(client, "collection_case", case["id"])
    assert found["contacts"] == 3
    set_clock(app, app.clock.now() + timedelta(days=1))
    assert (await contact(client, case)).status_code == 200


async def test_complaint_stops_contact_for_good(app, as_user):
    _, _, case = await overdue_case(app, as_user)
    client = await as_user("collector")
    assert (await contact(client, case, "complaint")).status_code == 200
    for _ in range(2):
        async with nothing_changes(app):
            refused(await contact(client, case), 409, "collection.complaint")
        set_clock(app, app.clock.now() + timedelta(days=1))


async def promise(client, case, amount, day):
    return await attempt(
        client,
        "collection.promise",
        collection_case_id=case["id"],
        amount=amount,
        promise_date=day.isoformat(),
    )


async def status_of_promise(client, made):
    assert made.status_code == 200, made.text
    return (await record(client, "promise", made.json()["result"]["promise_id"]))["status"]


async def test_bad_promises_are_refused(app, as_user):
    _, _, case = await overdue_case(app, as_user)
    client, now = await as_user("collector"), await today(app)
    async with nothing_changes(app):
        refused(
            await promise(client, case, "100.00", now - timedelta(days=1)),
            422,
            "promise.date",
            "/promise_date",
        )
        refused(await promise(client, case, "99999.00", now), 422, "promise.amount", "/amount")
        refused(await promise(client, case, "0.00", now), 422, "invalid.fields", "/amount")
        refused(await promise(client, case, "-1.00", now), 422, "invalid.fields", "/amount")


async def test_promise_that_was_kept(app, as_user):
    loan_id, _, case = await overdue_case(app, as_user)
    client, now = await as_user("collector"), await today(app)
    made = await promise(client, case, "100.00", now + timedelta(days=2))
    assert await status_of_promise(client, made) == "open"
    assert (await case_of(as_user, loan_id))["status"] == "promised"
    await end_days(app, now + timedelta(days=1))
    await act(await as_user("operations"), "loan.repay", loan_id=loan_id, amount="100.00")
    await end_days(app, now + timedelta(days=2))
    assert await status_of_promise(client, made) == "open"
    await end_days(app, now + timedelta(days=3))
    assert await status_of_promise(client, made) == "kept"


async def test_promise_that_was_broken_puts_the_case_back(app, as_user):
    loan_id, _, case = await overdue_case(app, as_user)
    client, now = await as_user("collector"), await today(app)
    made = await promise(client, case, "100.00", now + timedelta(days=1))
    paid = await act(await as_user("operations"), "loan.repay", loan_id=loan_id, amount="100.00")
    await act(
        await as_user("operations"), "repayment.reverse", repayment_id=paid["repayment_id"], reason="退票"
    )
    await end_days(app, now + timedelta(days=2))
    assert await status_of_promise(client, made) == "broken"
    assert (await case_of(as_user, loan_id))["status"] == "open"


async def test_collector_reads_no_leads_and_only_her_own_cases(app, as_user):
    _, _, case = await overdue_case(app, as_user)
    client = await as_user("collector")
    refused(await client.get("/records/lead"), 403, "permission.denied")
    manager = await as_user("manager")
    (builder,) = [one for one in await records(manager, "user", limit=200) if one["name"] == "沈建"]
    await act(manager, "collection.assign", collection_case_id=case["id"], collector_id=builder["id"])
    refused(await client.get(f"/records/collection_case/{case['id']}"), 404, "not_found")
    async with nothing_changes(app):
        refused(await contact(client, case), 404, "not_found")

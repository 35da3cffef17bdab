"""Day-end against replay: whatever borrowers do, the daily accrual is what a replay of the loans gives."""

import random
from datetime import date, timedelta

import pytest

from support.app import acting, end_days, ledger_faults, run_jobs, today
from support.http import act, attempt, record, refused
from support.lending import make_loan
from zhuxin.core.money import parse_minor
from zhuxin.lending.day_end.actions import end_day
from zhuxin.lending.ledger.checks import trial_balance

DAYS = 92


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_random_repayments_leave_ledger_and_loans_agreeing(app, as_user, seed):
    draw = random.Random(seed)
    client = await as_user("operations")
    loans = [
        await make_loan(
            app,
            amount=f"{draw.randrange(500, 12000)}.{draw.randrange(100):02d}",
            periods=draw.randrange(3, 24),
        )
        for _ in range(5)
    ]
    first = await today(app)
    posted = []
    for day in range(1, DAYS):
        await end_days(app, first + timedelta(days=day))
        for loan_id in loans:
            if draw.random() < 0.06:
                posted += await something_happens(client, draw, loan_id, posted, first, await today(app))
        if day % 7 == 0:
            assert await ledger_faults(app) == {}, f"seed {seed}, day {day}"
    assert await ledger_faults(app) == {}
    assert posted
    async with app.database.connection() as connection:
        assert sum((await trial_balance(connection)).values()) == 0


async def something_happens(client, draw, loan_id, posted, first, now):
    """A repayment of any size, on time or back-dated, one or two a day; a settlement; or a reversal."""
    deed = draw.random()
    if deed < 0.15 and posted:
        await attempt(client, "repayment.reverse", repayment_id=draw.choice(posted), reason="随机冲正")
        return []
    if deed < 0.2:
        response = await attempt(client, "loan.settle_early", loan_id=loan_id)
        return [response.json()["result"]["repayment_id"]] if response.status_code == 200 else []
    made = []
    for _ in range(draw.choice((1, 1, 2))):
        value_date = now if draw.random() < 0.6 else max(first, now - timedelta(days=draw.randrange(1, 30)))
        amount = f"{draw.choice((1, 37, 250, 900, 2500))}.{draw.randrange(100):02d}"
        response = await attempt(
            client, "loan.repay", loan_id=loan_id, amount=amount, value_date=value_date.isoformat()
        )
        assert response.status_code in (200, 409), response.text
        if response.status_code == 200:
            made.append(response.json()["result"]["repayment_id"])
    return made


async def test_two_repayments_of_an_overdue_loan_on_one_day(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    await end_days(app, await today(app) + timedelta(days=50))
    for amount in ("10.00", "20.00", "300.00"):
        await act(client, "loan.repay", loan_id=loan_id, amount=amount)
        assert await ledger_faults(app) == {}
    await end_days(app, await today(app) + timedelta(days=3))
    assert await ledger_faults(app) == {}


async def test_day_end_is_asked_for_and_run_as_a_job(app, as_user):
    admin, first = await as_user("admin"), await today(app)
    made = await act(admin, "day_end.run", through_date=first.isoformat())
    await run_jobs(app)
    assert await today(app) == first + timedelta(days=1)
    jobs = (await admin.get("/jobs")).json()["items"]
    (job,) = [one for one in jobs if one["id"] == made["job_id"]]
    assert (job["status"], job["done"], job["total"]) == ("completed", 1, 1)
    for bad in (first, first + timedelta(days=4000)):
        refused(
            await attempt(admin, "day_end.run", through_date=bad.isoformat()),
            422,
            "day_end.through_date",
            "/through_date",
        )


async def test_a_day_that_fails_leaves_nothing_of_itself(app):
    loan_id = await make_loan(app)
    first = await today(app)
    with pytest.raises(RuntimeError):
        async with acting(app) as context:
            await end_day(context)
            raise RuntimeError("the power went")
    assert await today(app) == first
    assert await ledger_faults(app) == {}
    async with app.database.connection() as connection:
        principal = await connection.value("SELECT principal FROM loan WHERE id = %(id)s", {"id": loan_id})
        assert principal == parse_minor("12000.00")


async def test_days_past_due_count_from_the_oldest_unpaid_day_after_grace(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    schedule = (await client.get(f"/loans/{loan_id}/schedule")).json()["items"]
    due = date.fromisoformat(schedule[0]["due_date"])
    for days, status, bucket, past_due in (
        (3, "active", "M0", 0),
        (4, "overdue", "M1", 4),
        (31, "overdue", "M2", 31),
    ):
        await end_days(app, due + timedelta(days=days))
        found = await record(client, "loan", loan_id)
        assert (found["status"], found["bucket"], found["days_past_due"]) == (status, bucket, past_due)
        position = (await client.get(f"/loans/{loan_id}")).json()
        assert (position["status"], position["bucket"], position["days_past_due"]) == (
            status,
            bucket,
            past_due,
        )


@pytest.mark.parametrize("events", [0, 1, 2])
async def test_credit_is_used_once_on_the_due_date(app, as_user, events):
    loan_id, client = await make_loan(app), await as_user("operations")
    first = (await client.get(f"/loans/{loan_id}/schedule")).json()["items"][0]
    await act(client, "loan.repay", loan_id=loan_id, amount="1500.00")
    due = date.fromisoformat(first["due_date"])
    await end_days(app, due)
    assert await ledger_faults(app) == {}
    assert (await record(client, "loan", loan_id))["outstanding_principal"] == first["balance"]
    for _ in range(events):
        await act(client, "loan.repay", loan_id=loan_id, amount="1.00")
        assert await ledger_faults(app) == {}
    await end_days(app, due + timedelta(days=1))
    assert await ledger_faults(app) == {}

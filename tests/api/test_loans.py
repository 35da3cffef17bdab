"""Loans: positions, schedules, transactions and journals, and what repayments do to them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from support.app import end_days, ledger_faults, nothing_changes, today
from support.http import act, attempt, record, records, refused
from support.lending import make_loan


async def position(client, loan_id, **params):
    response = await client.get(f"/loans/{loan_id}", params=params)
    assert response.status_code == 200, response.text
    return response.json()


async def test_position_follows_the_schedule(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    day = await today(app)
    found = await position(client, loan_id)
    assert found["as_of"] == day.isoformat()
    assert found["outstanding_principal"] == found["principal"] == "12000.00"
    assert found["accrued_interest"] == "0.00"
    assert found["status"] == "active"
    schedule = (await client.get(f"/loans/{loan_id}/schedule")).json()
    first = schedule["items"][0]
    assert (found["next_due_date"], found["next_due_amount"]) == (first["due_date"], first["payment"])
    later = await position(client, loan_id, as_of=first["due_date"])
    assert later["due"]["interest"] == first["interest"] == "180.00"  # 12000 at 1.5 % a month
    overdue = await position(client, loan_id, as_of=(day + timedelta(days=60)).isoformat())
    assert overdue["days_past_due"] > 0
    assert overdue["status"] == "overdue"


async def test_schedule_adds_up(app, as_user):
    loan_id, client = await make_loan(app, periods=9), await as_user("operations")
    schedule = (await client.get(f"/loans/{loan_id}/schedule")).json()
    for column in ("principal", "interest", "fee", "payment"):
        assert Decimal(schedule["totals"][column]) == sum(Decimal(one[column]) for one in schedule["items"])
    assert schedule["totals"]["principal"] == "12000.00"
    assert schedule["items"][-1]["balance"] == "0.00"
    stored = await records(
        client, "installment", filter=f'{{"field":"loan_id","op":"eq","value":"{loan_id}"}}', sort="number"
    )
    assert [one["payment"] for one in stored] == [one["payment"] for one in schedule["items"]]


@pytest.mark.parametrize("offset", [-1, 20000])
async def test_as_of_outside_the_loan_is_refused(app, as_user, offset):
    loan_id, client = await make_loan(app), await as_user("operations")
    day = await today(app) + timedelta(days=offset)
    refused(await client.get(f"/loans/{loan_id}", params={"as_of": day.isoformat()}), 422, "loan.as_of")


@pytest.mark.parametrize("path", ["", "/schedule", "/transactions", "/journal"])
async def test_who_may_not_see_the_loan_finds_nothing(app, as_user, path):
    loan_id = await make_loan(app, owner="sales")
    refused(await (await as_user("sales2")).get(f"/loans/{loan_id}{path}"), 404, "not_found")
    refused(await (await as_user("admin")).get(f"/loans/{loan_id}{path}"), 403, "permission.denied")
    refused(await (await as_user("operations")).get(f"/loans/no-such-loan{path}"), 404, "not_found")


async def test_repayment_shows_in_position_transactions_and_journal(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    first = (await client.get(f"/loans/{loan_id}/schedule")).json()["items"][0]
    await end_days(app, date.fromisoformat(first["due_date"]))
    posted = await act(client, "loan.repay", loan_id=loan_id, amount=first["payment"])
    assert posted["allocation"]["principal"] == first["principal"]
    assert posted["allocation"]["interest"] == first["interest"]
    assert (await position(client, loan_id))["outstanding_principal"] == first["balance"]
    transactions = (await client.get(f"/loans/{loan_id}/transactions")).json()["items"]
    assert [one["kind"] for one in transactions] == ["repaid", "disbursed"]
    journals = (await client.get(f"/loans/{loan_id}/journal")).json()["items"]
    assert journals
    for journal in journals:
        assert sum(Decimal(line["debit"]) - Decimal(line["credit"]) for line in journal["lines"]) == 0
    assert await ledger_faults(app) == {}


async def test_what_is_paid_too_much_is_kept_as_credit_and_used(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    schedule = (await client.get(f"/loans/{loan_id}/schedule")).json()["items"]
    posted = await act(client, "loan.repay", loan_id=loan_id, amount="3000.00")
    assert posted["credit"] == "3000.00"
    assert (await position(client, loan_id))["credit_balance"] == "3000.00"
    assert await ledger_faults(app) == {}
    await end_days(app, date.fromisoformat(schedule[0]["due_date"]) + timedelta(days=1))
    left = Decimal("3000.00") - Decimal(schedule[0]["payment"])
    found = await position(client, loan_id)
    assert Decimal(found["credit_balance"]) == left
    assert found["outstanding_principal"] == schedule[0]["balance"]
    assert await ledger_faults(app) == {}


async def test_reversal_restores_the_loan(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    await end_days(app, await today(app) + timedelta(days=40))
    before = await position(client, loan_id)
    stored = await record(client, "loan", loan_id)
    posted = await act(client, "loan.repay", loan_id=loan_id, amount="500.00")
    assert await position(client, loan_id) != before
    await act(client, "repayment.reverse", repayment_id=posted["repayment_id"], reason="付错了贷款")
    assert await position(client, loan_id) == before
    again = await record(client, "loan", loan_id)
    changing = {"version", "updated_at"}
    assert {k: v for k, v in again.items() if k not in changing} == {
        k: v for k, v in stored.items() if k not in changing
    }
    assert (await record(client, "repayment", posted["repayment_id"]))["status"] == "reversed"
    assert await ledger_faults(app) == {}
    async with nothing_changes(app):
        refused(
            await attempt(client, "repayment.reverse", repayment_id=posted["repayment_id"], reason="再来"),
            409,
            "repayment.already_reversed",
        )


async def test_early_settlement_takes_the_payoff_amount(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    await end_days(app, await today(app) + timedelta(days=10))
    payoff = (await position(client, loan_id))["payoff_amount"]
    settled = await act(client, "loan.settle_early", loan_id=loan_id)
    assert settled["settled"] is True
    assert settled["amount"] == payoff
    assert (await record(client, "loan", loan_id))["status"] == "settled"
    assert await ledger_faults(app) == {}
    async with nothing_changes(app):
        refused(await attempt(client, "loan.repay", loan_id=loan_id, amount="1.00"), 409, "loan.settled")
        refused(await attempt(client, "loan.settle_early", loan_id=loan_id), 409, "loan.settled")
    reversal = await attempt(client, "repayment.reverse", repayment_id=settled["repayment_id"], reason="退回")
    assert reversal.status_code == 200
    assert (await position(client, loan_id))["payoff_amount"] == payoff
    assert await ledger_faults(app) == {}


async def test_back_dated_repayment_costs_no_penalty(app, as_user):
    loan_id, client = await make_loan(app), await as_user("operations")
    first = (await client.get(f"/loans/{loan_id}/schedule")).json()["items"][0]
    due = date.fromisoformat(first["due_date"])
    await end_days(app, due + timedelta(days=10))
    assert Decimal((await position(client, loan_id))["penalty"]) > 0
    await act(client, "loan.repay", loan_id=loan_id, amount=first["payment"], value_date=due.isoformat())
    found = await position(client, loan_id)
    assert found["penalty"] == "0.00"
    assert found["days_past_due"] == 0
    assert found["status"] == "active"
    assert await ledger_faults(app) == {}
    await end_days(app, due + timedelta(days=14))
    assert await ledger_faults(app) == {}


@pytest.mark.parametrize(
    ("values", "code", "pointer"),
    [
        ({"amount": "0.00"}, "invalid.fields", "/amount"),
        ({"amount": "-5.00"}, "invalid.fields", "/amount"),
        ({"amount": "1.005"}, "invalid.fields", "/amount"),
        ({"amount": 5}, "invalid.fields", "/amount"),
        ({"amount": "NaN"}, "invalid.fields", "/amount"),
        ({}, "invalid.fields", "/amount"),
        ({"amount": "5.00", "value_date": "2026-02-30"}, "invalid.fields", "/value_date"),
        ({"amount": "5.00", "value_date": "2030-01-01"}, "loan.value_date", "/value_date"),
        ({"amount": "5.00", "value_date": "2020-01-01"}, "loan.value_date", "/value_date"),
        ({"amount": "5.00", "channel": "barter"}, "invalid.fields", "/channel"),
    ],
)
async def test_bad_repayment_is_refused_and_changes_nothing(app, as_user, values, code, pointer):
    loan_id, client = await make_loan(app), await as_user("operations")
    async with nothing_changes(app):
        refused(await attempt(client, "loan.repay", loan_id=loan_id, **values), 422, code, pointer)

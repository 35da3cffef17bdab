"""Figures that agree with the records they count."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from support.app import end_days, today
from support.http import records, refused
from support.lending import DECLINED, REFERRED, make_application, make_lead, make_loan


@pytest.fixture(scope="module", autouse=True)
async def business(app):
    await make_lead(app)
    for answers in (DECLINED, REFERRED):
        await make_application(app, answers)
    await make_loan(app)
    await make_loan(app, owner="sales2", amount="3000.00")
    await end_days(app, await today(app) + timedelta(days=40))


@pytest.mark.parametrize("username", ["manager", "sales", "sales2", "collector", "operations"])
async def test_home_figures_are_those_of_the_lists_behind_them(as_user, username):
    client = await as_user(username)
    home = (await client.get("/insights/home")).json()
    assert home["figures"]
    for figure in home["figures"]:
        params = {"filter": json.dumps(figure["filter"]), "count": "true", "limit": 200}
        page = (await client.get(f"/records/{figure['filter_object']}", params=params)).json()
        if figure["unit"] == "count":
            assert int(figure["value"]) == page["total"], figure["key"]
        else:
            key = "next_due_amount" if figure["key"] == "due_today" else figure["key"] + "_principal"
            assert Decimal(figure["value"]) == sum(Decimal(one[key]) for one in page["items"]), figure["key"]


async def test_portfolio_adds_up(as_user):
    client = await as_user("manager")
    found = (await client.get("/insights/portfolio")).json()
    counts = [stage["count"] for stage in found["funnel"]]
    assert counts == sorted(counts, reverse=True) == [5, 4, 2, 2]
    loans = await records(client, "loan", limit=200)
    assert sum(bucket["count"] for bucket in found["buckets"]) == len(loans)
    outstanding = sum(Decimal(bucket["outstanding"]) for bucket in found["buckets"])
    assert outstanding == sum(Decimal(loan["outstanding_principal"]) for loan in loans)
    assert sum(band["applicants"] for band in found["score_bands"]) == 4
    refused(await (await as_user("security")).get("/insights/portfolio"), 403, "permission.denied")


async def test_search_finds_within_the_scope(app, as_user):
    (loan,) = [
        one
        for one in await records(await as_user("manager"), "loan", limit=200)
        if one["principal"] == "3000.00"
    ]
    for username, finds in (("manager", True), ("sales2", True), ("sales", False), ("security", False)):
        items = (await (await as_user(username)).get("/search", params={"q": loan["number"]})).json()["items"]
        assert (loan["id"] in [one["id"] for one in items]) == finds

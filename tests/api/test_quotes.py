"""The loan calculator: an example worked by hand, and every refusal with its pointer."""

import pytest

from support.app import nothing_changes
from support.http import refused

TERMS = {"principal": "120000.00", "annual_rate": "0.0720", "periods": 12, "start_date": "2026-01-15"}


async def test_quote_of_a_year(app, as_user):
    client = await as_user("finance")
    async with nothing_changes(app):
        response = await client.post("/quotes", json=TERMS)
    assert response.status_code == 200, response.text
    found = response.json()
    assert len(found["installments"]) == 12
    first = found["installments"][0]
    assert (first["due_date"], first["interest"]) == ("2026-02-15", "720.00")  # 120000 at 0.6 % a month
    assert found["installments"][-1]["balance"] == "0.00"
    assert found["totals"]["principal"] == "120000.00"
    assert float(found["rates"]["nominal_annual"]) == pytest.approx(0.072, abs=1e-5)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"unknown": 1}, "/unknown"),
        ({"annual_rate": "0.2401"}, "/annual_rate"),
        ({"annual_rate": "-0.01"}, "/annual_rate"),
        ({"annual_rate": 0.05}, "/annual_rate"),
        ({"principal": "-1.00"}, "/principal"),
        ({"principal": "0.00"}, "/principal"),
        ({"principal": "1.001"}, "/principal"),
        ({"principal": 120000}, "/principal"),
        ({"principal": None}, "/principal"),
        ({"periods": 0}, "/periods"),
        ({"periods": 601}, "/periods"),
        ({"periods": "12"}, "/periods"),
        ({"periods": True}, "/periods"),
        ({"start_date": "2026-02-30"}, "/start_date"),
        ({"start_date": "2026-1-5"}, "/start_date"),
        ({"start_date": 20260115}, "/start_date"),
        ({"start_date": "2026-01-15T00:00:00"}, "/start_date"),
        ({"first_due_date": "2026-01-15"}, "/first_due_date"),
        ({"repayment_method": "balloon"}, "/repayment_method"),
        ({"principal_grace_periods": 12}, "/principal_grace_periods"),
        ({"interest_grace_periods": -1}, "/interest_grace_periods"),
        ({"installment_multiple": "0.00"}, "/installment_multiple"),
        ({"repayment_method": "custom"}, "/principals"),
        ({"principals": ["120000.00"]}, "/principals"),
        ({"fees": [{"code": "x", "timing": "upfront", "amount": "-1.00"}]}, "/fees/0/amount"),
        ({"fees": [{"code": "x", "timing": "never", "amount": "1.00"}]}, "/fees/0/timing"),
        ({"fees": [{"code": "x", "timing": "upfront", "amount": "120000.00"}]}, "/fees"),
        ({"fees": [{"code": "x", "timing": "per_period", "amount": "5000.00"}]}, None),
    ],
)
async def test_bad_terms_are_refused_with_their_place(as_user, change, pointer):
    response = await (await as_user("finance")).post("/quotes", json={**TERMS, **change})
    assert response.status_code == 422, response.text
    body = refused(response, 422, response.json()["code"], pointer)
    assert all(fault["message"] for fault in body["errors"])


async def test_missing_keys_are_all_named(as_user):
    response = await (await as_user("finance")).post("/quotes", json={})
    pointers = {fault["pointer"] for fault in response.json()["errors"]}
    assert pointers == {"/principal", "/annual_rate", "/periods", "/start_date"}

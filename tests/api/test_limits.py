"""Too many requests: refused with when to come again, counted per address and per person, and over once time has passed."""

from datetime import timedelta

import pytest

from support.app import nothing_changes, set_clock
from support.http import refused
from support.server import PASSWORD
from zhuxin.core.rates import RateLimit


@pytest.fixture
def limits(app, monkeypatch):
    for name, per_minute in (("log_ins", 3), ("reads", 6), ("writes", 2)):
        monkeypatch.setattr(app, name, RateLimit(per_minute))


async def test_log_ins_of_one_address(app, as_user, limits):
    client = as_user.anonymous()
    body = {"username": "sales", "password": PASSWORD}
    for _ in range(3):
        assert (await client.post("/auth/login", json=body)).status_code == 200
    async with nothing_changes(app):
        response = await client.post("/auth/login", json=body)
        refused(response, 429, "rate.limited")
    assert response.headers["retry-after"] == "20"
    assert "20" in response.json()["detail"]
    set_clock(app, app.clock.now() + timedelta(seconds=20))
    assert (await client.post("/auth/login", json=body)).status_code == 200


async def test_reads_and_writes_are_counted_apart_and_per_person(app, as_user, limits):
    sales, other = await as_user("sales"), await as_user("sales2")
    for _ in range(6):
        assert (await sales.get("/records/lead")).status_code == 200
    response = await sales.get("/records/lead")
    refused(response, 429, "rate.limited")
    assert response.headers["retry-after"] == "10"
    assert (await other.get("/records/lead")).status_code == 200
    for _ in range(2):
        assert (await sales.post("/records/lead", json={})).status_code == 422
    async with nothing_changes(app):
        refused(await sales.post("/records/lead", json={}), 429, "rate.limited")
    set_clock(app, app.clock.now() + timedelta(minutes=1))
    assert (await sales.get("/records/lead")).status_code == 200


async def test_defaults_are_far_from_what_people_do(app):
    assert app.settings.logins_per_minute >= 60
    assert app.settings.reads_per_minute >= 10_000

"""Wrong log-ins: all are answered alike, each makes the next one wait, and no stranger keeps anybody out."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from support.app import set_clock
from support.http import BASE, refused
from support.server import PASSWORD
from zhuxin.api.app import create_api
from zhuxin.core.crypto import passwords
from zhuxin.core.rates import RateLimit


@pytest.fixture(scope="module")
def at(app):
    """A client at an address."""
    api = create_api(app)

    def client(address):
        transport = httpx.ASGITransport(api, raise_app_exceptions=False, client=(address, 1))
        return httpx.AsyncClient(transport=transport, base_url=BASE)

    return client


@pytest.fixture(autouse=True)
def no_rate_limit(app, monkeypatch):
    monkeypatch.setattr(app, "log_ins", RateLimit(0))


async def log_in(client, username, password=PASSWORD):
    return await client.post("/auth/login", json={"username": username, "password": password})


async def guess(client, username, times):
    for _ in range(times):
        refused(await log_in(client, username, "wrong-guess-1"), 401, "auth.invalid_credentials")


def later(app, **time):
    set_clock(app, app.clock.now() + timedelta(**time))


async def test_unknown_wrong_disabled_and_too_early_are_answered_alike(app, at):
    answers = []
    async with app.database.transaction() as connection:
        await connection.execute("UPDATE user_account SET status = 'disabled' WHERE username = 'builder'")
    early = at("10.0.0.1")
    await guess(early, "finance", app.settings.login_attempts)
    for client, username, password in (
        (at("10.0.0.2"), "nobody", PASSWORD),
        (at("10.0.0.3"), "manager", "wrong-guess-1"),
        (at("10.0.0.4"), "builder", PASSWORD),
        (early, "finance", PASSWORD),
    ):
        body = refused(await log_in(client, username, password), 401, "auth.invalid_credentials")
        answers.append({key: value for key, value in body.items() if key != "request_id"})
    assert all(one == answers[0] for one in answers)


@pytest.mark.parametrize("username", ["sales2", "nobody2"])
async def test_each_wrong_one_makes_the_next_wait_longer_and_none_for_good(app, at, username):
    client, waits = at("10.0.1.1"), []
    await guess(client, username, app.settings.login_attempts)
    for _ in range(12):
        async with app.database.connection() as connection:
            wait = await connection.value(
                "SELECT max(until_at - failed_at) FROM log_in_delay WHERE failed_at = %(now)s",
                {"now": app.clock.now()},
            )
        waits.append(wait.total_seconds())
        set_clock(app, app.clock.now() + wait)
        await guess(client, username, 1)
    assert waits == [min(2**n, 900) for n in range(12)]
    later(app, minutes=15)
    if username == "sales2":
        assert (await log_in(client, username)).status_code == 200
        await guess(client, username, app.settings.login_attempts - 1)
        assert (await log_in(client, username)).status_code == 200


async def test_a_try_that_comes_too_early_is_refused_even_with_the_right_password(app, at):
    client = at("10.0.2.1")
    await guess(client, "collector", app.settings.login_attempts)
    refused(await log_in(client, "collector"), 401, "auth.invalid_credentials")
    later(app, seconds=1)
    assert (await log_in(client, "collector")).status_code == 200


async def test_strangers_do_not_keep_anybody_out_from_where_she_logged_in_before(app, at):
    hers = at("10.0.3.1")
    assert (await log_in(hers, "underwriter")).status_code == 200
    for number in range(app.settings.login_attempts * 4):
        await guess(at(f"10.0.4.{number}"), "underwriter", 1)
    assert (await log_in(hers, "underwriter")).status_code == 200
    # From where she never was she waits, as everybody does who guesses at her name.
    refused(await log_in(at("10.0.5.1"), "underwriter"), 401, "auth.invalid_credentials")


async def test_one_address_that_tries_many_names_waits_but_who_is_known_there_does_not(app, at):
    office = at("10.0.6.1")
    assert (await log_in(office, "operations")).status_code == 200
    for number in range(app.settings.login_attempts * 10):
        await guess(office, f"name{number}", 1)
    refused(await log_in(office, "strategist"), 401, "auth.invalid_credentials")
    assert (await log_in(office, "operations")).status_code == 200


async def test_many_guesses_at_once_get_no_further(app, at):
    client = at("10.0.7.1")
    await asyncio.gather(*(log_in(client, "auditor", f"guess-{n}-word") for n in range(20)))
    async with app.database.connection() as connection:
        looked_at = await connection.value(
            "SELECT count(*) FROM audit_entry WHERE name = 'identity.session.refused' AND address = '10.0.7.1'"
            " AND detail->>'reason' = 'auth.invalid_credentials'"
        )
    assert looked_at == app.settings.login_attempts


async def test_log_ins_do_not_hold_up_other_requests_and_too_many_are_refused(at, monkeypatch):
    client = at("10.0.8.1")
    slowest, done = 0.0, False

    async def watch():
        nonlocal slowest
        loop = asyncio.get_running_loop()
        while not done:
            await asyncio.sleep(0.01)
            begun = loop.time()
            await client.get("http://zhuxin.test/healthz")
            slowest = max(slowest, loop.time() - begun)

    watching = asyncio.create_task(watch())
    answers = await asyncio.gather(*(log_in(client, f"many{n}") for n in range(12)))
    done = True
    await watching
    assert {answer.status_code for answer in answers} == {401}
    assert slowest < 0.5
    monkeypatch.setattr(passwords, "WAITING", 2)
    answers = await asyncio.gather(*(log_in(at(f"10.0.9.{n}"), f"more{n}") for n in range(8)))
    assert {answer.status_code for answer in answers} == {401, 429}

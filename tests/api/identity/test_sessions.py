"""Sessions: they end when nobody uses them, and their use is noted to the minute."""

from datetime import timedelta

from support.app import set_clock, snapshot
from support.http import refused


async def last_used(app, client):
    async with app.database.connection() as connection:
        return await connection.value(
            "SELECT last_used_at FROM session WHERE csrf_token = %(token)s",
            {"token": client.headers["x-csrf-token"]},
        )


async def test_a_session_that_nobody_uses_ends(app, as_user):
    client, idle = await as_user.session("sales"), timedelta(minutes=app.settings.session_idle_minutes)
    for _ in range(3):
        set_clock(app, app.clock.now() + idle - timedelta(seconds=1))
        assert (await client.get("/me")).status_code == 200
    set_clock(app, app.clock.now() + idle)
    refused(await client.get("/me"), 401, "auth.required")


async def test_what_a_page_asks_for_by_itself_keeps_no_session_alive(app, as_user):
    client, begun = await as_user.session("sales"), app.clock.now()
    for minutes in range(5, 30, 5):
        set_clock(app, begun + timedelta(minutes=minutes))
        assert (await client.get("/me", headers={"x-unattended": "1"})).status_code == 200
    set_clock(app, begun + timedelta(minutes=30))
    refused(await client.get("/me"), 401, "auth.required")


async def test_use_is_noted_once_a_minute(app, as_user):
    client, begun = await as_user.session("sales"), app.clock.now()
    for seconds, noted in ((59, 0), (60, 60), (61, 60), (119, 60), (120, 120)):
        set_clock(app, begun + timedelta(seconds=seconds))
        await client.get("/me")
        assert await last_used(app, client) == begun + timedelta(seconds=noted)


async def test_a_read_writes_nothing_but_that(app, as_user):
    client = await as_user.session("sales")
    before = await snapshot(app)
    set_clock(app, app.clock.now() + timedelta(minutes=2))
    await client.get("/records/lead")
    assert await snapshot(app) == before

"""Mass reading, reveals and failed log-ins are told to security and the auditor, once an hour, and to nobody else."""

from datetime import timedelta

import pytest

from support.app import set_clock
from support.http import act, refused
from support.lending import make_application
from zhuxin.kernel.notify.alerts import raise_alerts

LIMIT = 3


@pytest.fixture
def strict(app):
    before = app.settings
    limits = ("alert_reads_per_hour", "alert_reveals_per_hour", "alert_failed_log_ins_per_hour")
    app.settings = before.model_copy(update=dict.fromkeys(limits, LIMIT))
    set_clock(app, app.clock.now() + timedelta(hours=2))
    yield
    app.settings = before


async def told(as_user, username):
    items = (await (await as_user(username)).get("/notifications")).json()["items"]
    return [one for one in items if one["name"].startswith("alert.")]


async def read(app, as_user, applied):
    for _ in range(LIMIT + 1):
        assert (await (await as_user("sales")).get(f"/records/party/{applied.party_id}")).status_code == 200
    await app.read_log.flush()


async def reveal(app, as_user, applied):
    asked = {"object": "party", "id": applied.party_id, "field": "id_number", "reason": "核对"}
    for _ in range(LIMIT + 1):
        await act(await as_user("underwriter"), "record.reveal", **asked)


async def fail(app, as_user, applied):
    wrong = {"username": "nobody", "password": "wrong-horse-1"}
    for _ in range(LIMIT + 1):
        refused(await as_user.anonymous().post("/auth/login", json=wrong), 401, "auth.invalid_credentials")


@pytest.mark.parametrize(
    ("deed", "name"),
    [(read, "alert.mass_reading"), (reveal, "alert.reveals"), (fail, "alert.failed_log_ins")],
)
async def test_what_is_out_of_the_ordinary_is_told_once(app, as_user, strict, deed, name):
    applied = await make_application(app)
    await raise_alerts(app)
    before = {who: len(await told(as_user, who)) for who in ("security", "auditor", "admin", "sales")}
    await deed(app, as_user, applied)
    assert await raise_alerts(app) >= 1
    assert await raise_alerts(app) == 0
    for who in ("security", "auditor"):
        new = (await told(as_user, who))[: -before[who] or None]
        assert name in [one["name"] for one in new], who
        (alert,) = [one for one in new if one["name"] == name]
        assert alert["note"] == str(LIMIT + 1) and alert["actor"]
    for who in ("admin", "sales"):
        assert len(await told(as_user, who)) == before[who]

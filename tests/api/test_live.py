"""The stream of changes: what is told, and to whom."""

import asyncio
from contextlib import aclosing

import orjson
import pytest

from support.http import act, records
from support.lending import make_lead
from support.server import PASSWORD
from zhuxin.api.kernel.live import _events, _messages
from zhuxin.core.audit import feed


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(feed, "INTERVAL_S", 0.02)


requests: list[str | None] = []


def _same(readable):
    async def again():
        return frozenset(readable)

    return again


async def told(app, readable, deed):
    """The first event a listener with these objects gets after a deed, or None where none comes."""
    await asyncio.sleep(0.1)  # what came before is told to nobody
    async with aclosing(_events(app.feed, frozenset(readable), _same(readable))) as events:
        assert (await anext(events)).startswith(b"retry")
        heard = asyncio.create_task(anext(events))
        await asyncio.sleep(0.1)
        try:
            await deed()
        except BaseException:
            heard.cancel()
            await asyncio.wait({heard})
            raise
        done, _ = await asyncio.wait({heard}, timeout=0.5)
        if not done:
            heard.cancel()
            await asyncio.wait({heard})
            return None
        message = orjson.loads(heard.result().removeprefix(b"data: "))
        requests.append(message.pop("request"))
        return message


async def test_a_change_is_told_by_the_object_it_is_of(app, as_user):
    sales = await as_user("sales")

    async def write():
        values = {
            "name": "张三",
            "phone": "13812348888",
            "channel_id": (await records(sales, "channel"))[0]["id"],
        }
        made = await sales.post("/records/lead", json=values)
        assert made.status_code == 201, made.text
        answered.append(made.headers["x-request-id"])

    answered: list[str] = []
    heard = await told(app, {"lead", "loan"}, write)
    assert heard == {"objects": ["lead"], "catalog": False}
    assert requests[-1:] == answered


def test_many_changes_at_once_are_told_at_once():
    def changed(count):
        return frozenset(("record.updated", f"x_{at}", f"r{at}") for at in range(count))

    readable = frozenset(f"x_{at}" for at in range(50)) - {"x_1"}
    few = list(_messages(changed(3) | {("record.updated", "x_0", "r2")}, readable))
    assert {one["request"]: one["objects"] for one in few} == {"r0": ["x_0"], "r2": ["x_0", "x_2"]}
    (many,) = _messages(changed(50), readable)
    assert (many["request"], len(many["objects"])) == (None, 49)


async def test_nothing_is_told_of_objects_the_listener_may_not_read(app, as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="secret", label_zh="密")

    async def write():
        assert (await builder.post("/records/x_secret", json={"x_name": "一"})).status_code == 201

    assert await told(app, {"lead"}, write) is None
    assert await told(app, {"x_secret"}, write) == {"objects": ["x_secret"], "catalog": False}


async def test_a_changed_definition_is_told_to_everybody(app, as_user):
    builder = await as_user("builder")

    async def define():
        await act(builder, "field.create", object="x_secret", key="more", label_zh="多", kind="text")

    assert (await told(app, set(), define))["catalog"] is True


async def test_the_first_share_of_an_object_is_told_to_everybody_the_next_to_who_reads_it(app, as_user):
    """What a list offers for shared records is there at once; later shares only change rows."""
    hers, leads = await as_user("sales2"), [await make_lead(app, owner="sales2") for _ in range(2)]

    async def share():
        lead = leads.pop()
        await act(hers, "record.share", object="lead", id=lead, role_key="sales")

    assert await told(app, {"lead"}, share) == {"objects": ["lead"], "catalog": True}
    shared = {one["key"]: one["shared"] for one in (await hers.get("/catalog")).json()["objects"]}
    assert shared["lead"] and not shared["party"]
    assert await told(app, {"lead"}, share) == {"objects": ["lead"], "catalog": False}


async def test_the_stream_needs_a_log_in(as_user):
    assert (await as_user.anonymous().get("/live")).status_code == 401


@pytest.mark.parametrize(
    ("username", "ends"),
    [("sales", "disabled"), ("sales2", "reset"), ("finance", "log-out"), ("operations", "elsewhere")],
)
async def test_the_stream_ends_with_the_access_of_who_listens(app, as_user, username, ends):
    hers, admin, security = (
        await as_user.session(username),
        await as_user("admin"),
        await as_user("security"),
    )
    user_id = (await hers.get("/me")).json()["user"]["id"]
    api = hers._transport.app  # a stream of its own, as httpx waits for the whole of an answer
    sent, gone = [], asyncio.Event()
    cookie = f"zhuxin_session={hers.cookies['zhuxin_session']}"
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/live",
        "query_string": b"",
        "headers": [(b"cookie", cookie.encode())],
        "client": ("127.0.0.1", 1),
        "scheme": "http",
        "server": ("zhuxin.test", 80),
    }

    async def receive():
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    stream = asyncio.create_task(api(scope, receive, send))
    await asyncio.sleep(0.3)
    assert sent[0]["status"] == 200 and not stream.done()
    if ends == "disabled":
        await act(security, "user.set_status", user_id=user_id, status="disabled")
    elif ends == "reset":
        await act(admin, "user.reset_password", user_id=user_id)
    elif ends == "log-out":
        await hers.post("/auth/logout")
    else:
        other = await as_user.session(username)
        password = {"present_password": PASSWORD, "password": "Zx8-kettle-moon"}
        await act(other, "account.change_password", **password)
    done, _ = await asyncio.wait({stream}, timeout=2)
    gone.set()
    await asyncio.wait({stream})
    assert done and sent[-1]["more_body"] is False

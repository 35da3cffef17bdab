"""What stands before the server: proxies that are believed or not, TLS, what strangers see, and what nobody keeps."""

import httpx
import pytest

from support.http import refused
from support.server import PASSWORD
from zhuxin.api.app import create_api
from zhuxin.api.proxies import client_of, networks_of
from zhuxin.bootstrap import App

TRUSTED = "10.0.0.0/8,::1"
# Peer, X-Forwarded-For, who asks.
CASES = [
    ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
    ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
    ("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
    ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
    ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
    ("10.0.0.1", "1.2.3.4:5678", "1.2.3.4"),
    ("::1", "[2001:db8::7]:443", "2001:db8::7"),
    ("::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4"),
    ("10.0.0.1", "", "10.0.0.1"),
    ("10.0.0.1", "nonsense", "10.0.0.1"),
    ("10.0.0.1", "1.2.3.4, nonsense", "10.0.0.1"),
    ("", "1.2.3.4", ""),
]


@pytest.mark.parametrize(("peer", "forwarded", "client"), CASES)
def test_the_first_stranger_from_the_right_asks(peer, forwarded, client):
    assert client_of(peer, [forwarded], networks_of(TRUSTED)) == client
    assert client_of(peer, [forwarded], ()) == peer


@pytest.fixture
def behind(app: App, monkeypatch: pytest.MonkeyPatch):
    """A client whose requests come from an address, with a proxy trusted."""
    monkeypatch.setattr(app.settings, "trusted_proxies", TRUSTED)
    api = create_api(app)

    def client(peer, base="http://zhuxin.test/api/v1"):
        transport = httpx.ASGITransport(api, raise_app_exceptions=False, client=(peer, 1))
        return httpx.AsyncClient(transport=transport, base_url=base)

    return client


async def log_in(client, **headers):
    body = {"username": "sales", "password": PASSWORD}
    answer = await client.post("/auth/login", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


async def test_the_address_of_a_session_is_the_clients(behind):
    for peer, address in (("10.0.0.1", "1.2.3.4"), ("203.0.113.9", "203.0.113.9")):
        client = behind(peer)
        client.headers["x-forwarded-for"] = "6.6.6.6, 1.2.3.4"
        await log_in(client)
        sessions = (await client.get("/account")).json()["sessions"]
        assert next(one for one in sessions if one["current"])["address"] == address


@pytest.mark.parametrize(("peer", "secure"), [("10.0.0.1", True), ("203.0.113.9", False)])
async def test_behind_tls_the_cookie_and_the_browser_stay_there(behind, peer, secure):
    client = behind(peer)
    answer = await log_in(client, **{"x-forwarded-proto": "https"})
    cookie = answer.headers["set-cookie"]
    assert ("; Secure" in cookie) == secure
    assert cookie.startswith("__Host-zhuxin_session=" if secure else "zhuxin_session=")
    assert "Path=/" in cookie and "Domain" not in cookie and "HttpOnly" in cookie
    assert ("strict-transport-security" in answer.headers) == secure
    token = cookie.partition("=")[2].partition(";")[0]
    headers = {"x-forwarded-proto": "https"}
    for name, let_in in (("__Host-zhuxin_session", secure), ("zhuxin_session", not secure)):
        asked = {**headers, "cookie": f"{name}={token}"}
        assert ((await behind(peer).get("/me", headers=asked)).status_code == 200) == let_in, name


async def test_log_ins_are_limited_by_client_and_not_by_proxy(app, behind, monkeypatch):
    from zhuxin.core.rates import RateLimit

    monkeypatch.setattr(app, "log_ins", RateLimit(2))
    client = behind("10.0.0.1")
    body = {"username": "nobody", "password": PASSWORD}
    for number in range(4):
        answer = await client.post("/auth/login", json=body, headers={"x-forwarded-for": f"1.1.1.{number}"})
        assert answer.status_code == 401
    stranger = behind("203.0.113.9")
    answers = [
        (await stranger.post("/auth/login", json=body, headers={"x-forwarded-for": f"1.1.1.{n}"})).status_code
        for n in range(3)
    ]
    assert answers == [401, 401, 429]


async def test_json_is_kept_by_nobody_and_pages_open_no_others(as_user):
    sales = await as_user("sales")
    for path in ("/me", "/catalog", "/records/lead", "/records/nothing"):
        answer = await sales.get(path)
        assert answer.headers["cache-control"] == "no-store", path
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"


async def test_what_is_there_is_told_to_no_stranger(as_user, behind):
    stranger = as_user.anonymous()
    refused(await stranger.get("/openapi.json"), 401, "auth.required")
    answer = await stranger.get("http://zhuxin.test/api/docs")
    assert answer.status_code == 307 and answer.headers["location"] == "/login?next=/api/docs"
    assert (await (await as_user("sales")).get("/openapi.json")).status_code == 200


@pytest.mark.parametrize(
    ("peer", "headers", "user", "status"),
    [
        ("127.0.0.1", {}, None, 200),
        ("127.0.0.1", {"x-forwarded-for": "1.2.3.4"}, None, 401),
        ("127.0.0.1", {"forwarded": "for=1.2.3.4"}, None, 401),
        ("10.0.0.1", {"x-forwarded-for": "127.0.0.1"}, None, 401),
        ("203.0.113.9", {}, None, 401),
        ("203.0.113.9", {}, "sales", 403),
        ("203.0.113.9", {}, "admin", 200),
    ],
)
async def test_metrics_are_for_the_machine_and_for_who_has_the_right(
    behind, as_user, peer, headers, user, status
):
    client = behind(peer, "http://zhuxin.test")
    if user:
        client.headers["authorization"] = (await as_user(user)).headers["authorization"]
    assert (await client.get("/metrics", headers=headers)).status_code == status

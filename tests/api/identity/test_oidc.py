"""Logging in by an OIDC provider: a real one on localhost, asked over HTTP."""

import warnings
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from support.app import set_clock

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock

# The provider itself uses what its own library will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
BACK = "/auth/oidc/back"


@pytest.fixture(scope="module")
def provider():
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def single(app, provider, monkeypatch, tmp_path):
    """The app with the provider set, at the real time, which the provider's tokens go by."""
    before = app.clock.now()
    monkeypatch.setattr(app.settings, "oidc_issuer", provider)
    monkeypatch.setattr(app.settings, "oidc_claim", "sub")
    (tmp_path / "secret").write_text("not told to anybody\n")
    monkeypatch.setattr(app.settings, "oidc_secret_file", tmp_path / "secret")
    set_clock(app, datetime.now(UTC))
    yield app
    set_clock(app, before)


async def leave(client):
    """The provider's page that the browser is sent to."""
    answer = await client.get("/auth/oidc/start")
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def agree(url, sub):
    """What the provider sends back when somebody logs in there."""
    with httpx.Client(trust_env=False) as browser:
        answer = browser.post(url, data={"sub": sub})
    assert answer.status_code == 302, answer.text
    return dict(httpx.URL(answer.headers["location"]).params)


async def test_a_user_whom_the_provider_names_is_let_in(single, as_user):
    client = as_user.anonymous()
    url = await leave(client)
    asked = parse_qs(urlsplit(url).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["nonce"] and asked["state"]
    answer = await client.get(BACK, params=agree(url, "sales"))
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    assert (await client.get("/me")).json()["user"]["username"] == "sales"


async def test_our_own_second_step_stays(single, as_user, monkeypatch):
    monkeypatch.setattr(single.settings, "second_factor_roles", "*")
    client = as_user.anonymous()
    answer = await client.get(BACK, params=agree(await leave(client), "finance"))
    assert answer.headers["location"] == "/login?unfinished=1"
    assert (await client.get("/me")).json()["code"] == "auth.factor_set_up_required"


@pytest.mark.parametrize(
    "how", ["nobody", "disabled", "state", "code", "cookie", "late", "other browser", "error"]
)
async def test_anybody_else_is_refused(single, as_user, how):
    client = as_user.anonymous()
    if how == "disabled":
        async with single.database.transaction() as connection:
            await connection.execute("UPDATE user_account SET status = 'disabled' WHERE username = 'builder'")
    url = await leave(client)
    given = agree(url, {"nobody": "stranger", "disabled": "builder"}.get(how, "sales2"))
    if how in ("state", "code"):
        given[how] = "wrong"
    elif how == "cookie":
        client.cookies.set("zhuxin_oidc", "00ff", domain="zhuxin.test", path="/api/v1/auth/oidc")
    elif how == "late":
        set_clock(single, single.clock.now() + timedelta(minutes=10))
    elif how == "other browser":
        client = as_user.anonymous()
    elif how == "error":
        given = {"error": "access_denied", "state": given["state"]}
    answer = await client.get(BACK, params=given)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?failed=auth.provider_refused"
    assert (await client.get("/me")).status_code == 401


async def test_without_a_provider_there_is_no_way_there(app, as_user):
    for path in ("/auth/oidc/start", BACK):
        assert (await as_user.anonymous().get(path)).status_code == 404
    assert (await as_user.anonymous().get("/auth/methods")).json()["provider"] is None


async def test_a_provider_that_is_away_is_said_to_be(app, as_user, monkeypatch):
    monkeypatch.setattr(app.settings, "oidc_issuer", "http://localhost:9")
    answer = await as_user.anonymous().get("/auth/oidc/start")
    assert answer.headers["location"] == "/login?failed=auth.provider_away"

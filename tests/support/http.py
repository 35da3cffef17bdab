"""Clients that speak to the app as a person would."""

from typing import Any

import httpx

from support.server import PASSWORD
from zhuxin.api.app import create_api
from zhuxin.bootstrap import App
from zhuxin.kernel.identity.tokens import create_token

BASE = "http://zhuxin.test/api/v1"


class Clients:
    """Clients of one app: by bearer token, by session cookie, and without either."""

    def __init__(self, app: App):
        self.app = app
        self._transport = httpx.ASGITransport(create_api(app), raise_app_exceptions=False)
        self._by_name: dict[str, httpx.AsyncClient] = {}

    def anonymous(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=self._transport, base_url=BASE)

    async def __call__(self, username: str) -> httpx.AsyncClient:
        """A person's client with a bearer token."""
        if username not in self._by_name:
            client = self.anonymous()
            token = await create_token(
                self.app, username, "test", expires_days=3650, scope={"actions": ["*"]}
            )
            client.headers["authorization"] = f"Bearer {token}"
            self._by_name[username] = client
        return self._by_name[username]

    async def session(self, username: str) -> httpx.AsyncClient:
        """A client with the cookie and the CSRF header of a session it opened."""
        client = self.anonymous()
        response = await client.post("/auth/login", json={"username": username, "password": PASSWORD})
        assert response.status_code == 200, response.text
        client.headers["x-csrf-token"] = response.json()["csrf_token"]
        return client


async def act(client: httpx.AsyncClient, action: str, /, *, once: str | None = None, **values: Any) -> Any:
    """Call an action that must succeed, under an idempotency key if one is given; its result."""
    headers = {"idempotency-key": once} if once else {}
    response = await client.post(f"/actions/{action}", json=values, headers=headers)
    assert response.status_code == 200, response.text
    return response.json()["result"]


async def attempt(client: httpx.AsyncClient, action: str, /, **values: Any) -> httpx.Response:
    """Call an action; the response whatever it is."""
    return await client.post(f"/actions/{action}", json=values)


async def record(client: httpx.AsyncClient, object_key: str, record_id: str) -> dict[str, Any]:
    """A record that must be there."""
    response = await client.get(f"/records/{object_key}/{record_id}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def records(client: httpx.AsyncClient, object_key: str, **params: Any) -> list[dict[str, Any]]:
    """The first page of a list that must be readable."""
    response = await client.get(f"/records/{object_key}", params=params)
    assert response.status_code == 200, response.text
    items: list[dict[str, Any]] = response.json()["items"]
    return items


def refused(response: httpx.Response, status: int, code: str, pointer: str | None = None) -> dict[str, Any]:
    """Check that a response is this problem, and give its body."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["code"] == code, body
    assert body["status"] == status
    assert body["detail"]
    assert body["request_id"]
    if pointer is not None:
        assert pointer in [fault["pointer"] for fault in body["errors"]], body
    return body


PNG = b"\x89PNG\r\n\x1a\n" + b"picture"


async def hand_in(
    client: httpx.AsyncClient, object_key: str, field: str, content: bytes = PNG, **more: str
) -> httpx.Response:
    """Hand a file in for a field; the response whatever it is."""
    paper = {"file": ("picture.png", content, "image/png")}
    return await client.post("/files", data={"object": object_key, "field": field, **more}, files=paper)

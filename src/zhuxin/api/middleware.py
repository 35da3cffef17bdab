"""What every request passes: an id, the body limit, security headers, and the count of it."""

import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import lru_cache
from typing import Any

from prometheus_client import Counter, Histogram
from starlette.exceptions import HTTPException
from starlette.requests import Request

from zhuxin.api.deps import ROOT
from zhuxin.api.errors import problem
from zhuxin.api.proxies import Networks, client_of, networks_of, scheme_of
from zhuxin.core.errors import TooLarge
from zhuxin.core.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

REQUESTS = Counter("zhuxin_requests_total", "Requests answered.", ["method", "status"])
SECONDS = Histogram(
    "zhuxin_request_seconds",
    "Time to answer.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
# Methods whose body nobody reads.
BODILESS = ("GET", "HEAD")
# Conditions of forms are evaluated by a WebAssembly module of our own; no script text is ever evaluated.
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'"
)
SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
# Only said where it was asked over TLS: browsers then never ask otherwise.
TLS_HEADER = (b"strict-transport-security", b"max-age=31536000")
NO_STORE = (b"cache-control", b"no-store")


class _BodyTooLarge(HTTPException):
    """Raised inside the app when a body without a length grows over the limit; FastAPI lets no other kind pass."""

    def __init__(self) -> None:
        super().__init__(413)


class RequestMiddleware:
    """Pure ASGI, since it wraps every request."""

    def __init__(self, app: Any, settings: Settings):
        self.app, self.settings = app, settings
        hosts = " ".join(
            f"https://{host.strip()}" for host in settings.frame_hosts.split(",") if host.strip()
        )
        policy = CONTENT_POLICY + (f"; frame-src 'self' {hosts}" if hosts else "")
        self.headers = ((b"content-security-policy", policy.encode()), *SECURITY_HEADERS)
        self.trusted = networks_of(settings.trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope["request_id"] = request_id
        started = time.perf_counter()
        answered = 0
        if self.trusted:
            _believe_proxies(scope, self.trusted)
        always = (*self.headers, TLS_HEADER) if scope["scheme"] == "https" else self.headers

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = message["status"]
                given = {name for name, _ in message["headers"]}
                own = [header for header in always if header[0] not in given]
                if b"cache-control" not in given and _is_json(message["headers"]):
                    own.append(NO_STORE)  # data of people are kept by no browser and no proxy
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode()), *own]
            await send(message)

        if scope["method"] in BODILESS:
            await self.app(scope, receive, send_with_headers)
        else:
            await self._with_limit(scope, receive, send_with_headers)
        _counted(scope["method"], answered).inc()
        SECONDS.observe(time.perf_counter() - started)

    async def _with_limit(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on whose body stays within the limit, told beforehand or counted on the way."""
        limit = self._limit(scope)
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not length.isdigit() or int(length) > limit:
            await self._refuse(scope, receive, send)
        else:
            try:
                await self.app(scope, _limited(receive, limit), send)
            except _BodyTooLarge:
                await self._refuse(scope, receive, send)

    def _limit(self, scope: Scope) -> int:
        path = scope["path"]
        upload = path == f"{ROOT}/files" or (path.startswith(f"{ROOT}/forms/") and path.endswith("/files"))
        return self.settings.file_limit_bytes + 10_000 if upload else self.settings.body_limit_bytes

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = problem(Request(scope), 413, TooLarge.code, TooLarge.text.zh)
        await response(scope, receive, send)


def _is_json(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    kind = next((value for name, value in headers if name == b"content-type"), b"")
    return kind.startswith((b"application/json", b"application/problem+json"))


def _believe_proxies(scope: Scope, trusted: Networks) -> None:
    """Put the client's address and scheme in the place of the proxy's, where it may be believed."""
    peer, port = scope["client"] or ("", 0)

    def said(header: bytes) -> list[str]:
        return [value.decode("latin-1") for name, value in scope["headers"] if name == header]

    scope["client"] = (client_of(peer, said(b"x-forwarded-for"), trusted), port)
    scope["scheme"] = scheme_of(scope["scheme"], peer, said(b"x-forwarded-proto"), trusted)


@lru_cache(maxsize=200)
def _counted(method: str, status: int) -> Counter:
    return REQUESTS.labels(method, status)


def _limited(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def receive_limited() -> MutableMapping[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise _BodyTooLarge
        return message

    return receive_limited

"""`/live`: a stream of server-sent events that says which objects changed, so that open pages ask anew."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from zhuxin.api.deps import NO_USE, ROOT, app_of, reading
from zhuxin.core.audit.feed import Feed, Told
from zhuxin.core.errors import Refusal

router = APIRouter(prefix=ROOT, tags=["watch"])

# A stream ends by itself and is opened again: who may no longer see an object stops hearing of it.
LASTS_S = 300
QUIET_S = 15
APART = 20
# Events after which what is defined, or who may do what, is another.
DEFINING = (
    "object.",
    "definition.published",
    "definition.rolled_back",
    "definition.withdrawn",
    "role.",
    "package.",
    "user.",
)
# Events after which somebody may have lost access, of which log-ins are none.
ENDING = ("identity.", "role_grant.", "role.", "user.")
LOG_INS = ("identity.session.opened", "identity.session.begun", "identity.session.refused")


@router.get("/live")
async def live(request: Request) -> StreamingResponse:
    """Events `{"objects": ["lead"], "catalog": false, "request": "…"}`: of these objects, all of which the caller may read,
    something changed, or what is defined did, by the request whose answer had this `X-Request-Id`; null where it was none
    or several. Nothing of what changed is told; it is read as any other record is."""
    request.scope[NO_USE] = True  # a stream that a page opens again and again is nobody at work

    async def readable() -> frozenset[str]:
        async with reading(request) as (_, caller):
            return frozenset(key for key in caller.catalog.objects if caller.rights.object(key).read)

    first = await readable()
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(
        _events(app_of(request).feed, first, readable), 200, headers, "text/event-stream"
    )


async def _events(
    feed: Feed, readable: frozenset[str], ask_again: Callable[[], Awaitable[frozenset[str]]]
) -> AsyncIterator[bytes]:
    """The stream; after anything that may end somebody's access it is asked again who may hear what, and it ends with the
    access."""
    ends = time.monotonic() + LASTS_S
    async with feed.listen() as changes:
        yield b"retry: 3000\n\n"
        while time.monotonic() < ends:
            try:
                changed = await asyncio.wait_for(changes.get(), QUIET_S)
            except TimeoutError:
                yield b": \n\n"
                continue
            if changed is None:
                return
            if any(name.startswith(ENDING) and not name.startswith(LOG_INS) for name, _, _ in changed):
                try:
                    readable = await ask_again()
                except Refusal:
                    return
            for message in _messages(changed, readable):
                yield b"data: " + orjson.dumps(message) + b"\n\n"


def _messages(changed: Told, readable: frozenset[str]) -> Iterator[dict[str, Any]]:
    """What a listener is told of changes: apart by request where these are few, at once where they are many."""
    requests = {request for _, _, request in changed}
    for one in requests if len(requests) <= APART else (None,):
        own = [each for each in changed if len(requests) > APART or each[2] == one]
        objects = sorted({key for _, key, _ in own if key} & readable)
        catalog = any(name.startswith(DEFINING) for name, _, _ in own)
        if objects or catalog:
            yield {"objects": objects, "catalog": catalog, "request": one}

"""External forms as their builder publishes them and as a stranger's browser answers them."""

from typing import Any

import httpx

from support.http import act
from zhuxin.kernel.forms.challenges import solves


async def publish(builder: httpx.AsyncClient, key: str, body: dict[str, Any]) -> str:
    """Publish a form without faults and open it; the token of its link."""
    saved = await act(builder, "definition.save", kind="external_form", key=key, body=body)
    assert saved["faults"] == []
    await act(builder, "definition.publish", drafts=[{"kind": "external_form", "key": key}], reason="试")
    token: str = (await act(builder, "external_form.open", key=key))["token"]
    return token


async def solved(stranger: httpx.AsyncClient, token: str) -> dict[str, str]:
    """A challenge of a form with its solution."""
    challenge = (await stranger.get(f"/forms/{token}/challenge")).json()["challenge"]
    solution = next(str(n) for n in range(10_000_000) if solves(challenge, str(n)))
    return {"challenge": challenge, "solution": solution}

"""Proof of work: a puzzle that costs a browser a blink and a machine that sends thousands a lot.

A challenge is `<form>.<random>.<expires>.<signature>`; solved by a number with which SHA-256 of `<challenge>:<number>` begins with
`BITS` zero bits. It is signed, so that none has to be kept, and used once.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from zhuxin.core.crypto.vault import Vault
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.forms.errors import BadChallenge
from zhuxin.kernel.forms.tables import external_challenge

BITS = 15
LIVES = timedelta(minutes=10)
PURPOSE = "external form challenge"
LENGTH_LIMIT = 300


def new_challenge(vault: Vault, form: str, now: datetime) -> dict[str, object]:
    """`{"challenge", "bits"}` for one submission of a form."""
    text = f"{form}.{secrets.token_hex(12)}.{int((now + LIVES).timestamp())}"
    return {"challenge": f"{text}.{_sign(vault, text)}", "bits": BITS}


async def use_challenge(context: ActionContext, form: str, challenge: str, solution: str) -> None:
    """Take a solved challenge for good; raises `BadChallenge` for one that is forged, too old, unsolved or used."""
    text, _, signature = challenge.rpartition(".")
    parts = text.split(".")
    genuine = (
        len(challenge) < LENGTH_LIMIT
        and len(solution) < 20
        and len(parts) == 3
        and parts[0] == form
        and hmac.compare_digest(signature.encode(), _sign(context.services.vault, text).encode())
        and int(parts[2]) >= context.now.timestamp()
    )
    if not genuine or not solves(challenge, solution):
        raise BadChallenge
    expires = datetime.fromtimestamp(int(parts[2]), UTC)
    await context.connection.execute(
        delete(external_challenge).where(external_challenge.c.expires_at < context.now)
    )
    statement = (
        insert(external_challenge)
        .values(digest=sha256(text.encode()).digest(), expires_at=expires)
        .on_conflict_do_nothing()
        .returning(external_challenge.c.digest)
    )
    if await context.connection.value(statement) is None:
        raise BadChallenge


def solves(challenge: str, solution: str) -> bool:
    """Whether a number solves a challenge."""
    digest = sha256(f"{challenge}:{solution}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0


def _sign(vault: Vault, text: str) -> str:
    return vault.blind(text, PURPOSE).hex()

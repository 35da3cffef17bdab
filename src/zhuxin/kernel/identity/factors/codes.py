"""One-time codes of an authenticator app (RFC 6238), each good once, and recovery codes."""

import secrets
from datetime import datetime
from io import BytesIO
from typing import Any

import pyotp
import segno
from pyotp.exceptions import OTPVerificationError
from sqlalchemy import delete, or_, select, update

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.core.ids import is_id, new_id
from zhuxin.kernel.identity.factors.queries import list_factors
from zhuxin.kernel.identity.tables import recovery_code, second_factor

KIND = "totp"
# A code of the step before or after is taken too: clocks differ.
WINDOW = 1
CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


async def begin(
    connection: Connection, vault: Vault, user: Any, lender: str, now: datetime
) -> dict[str, str]:
    """A new secret for an app, which counts once a code of it was given: as text, as the app's link, and as a picture of it."""
    await connection.execute(
        delete(second_factor).where(
            second_factor.c.user_id == user.id,
            second_factor.c.kind == KIND,
            second_factor.c.confirmed_at.is_(None),
        )
    )
    factor_id, secret = new_id(), pyotp.random_base32()
    await connection.insert(
        second_factor,
        {
            "id": factor_id,
            "created_at": now,
            "user_id": user.id,
            "kind": KIND,
            "name": "",
            "secret": vault.encrypt(secret, _purpose(factor_id)),
        },
    )
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=lender)
    picture = BytesIO()
    segno.make(uri).save(picture, kind="svg", scale=4, border=2, xmldecl=False, svgns=True)
    return {"factor_id": factor_id, "secret": secret, "uri": uri, "picture": picture.getvalue().decode()}


async def confirm(
    connection: Connection, vault: Vault, user_id: str, factor_id: str, name: str, code: str, now: datetime
) -> bool:
    """Whether a code is of a secret that was begun; then it counts."""
    if not is_id(factor_id):
        return False
    row = await connection.find(
        select(second_factor).where(
            second_factor.c.id == factor_id,
            second_factor.c.user_id == user_id,
            second_factor.c.kind == KIND,
            second_factor.c.confirmed_at.is_(None),
        )
    )
    if row is None or not await _use(connection, vault, row, code, now):
        return False
    values = {"confirmed_at": now, "name": name}
    await connection.execute(update(second_factor).where(second_factor.c.id == factor_id).values(values))
    return True


async def check_code(connection: Connection, vault: Vault, user_id: str, code: str, now: datetime) -> bool:
    """Whether a code is of one of somebody's apps, or a recovery code; it is used up by this."""
    code = code.replace(" ", "").strip()
    if code.isdigit() and len(code) == 6:
        for row in await list_factors(connection, user_id, KIND):
            if await _use(connection, vault, row, code, now):
                return True
        return False
    used = await connection.execute(
        update(recovery_code)
        .where(
            recovery_code.c.user_id == user_id,
            recovery_code.c.digest == _digest(vault, user_id, code),
            recovery_code.c.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return bool(used)


async def new_recovery_codes(connection: Connection, vault: Vault, user_id: str, now: datetime) -> list[str]:
    """Ten codes in place of those there were; only what proves them is kept."""
    await connection.execute(delete(recovery_code).where(recovery_code.c.user_id == user_id))
    codes = ["-".join(_word() for _ in range(2)) for _ in range(CODES)]
    rows = [
        {"id": new_id(), "created_at": now, "user_id": user_id, "digest": _digest(vault, user_id, one)}
        for one in codes
    ]
    await connection.insert_many(recovery_code, rows)
    return codes


async def _use(connection: Connection, vault: Vault, row: Any, code: str, now: datetime) -> bool:
    """Whether a code is right and newer than the last one; two at once: one of them."""
    totp = pyotp.TOTP(vault.decrypt(row.secret, _purpose(row.id)))
    try:
        step = totp.verify_and_get_timecode(code.strip(), for_time=now, valid_window=WINDOW)
    except OTPVerificationError:
        return False
    used = await connection.execute(
        update(second_factor)
        .where(
            second_factor.c.id == row.id,
            or_(second_factor.c.last_step.is_(None), second_factor.c.last_step < step),
        )
        .values(last_step=step, last_used_at=now)
    )
    return bool(used)


def _word() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(5))


def _digest(vault: Vault, user_id: str, code: str) -> bytes:
    """Keyed: without the key outside the database, the short codes cannot be guessed from what is stored."""
    return vault.blind(f"{user_id}:{code.lower()}", "recovery_code")


def _purpose(factor_id: str) -> str:
    return f"second_factor.{factor_id}"

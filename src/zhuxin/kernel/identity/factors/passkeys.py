"""Passkeys (WebAuthn): made and asked for in the browser, verified here. A challenge is kept with the session and good once."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
import webauthn
from sqlalchemy import select, update
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from zhuxin.core.db.database import Connection
from zhuxin.core.ids import new_id
from zhuxin.kernel.identity.factors.errors import PasskeyRefused
from zhuxin.kernel.identity.factors.queries import list_factors
from zhuxin.kernel.identity.tables import second_factor, session

KIND = "passkey"
CHALLENGE_LASTS = timedelta(minutes=5)
Options = dict[str, Any]


async def registration_options(
    connection: Connection, session_id: str, user: Any, lender: str, origin: str, now: datetime
) -> Options:
    """What the browser makes a passkey from."""
    options = webauthn.generate_registration_options(
        rp_id=_host(origin),
        rp_name=lender,
        user_name=user.username,
        user_display_name=user.name,
        user_id=user.id.encode(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=await _descriptors(connection, user.id),
    )
    await _keep(connection, session_id, options.challenge, now)
    found: Options = orjson.loads(webauthn.options_to_json(options))
    return found


async def register(
    connection: Connection,
    session_id: str,
    user_id: str,
    credential: Options,
    name: str,
    origin: str,
    now: datetime,
) -> str:
    """Keep a passkey that a browser has made; its id. Raises `PasskeyRefused`."""
    challenge = await _take(connection, session_id, now)
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(origin),
            expected_origin=origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    factor_id = new_id()
    await connection.insert(
        second_factor,
        {
            "id": factor_id,
            "created_at": now,
            "confirmed_at": now,
            "user_id": user_id,
            "kind": KIND,
            "name": name,
            "credential_id": made.credential_id,
            "public_key": made.credential_public_key,
            "sign_count": made.sign_count,
        },
    )
    return factor_id


async def request_options(
    connection: Connection, session_id: str, user_id: str, origin: str, now: datetime
) -> Options:
    """What the browser asks for one of somebody's passkeys with."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(origin),
        allow_credentials=await _descriptors(connection, user_id),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    await _keep(connection, session_id, options.challenge, now)
    found: Options = orjson.loads(webauthn.options_to_json(options))
    return found


async def verify(
    connection: Connection, session_id: str, user_id: str, credential: Options, origin: str, now: datetime
) -> None:
    """Raises `PasskeyRefused` unless a browser's answer is that of a passkey of hers to the challenge of her session."""
    challenge = await _take(connection, session_id, now)
    row = await _of(connection, user_id, credential)
    try:
        proved = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(origin),
            expected_origin=origin,
            credential_public_key=bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    await connection.execute(
        update(second_factor)
        .where(second_factor.c.id == row.id)
        .values(sign_count=proved.new_sign_count, last_used_at=now)
    )


async def _of(connection: Connection, user_id: str, credential: Options) -> Any:
    try:
        credential_id = webauthn.base64url_to_bytes(credential["rawId"])
    except (KeyError, TypeError, ValueError) as error:
        raise PasskeyRefused from error
    row = await connection.find(
        select(second_factor)
        .where(second_factor.c.user_id == user_id, second_factor.c.credential_id == credential_id)
        .with_for_update()
    )
    if row is None:
        raise PasskeyRefused
    return row


async def _descriptors(connection: Connection, user_id: str) -> list[PublicKeyCredentialDescriptor]:
    rows = await list_factors(connection, user_id, KIND)
    return [PublicKeyCredentialDescriptor(id=bytes(row.credential_id)) for row in rows]


async def _keep(connection: Connection, session_id: str, challenge: bytes, now: datetime) -> None:
    await connection.execute(
        update(session)
        .where(session.c.id == session_id)
        .values(challenge=challenge, challenge_until_at=now + CHALLENGE_LASTS)
    )


async def _take(connection: Connection, session_id: str, now: datetime) -> bytes:
    """The challenge of a session, which is gone with this."""
    row = await connection.find(
        select(session.c.challenge, session.c.challenge_until_at)
        .where(session.c.id == session_id)
        .with_for_update()
    )
    if row is None or row.challenge is None or row.challenge_until_at <= now:
        raise PasskeyRefused
    await connection.execute(update(session).where(session.c.id == session_id).values(challenge=None))
    return bytes(row.challenge)


def _host(origin: str) -> str:
    return urlsplit(origin).hostname or ""

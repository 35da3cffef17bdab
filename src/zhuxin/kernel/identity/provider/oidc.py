"""The code flow of OpenID Connect with PKCE, state and nonce, and the verification of the ID token.

What the flow has to remember between leaving and coming back travels sealed in the browser's own cookie, so that an answer is taken
only by the browser that asked, and only for ten minutes.
"""

import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

import httpx
import orjson
from cryptography.exceptions import InvalidTag
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.errors import Unauthenticated, Unavailable
from zhuxin.core.settings import Settings
from zhuxin.core.text import Label

with warnings.catch_warnings():
    import authlib.deprecate  # noqa: F401 (it sets a filter of its own, so it comes before ours)

    warnings.simplefilter("ignore")  # of its own coming renaming of httpx
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.httpx_client import AsyncOAuth2Client

LASTS = timedelta(minutes=10)
LEEWAY_S = 60
TIMEOUT_S = 10
# What a provider may sign with: keys of its own, never our secret, never nothing.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_PURPOSE = "oidc.flow"


class ProviderRefused(Unauthenticated):
    code = "auth.provider_refused"
    text = Label(
        "统一登录没有完成，请重新登录或联系管理员",
        "The log-in by the provider was not completed; try again or ask an administrator",
    )


class ProviderAway(Unavailable):
    code = "auth.provider_away"
    text = Label("统一登录暂时不可用，请稍后再试", "The log-in provider cannot be reached; try again shortly")


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the browser goes, and what it brings back, sealed."""

    url: str
    sealed: str


async def depart(settings: Settings, vault: Vault, origin: str, now: datetime) -> Departure:
    """The provider's page to log in at."""
    found = await _metadata(settings)
    flow = {"state": token_urlsafe(24), "nonce": token_urlsafe(24), "verifier": token_urlsafe(48)}
    async with _client(settings, origin) as client:
        url, _ = client.create_authorization_url(
            found["authorization_endpoint"],
            state=flow["state"],
            nonce=flow["nonce"],
            code_verifier=flow["verifier"],
        )
    until = (now + LASTS).timestamp()
    sealed = vault.encrypt(orjson.dumps({**flow, "until": until}).decode(), _PURPOSE).hex()
    return Departure(url, sealed)


async def arrive(
    settings: Settings, vault: Vault, origin: str, sealed: str, code: str, state: str, now: datetime
) -> dict[str, Any]:
    """The verified claims of who has logged in at the provider. Raises `ProviderRefused` or `ProviderAway`."""
    flow = _opened(vault, sealed, now)
    if flow["state"] != state or not code:
        raise ProviderRefused
    found = await _metadata(settings)
    try:
        async with _client(settings, origin) as client:
            answer = await client.fetch_token(
                found["token_endpoint"], code=code, code_verifier=flow["verifier"]
            )
        keys = KeySet.import_key_set(await _get(found["jwks_uri"]))
        token = jwt.decode(answer["id_token"], keys, algorithms=ALGORITHMS)
        registry = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=LEEWAY_S,
            iss={"essential": True, "value": found["issuer"]},
            aud={"essential": True, "value": settings.oidc_client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": flow["nonce"]},
        )
        registry.validate(token.claims)
    except httpx.HTTPError as error:
        raise ProviderAway from error
    except (AuthlibBaseError, JoseError, KeyError, ValueError, TypeError) as error:
        raise ProviderRefused from error
    return dict(token.claims)


def _opened(vault: Vault, sealed: str, now: datetime) -> dict[str, Any]:
    try:
        flow: dict[str, Any] = orjson.loads(vault.decrypt(bytes.fromhex(sealed), _PURPOSE))
    except (ValueError, IndexError, InvalidTag) as error:
        raise ProviderRefused from error
    if flow["until"] <= now.timestamp():
        raise ProviderRefused
    return flow


async def _metadata(settings: Settings) -> dict[str, Any]:
    """What the provider says of itself; of another issuer than the one set it is believed nothing."""
    issuer = settings.oidc_issuer.rstrip("/")
    found = await _get(f"{issuer}/.well-known/openid-configuration")
    if not isinstance(found, dict) or str(found.get("issuer", "")).rstrip("/") != issuer:
        raise ProviderRefused
    return found


async def _get(url: str) -> Any:
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False) as client:
            answer = await client.get(url)
            answer.raise_for_status()
            return answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderAway from error


def _client(settings: Settings, origin: str) -> Any:
    secret = settings.oidc_secret_file.read_text().strip() if settings.oidc_secret_file else None
    return AsyncOAuth2Client(
        client_id=settings.oidc_client_id,
        client_secret=secret,
        scope=settings.oidc_scope,
        redirect_uri=f"{origin}/api/v1/auth/oidc/back",
        code_challenge_method="S256",
        timeout=TIMEOUT_S,
        trust_env=False,
    )

"""Passwords (Argon2id) and random tokens (stored as SHA-256).

Hashing takes a tenth of a second and 64 MB: it is done in a few threads, so that the event loop goes on and a flood of log-ins
costs no more than that. Whoever would have to wait too long is refused.
"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from zhuxin.core.errors import TooMany

PASSWORD_MAX = 128
THREADS = 2
WAITING = 40  # about two seconds of work
Result = TypeVar("Result")

_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="passwords")
_waiting = 0
# Of no password of anybody: what a name that does not exist is compared with. Written out, because making one takes each
# process that starts a tenth of a second. A test holds it to the parameters of today.
DECOY = "$argon2id$v=19$m=65536,t=3,p=4$cIQ3mlgr6wrRKMg8V+/dkA$PjBvD8Oj15K6UGRWDmdd8t/Ip8374oUyeEpY1GYk7tk"


async def off_loop(work: Callable[..., Result], *arguments: Any) -> Result:
    """Do slow work on passwords in the threads for it. Raises `TooMany` where too much of it waits."""
    global _waiting
    if _waiting >= WAITING:
        raise TooMany(retry_after_s=2)
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, work, *arguments)
    finally:
        _waiting -= 1


async def hash_password(password: str) -> str:
    return await off_loop(_hasher.hash, password)


async def password_matches(stored: str | None, password: str) -> bool:
    """Whether a password is the stored one; takes as long for a user that does not exist (`stored` None)."""
    return await off_loop(_matches, stored, password)


def _matches(stored: str | None, password: str) -> bool:
    try:
        return _hasher.verify(stored or DECOY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token(prefix: str = "") -> str:
    """256 random bits as text."""
    return prefix + secrets.token_urlsafe(32)


def token_digest(token: str) -> bytes:
    """What is stored of a token."""
    return sha256(token.encode()).digest()

"""Passwords (Argon2id) and random tokens (stored as SHA-256)."""

import secrets
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

PASSWORD_MIN, PASSWORD_MAX = 8, 128
_hasher = PasswordHasher()
# Of no password of anybody: what a name that does not exist is compared with. Written out, because making one takes each
# process that starts a tenth of a second. A test holds it to the parameters of today.
DECOY = "$argon2id$v=19$m=65536,t=3,p=4$cIQ3mlgr6wrRKMg8V+/dkA$PjBvD8Oj15K6UGRWDmdd8t/Ip8374oUyeEpY1GYk7tk"


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_matches(stored: str | None, password: str) -> bool:
    """Whether a password is the stored one; takes as long for a user that does not exist (`stored` None)."""
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

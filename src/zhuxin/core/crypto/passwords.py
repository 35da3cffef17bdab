"""Passwords (Argon2id) and random tokens (stored as SHA-256)."""

import secrets
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

PASSWORD_MIN, PASSWORD_MAX = 8, 128
_hasher = PasswordHasher()
_decoy = _hasher.hash(secrets.token_hex(8))


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_matches(stored: str | None, password: str) -> bool:
    """Whether a password is the stored one; takes as long for a user that does not exist (`stored` None)."""
    try:
        return _hasher.verify(stored or _decoy, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token(prefix: str = "") -> str:
    """256 random bits as text."""
    return prefix + secrets.token_urlsafe(32)


def token_digest(token: str) -> bytes:
    """What is stored of a token."""
    return sha256(token.encode()).digest()

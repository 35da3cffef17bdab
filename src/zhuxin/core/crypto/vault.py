"""Envelope encryption (AES-256-GCM) with a blind index.

The master key lies in a file outside the database. It wraps nothing but derived keys here: one data key for
ciphertexts and one HMAC key for blind indexes, both by HKDF-SHA256 (RFC 5869), versioned by the first byte.
"""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE_BYTES = 12


class Vault:
    """Encrypts sensitive values and makes their searchable blind index.

    `purpose` binds a ciphertext to its place, such as `party.id_number`: it opens nowhere else.
    """

    def __init__(self, master_key: bytes):
        if len(master_key) != 32:
            raise ValueError("the master key must have 32 bytes")
        self._cipher = AESGCM(_derive(master_key, b"zhuxin data key 1"))
        self._blind_key = _derive(master_key, b"zhuxin blind index 1")

    def encrypt(self, value: str, purpose: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, value.encode(), purpose.encode())

    def decrypt(self, stored: bytes, purpose: str) -> str:
        """Raises `cryptography.exceptions.InvalidTag` where the text or its place was changed."""
        body = bytes(stored)
        nonce, text = body[1 : 1 + _NONCE_BYTES], body[1 + _NONCE_BYTES :]
        return self._cipher.decrypt(nonce, text, purpose.encode()).decode()

    def blind(self, value: str, kind: str) -> bytes:
        """HMAC-SHA256, 16 bytes, of a normalized value; equal values of one kind have equal indexes."""
        return hmac.new(self._blind_key, f"{kind}:{value}".encode(), sha256).digest()[:16]


def _derive(master_key: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(master_key)


def load_master_key(path: Path) -> bytes:
    """The key of a file, made on the first call (mode 0600)."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text().strip())

"""Envelope encryption (AES-256-GCM) with a blind index.

The master keys lie in a file outside the database (`keys.py`). Each one makes derived keys only: one for ciphertexts, one for blind
indexes, one for the audit log. The first byte of a ciphertext is the version of the master key.
"""

import hmac
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zhuxin.core.crypto.keys import Keys, derive, read_keys

_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class _Derived:
    """What one master key is used by."""

    cipher: AESGCM
    blind: bytes


class Vault:
    """Encrypts sensitive values and makes their searchable blind index.

    `purpose` binds a ciphertext to its place, such as `party.id_number`: it opens nowhere else. The key file is read with the first
    use, and again when it has changed, so that keys are changed while the system runs. Raises `NoKey` where there is none.
    """

    def __init__(self, path: Path):
        self.path = path
        self._read_at = -1
        self._keys: Keys | None = None
        self._derived: dict[int, _Derived] = {}

    @property
    def keys(self) -> Keys:
        """The keys as they are in the file now."""
        try:
            changed_at = os.stat(self.path).st_mtime_ns
        except OSError:
            changed_at = -1 if self._keys is None else self._read_at
        if self._keys is None or changed_at != self._read_at:
            self._keys, self._read_at = read_keys(self.path), changed_at
            self._derived = {
                version: _Derived(
                    AESGCM(derive(master, b"zhuxin data key 1")), derive(master, b"zhuxin blind index 1")
                )
                for version, master in self._keys.masters.items()
            }
        return self._keys

    def encrypt(self, value: str, purpose: str) -> bytes:
        version = self.keys.current
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._derived[version].cipher.encrypt(nonce, value.encode(), purpose.encode())
        return bytes([version]) + nonce + sealed

    def decrypt(self, stored: bytes, purpose: str) -> str:
        """Raises `cryptography.exceptions.InvalidTag` where the text or its place was changed, or its key is not here."""
        body = bytes(stored)
        if body[0] not in self._derived and body[0] not in self.keys.masters:
            raise InvalidTag
        nonce, text = body[1 : 1 + _NONCE_BYTES], body[1 + _NONCE_BYTES :]
        return self._derived[body[0]].cipher.decrypt(nonce, text, purpose.encode()).decode()

    def blind(self, value: str, kind: str) -> bytes:
        """HMAC-SHA256, 16 bytes, of a normalized value; equal values of one kind have equal indexes."""
        return self._blind(self.keys.current, value, kind)

    def blinds(self, value: str, kind: str) -> list[bytes]:
        """The blind indexes a stored value may have: one but while keys are changed, the one in use first."""
        return [self._blind(version, value, kind) for version in sorted(self.keys.masters, reverse=True)]

    def kek(self, version: int) -> bytes:
        """The key of a master key that wraps the keys of files."""
        return derive(self.keys.masters[version], b"zhuxin file key 1")

    def sign(self, content: bytes) -> str:
        """HMAC-SHA256 in hex of what lies outside the database and must not be changed, with the version of its key."""
        version = self.keys.current
        return f"{version}:{self._signature(version, content)}"

    def signed(self, content: bytes, signature: str) -> bool:
        version, _, text = signature.partition(":")
        known = version.isascii() and version.isdigit() and int(version) in self.keys.masters
        return known and hmac.compare_digest(text, self._signature(int(version), content))

    def _signature(self, version: int, content: bytes) -> str:
        key = derive(self.keys.masters[version], b"zhuxin signature 1")
        return hmac.new(key, content, sha256).hexdigest()

    def _blind(self, version: int, value: str, kind: str) -> bytes:
        return hmac.new(self._derived[version].blind, f"{kind}:{value}".encode(), sha256).digest()[:16]

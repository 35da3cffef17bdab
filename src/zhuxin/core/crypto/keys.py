"""The keys of one installation, in a file outside the database.

The file holds one master key, in hex, or during a change of keys one a line with its version (`2 <hex>`). What an earlier master key is
still needed for once its values are encrypted anew, to verify the audit log, is kept as `audit 1 <hex>`.
"""

import os
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class NoKey(Exception):
    """Why there is no usable key, in one plain sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Master keys by version, the latest in use; and by version the audit keys of master keys that are gone."""

    masters: dict[int, bytes]
    audit: dict[int, bytes] = field(default_factory=dict)

    @property
    def current(self) -> int:
        return max(self.masters)

    def audit_key(self, version: int) -> bytes | None:
        """The key of the hashes that seal the audit log; None where it is not known."""
        if version in self.masters:
            return derive(self.masters[version], b"zhuxin audit chain 1")
        return self.audit.get(version)

    def fingerprints(self) -> dict[int, str]:
        return {version: fingerprint(master) for version, master in self.masters.items()}


def derive(master: bytes, info: bytes) -> bytes:
    """A key for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(master)


def fingerprint(master: bytes) -> str:
    """Names a master key without telling anything of it."""
    return sha256(b"zhuxin key fingerprint" + master).hexdigest()[:16]


def read_keys(path: Path) -> Keys:
    """The keys of a file; raises `NoKey`."""
    try:
        lines = path.read_text().split("\n")
    except (OSError, UnicodeDecodeError):
        raise NoKey(
            f"读不到主密钥，没有它数据打不开，请把它放回原处 / The master key cannot be read, and the data cannot be opened without it;"
            f" put it back: {path}"
        ) from None
    masters, audit = {}, {}
    try:
        for words in filter(None, map(str.split, lines)):
            key = bytes.fromhex(words[-1])
            if len(key) != KEY_BYTES:
                raise ValueError
            if len(words) == 1:
                masters[1] = key
            elif words[0] == "audit":
                audit[int(words[1])] = key
            else:
                masters[int(words[0])] = key
        if not masters or not all(0 < version < 256 for version in masters):
            raise ValueError
    except (ValueError, IndexError):
        raise NoKey(f"主密钥文件已损坏 / The master key file is damaged: {path}") from None
    return Keys(masters, audit)


def write_keys(path: Path, keys: Keys) -> None:
    """Write the file anew, whole or not at all, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if list(keys.masters) == [1] and not keys.audit:
        text = keys.masters[1].hex()
    else:
        text = "".join(f"{version} {key.hex()}\n" for version, key in sorted(keys.masters.items()))
        text += "".join(f"audit {version} {key.hex()}\n" for version, key in sorted(keys.audit.items()))
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def make_keys(path: Path) -> None:
    """A first master key, where no file is; to be called for an empty database only."""
    if not path.exists():
        write_keys(path, Keys({1: secrets.token_bytes(KEY_BYTES)}))

"""Files that lie encrypted on the disk: each with a key of its own, which the master key wraps, so that a change of the master key
rewrites forty bytes of it.

`ZXF1`, the version of the master key, the wrapped key (RFC 5649, 40 bytes), 7 random bytes; then parts of 1 MiB, each AES-256-GCM with
its number and whether it is the last in the nonce, so that a file that is cut, or whose parts were moved, does not open.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import keywrap
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zhuxin.core.crypto.vault import Vault

MAGIC = b"ZXF1"
PART = 1 << 20
_TAG, _WRAPPED, _RANDOM = 16, 40, 7
HEAD = len(MAGIC) + 1 + _WRAPPED + _RANDOM


class Damaged(Exception):
    """A file that was cut, changed, or sealed with a key that is not here."""


def is_sealed(path: Path) -> bool:
    """Whether a file is encrypted; those of before were not."""
    with open(path, "rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def sealed(vault: Vault, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What is written of a content that comes in pieces."""
    version, key, random = vault.keys.current, AESGCM.generate_key(256), os.urandom(_RANDOM)
    yield MAGIC + bytes([version]) + keywrap.aes_key_wrap_with_padding(vault.kek(version), key) + random
    cipher, number, waiting = AESGCM(key), 0, bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > PART:
            yield cipher.encrypt(random + struct.pack(">IB", number, 0), bytes(waiting[:PART]), None)
            del waiting[:PART]
            number += 1
    yield cipher.encrypt(random + struct.pack(">IB", number, 1), bytes(waiting), None)


def opened(vault: Vault, file: IO[bytes]) -> Iterator[bytes]:
    """The content of a file in pieces; of one that is not encrypted, as it is. Raises `Damaged`, at the latest before the last piece."""
    head = file.read(HEAD)
    if head[: len(MAGIC)] != MAGIC:
        yield head
        while piece := file.read(PART):
            yield piece
        return
    cipher, random = AESGCM(_unwrapped(vault, head)), head[-_RANDOM:]
    number, part = 0, file.read(PART + _TAG)
    while True:
        following = file.read(PART + _TAG)
        try:
            yield cipher.decrypt(random + struct.pack(">IB", number, not following), part, None)
        except InvalidTag:
            raise Damaged(file.name) from None
        if not following:
            return
        number, part = number + 1, following


def read_sealed(vault: Vault, path: Path) -> bytes:
    """The whole content of a file; raises `Damaged`."""
    with open(path, "rb") as file:
        return b"".join(opened(vault, file))


def write_sealed(vault: Vault, pieces: Iterable[bytes], path: Path) -> None:
    """Write a file whole or not at all, for its owner alone: beside, then renamed."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for piece in sealed(vault, pieces):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def seal_in_place(vault: Vault, path: Path) -> bool:
    """Encrypt a file of before, or wrap the key of one anew; whether anything was to be done. Killed, it is done again."""
    with open(path, "rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        if head[: len(MAGIC)] != MAGIC:
            write_sealed(vault, iter(lambda: file.read(PART), b""), path)
            return True
    version = vault.keys.current
    if head[len(MAGIC)] == version:
        return False
    wrapped = keywrap.aes_key_wrap_with_padding(vault.kek(version), _unwrapped(vault, head))
    with open(path, "r+b") as file:
        # One write of 41 bytes within a sector: it is there or not.
        file.seek(len(MAGIC))
        file.write(bytes([version]) + wrapped)
        file.flush()
        os.fsync(file.fileno())
    return True


def _unwrapped(vault: Vault, head: bytes) -> bytes:
    version, wrapped = head[len(MAGIC)], head[len(MAGIC) + 1 : len(MAGIC) + 1 + _WRAPPED]
    try:
        if len(head) < HEAD or version not in vault.keys.masters:
            raise Damaged(f"key {version} is not here")
        return keywrap.aes_key_unwrap_with_padding(vault.kek(version), wrapped)
    except keywrap.InvalidUnwrap:
        raise Damaged("its key does not open") from None

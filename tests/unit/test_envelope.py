"""Encrypted files: whole again whatever their size, and nothing of one that was cut, changed, put together anew or has another key."""

import io
import os
import secrets
import stat

import pytest

from zhuxin.core.crypto.envelope import (
    HEAD,
    PART,
    Damaged,
    is_sealed,
    opened,
    read_sealed,
    seal_in_place,
    sealed,
    write_sealed,
)
from zhuxin.core.crypto.keys import Keys, make_keys, read_keys, write_keys
from zhuxin.core.crypto.vault import Vault

SEALED_PART = PART + 16


@pytest.fixture
def vault(tmp_path):
    make_keys(tmp_path / "master.key")
    return Vault(tmp_path / "master.key")


def whole(vault, content):
    return b"".join(sealed(vault, [content[at : at + 300_000] for at in range(0, len(content), 300_000)]))


def read(vault, stored):
    return b"".join(opened(vault, io.BytesIO(stored)))


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 7])
def test_what_is_sealed_opens_again(vault, size):
    content = os.urandom(size)
    stored = whole(vault, content)
    assert read(vault, stored) == content
    assert size < 16 or content[:16] not in stored
    assert whole(vault, content) != stored


def test_whatever_is_done_to_a_sealed_file_is_found(vault):
    stored = whole(vault, os.urandom(2 * PART + 100))
    parts = [stored[HEAD + at * SEALED_PART : HEAD + (at + 1) * SEALED_PART] for at in range(3)]
    flipped = bytearray(stored)
    flipped[HEAD + PART + 50] ^= 1
    wrapped = bytearray(stored)
    wrapped[10] ^= 1
    for name, changed in {
        "a byte": bytes(flipped),
        "its key": bytes(wrapped),
        "cut in a part": stored[:-50],
        "cut between parts": stored[: HEAD + 2 * SEALED_PART],
        "a part left out": stored[:HEAD] + parts[0] + parts[2],
        "parts in another order": stored[:HEAD] + parts[1] + parts[0] + parts[2],
        "a head alone": stored[:20],
        "more after its end": stored + b"x",
    }.items():
        file = io.BytesIO(changed)
        file.name = name
        with pytest.raises(Damaged):
            b"".join(opened(vault, file))


def test_another_key_opens_nothing(vault, tmp_path):
    stored = whole(vault, b"secret")
    other = tmp_path / "other.key"
    make_keys(other)
    with pytest.raises(Damaged):
        read(Vault(other), stored)


def test_a_clear_file_is_read_as_it_is_and_sealed_where_it_lies(vault, tmp_path):
    path, content = tmp_path / "paper", b"%PDF-" + os.urandom(PART)
    path.write_bytes(content)
    assert read_sealed(vault, path) == content
    assert seal_in_place(vault, path) and is_sealed(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_sealed(vault, path) == content
    assert not seal_in_place(vault, path)


def test_a_change_of_keys_rewrites_the_head_alone(vault, tmp_path):
    path, content = tmp_path / "paper", os.urandom(PART + 5)
    write_sealed(vault, (content,), path)
    before = path.read_bytes()
    keys = read_keys(vault.path)
    write_keys(vault.path, Keys({**keys.masters, 2: secrets.token_bytes(32)}))
    assert seal_in_place(vault, path) and not seal_in_place(vault, path)
    after = path.read_bytes()
    assert after[45:] == before[45:] and after[:45] != before[:45]
    write_keys(vault.path, Keys({2: read_keys(vault.path).masters[2]}))
    assert read_sealed(vault, path) == content

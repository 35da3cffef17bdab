"""Whether the master key of a process is the one a database was filled with."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from cryptography.exceptions import InvalidTag
from sqlalchemy import Column, Integer, Table, delete, select
from sqlalchemy.dialects.postgresql import insert

from zhuxin.core.crypto.keys import Keys, NoKey, read_keys
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.core.db.schema import created_at, metadata, text_column

key_fingerprint = Table(
    "key_fingerprint",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    text_column("fingerprint"),
    created_at(),
)
_CIPHERS = """SELECT table_name AS name, column_name AS cipher FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name LIKE '%\\_cipher' ORDER BY table_name, column_name"""


class WrongKey(NoKey):
    """The key does not fit the database; in one plain sentence for the operator."""


def check_key_of(url: str, path: Path) -> None:
    """Raises `NoKey` where the key of a file does not fit what a database notes of its keys."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        if connection.execute("SELECT to_regclass('key_fingerprint')").fetchone() == (None,):
            return
        rows = connection.execute("SELECT version, fingerprint FROM key_fingerprint").fetchall()
    if rows:
        _compare(dict(rows), read_keys(path), path)


async def check_key(connection: Connection, vault: Vault) -> None:
    """Raises `NoKey` where there is no key, and `WrongKey` where the database was filled with another one.

    A database from before fingerprints were kept is looked at value by value, and notes the key that opens one.
    """
    if await connection.value("SELECT to_regclass('key_fingerprint')") is None:
        return  # a database of an earlier program, which is brought up to date first
    keys = vault.keys
    noted = {row.version: row.fingerprint for row in await connection.all(select(key_fingerprint))}
    if noted:
        _compare(noted, keys, vault.path)
        return
    await _check_values(connection, vault)
    await note_keys(connection, vault)


def _compare(noted: Mapping[int, str], keys: Keys, path: Path) -> None:
    here = keys.fingerprints()
    if any(here.get(version) != noted[version] for version in noted):
        raise WrongKey(
            f"主密钥与数据库不符，请放回原来的主密钥 / The master key is not the one this database was filled with,"
            f" put that one back: {path}"
        )


async def note_keys(connection: Connection, vault: Vault) -> None:
    """Note the fingerprints of the keys that are here and in use."""
    for version, text in vault.keys.fingerprints().items():
        values = {"version": version, "fingerprint": text}
        await connection.execute(insert(key_fingerprint).values(**values).on_conflict_do_nothing())


async def forget_key(connection: Connection, version: int) -> None:
    """Forget the fingerprints of all keys but one, which opens everything."""
    await connection.execute(delete(key_fingerprint).where(key_fingerprint.c.version != version))


async def _check_values(connection: Connection, vault: Vault) -> None:
    """Raises `WrongKey` where the first value of a field that is stored encrypted cannot be opened."""
    for place in await connection.all(_CIPHERS):
        stored: Any = await connection.value(
            f'SELECT "{place.cipher}" FROM "{place.name}" WHERE "{place.cipher}" IS NOT NULL LIMIT 1'
        )
        if stored is None:
            continue
        try:
            vault.decrypt(stored, f"{place.name}.{place.cipher.removesuffix('_cipher')}")
        except InvalidTag:
            raise WrongKey(
                f"主密钥打不开数据库中的数据，请放回原来的主密钥 / The master key does not open what this database holds,"
                f" put the right one back: {vault.path}"
            ) from None
        return

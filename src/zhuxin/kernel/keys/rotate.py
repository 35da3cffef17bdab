"""A new master key, while the system runs: it is put beside the old one, every value is encrypted with it, and then the old one is dropped.

Stopped at any point it goes on with the next call. Meanwhile values open with either key, and are found by the blind index of either.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace

from zhuxin.core.crypto.fitness import forget_key, note_keys
from zhuxin.core.crypto.keys import KEY_BYTES, NoKey, write_keys
from zhuxin.core.crypto.places import PLACES
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.fields.registry import KINDS, kind_of
from zhuxin.kernel.objects.catalog import Catalog, removed_fields
from zhuxin.kernel.permissions.caller import system_caller

BATCH = 500
PAUSE_S = 0.5
Told = Callable[[str, int], None]
_OPEN = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND xact_start IS NOT NULL AND xact_start < %(since)s"""


@dataclass(frozen=True, slots=True)
class _Column:
    """Ciphertexts of one column; with a blind index of a kind, if it has one."""

    table: str
    column: str
    purpose: Callable[[str], str]
    blind: tuple[str, str] | None = None


def begin(vault: Vault) -> int:
    """Put a new master key into the file, if no change is under way; the version that is the new one."""
    keys = vault.keys
    if len(keys.masters) == 1:
        if keys.current == 255:
            raise NoKey("主密钥版本已用尽 / There are no more versions of master keys")
        masters = {**keys.masters, keys.current + 1: secrets.token_bytes(KEY_BYTES)}
        write_keys(vault.path, replace(keys, masters=masters))
    return vault.keys.current


async def rotate(services: Services, told: Told, reseal: Callable[[], Awaitable[int]]) -> int:
    """Change the master key; the new version. `told` hears what was done, `reseal` wraps the keys of files anew."""
    version = begin(services.vault)
    async with services.database.connection() as connection:
        await note_keys(connection, services.vault)
        begun = await connection.value("SELECT now()")
        catalog = await services.catalog(connection)
        columns = list(_columns(catalog)) + await _removed(connection, catalog)
    while True:
        # A transaction that began before may still write with the old key: only a round after all of them are through counts.
        async with services.database.connection() as connection:
            quiet = not await connection.value(_OPEN, {"since": begun})
        for one in columns:
            if done := await _renew(services, catalog, one, version):
                told(f"{one.table}.{one.column}", done)
        async with services.database.connection() as connection:
            left = [one for one in columns if await connection.value(_left(one), {"version": version})]
        if quiet and not left:
            break
        await asyncio.sleep(PAUSE_S)
    if done := await reseal():
        told("files", done)
    async with services.database.transaction() as connection:
        # An answer to a repeated request is not worth keeping an old key for: the request is refused then, and not done twice.
        await connection.execute(
            "UPDATE idempotency_key SET answer = NULL WHERE answer IS NOT NULL AND get_byte(answer, 0) <> %(version)s",
            {"version": version},
        )
    _drop_old(services.vault, version)
    async with services.database.transaction() as connection:
        await forget_key(connection, version)
    return version


def _drop_old(vault: Vault, version: int) -> None:
    keys = vault.keys
    audit = {old: key for old in keys.masters if old != version and (key := keys.audit_key(old))}
    masters = {version: keys.masters[version]}
    write_keys(vault.path, replace(keys, masters=masters, audit={**keys.audit, **audit}))


def _columns(catalog: Catalog) -> Iterator[_Column]:
    for definition in catalog.objects.values():
        for one in definition.fields.values():
            if kind_of(one).encrypted:
                yield _field(definition.table.name, definition.key, one.key, one.kind)
    for place in PLACES:
        yield _Column(place.table.name, place.column, place.purpose)


async def _removed(connection: Connection, catalog: Catalog) -> list[_Column]:
    """Fields in the bin, whose values are kept."""
    return [
        _field(catalog.objects[object_key].table.name, object_key, key, kind)
        for object_key, key, kind in await removed_fields(connection)
        if KINDS[kind].encrypted
        and object_key in catalog.objects
        and key not in catalog.objects[object_key].fields
    ]


def _field(table: str, object_key: str, key: str, kind: str) -> _Column:
    return _Column(table, f"{key}_cipher", lambda _: f"{object_key}.{key}", (f"{key}_blind", kind))


def _left(one: _Column) -> str:
    """Whether anything of a column is encrypted with another key: a row that somebody held was passed over."""
    return f'SELECT EXISTS (SELECT 1 FROM "{one.table}" WHERE get_byte("{one.column}", 0) <> %(version)s)'


async def _renew(services: Services, catalog: Catalog, one: _Column, version: int) -> int:
    """Encrypt the values of a column anew, a batch in a transaction; how many."""
    vault, done = services.vault, 0
    find = (
        f'SELECT id, "{one.column}" AS cipher FROM "{one.table}" WHERE get_byte("{one.column}", 0) <> %(version)s'
        f" ORDER BY id LIMIT {BATCH} FOR UPDATE SKIP LOCKED"
    )
    blind = f', "{one.blind[0]}" = %(blind)s' if one.blind else ""
    change = f'UPDATE "{one.table}" SET "{one.column}" = %(cipher)s{blind} WHERE id = %(id)s'
    while True:
        async with action_context(services, system_caller(catalog, "keys")) as context:
            rows = await context.connection.all(find, {"version": version})
            for row in rows:
                purpose = one.purpose(row.id)
                value = vault.decrypt(row.cipher, purpose)
                values = {"id": row.id, "cipher": vault.encrypt(value, purpose)}
                if one.blind:
                    values["blind"] = vault.blind(value, one.blind[1])
                await context.connection.execute(change, values)
        done += len(rows)
        if len(rows) < BATCH:
            return done

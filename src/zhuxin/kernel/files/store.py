"""Keeping and reading files. A file belongs to a record: who may see the record may see the file."""

import re
from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from zhuxin.core.crypto.envelope import Damaged, read_sealed, seal_in_place, write_sealed
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Conflict, Invalid, Missing, StorageFull, TooLarge
from zhuxin.core.ids import is_id, new_id
from zhuxin.core.log import log
from zhuxin.core.storage import check_room, means_full
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.files.tables import stored_file
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.queries import get_record

_SIGNATURES = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class FileTypeNotTaken(Invalid):
    code = "file.type"
    text = Label("只接受 {types} 文件", "Only {types} files are taken")


class FileDamaged(Conflict):
    code = "file.damaged"
    text = Label(
        "文件已损坏或被改动，请联系管理员从备份恢复",
        "The file is damaged or was changed; ask an administrator to restore it from a backup",
    )


async def keep_file(
    context: ActionContext,
    name: str,
    content: bytes,
    *,
    object: str,
    record_id: str | None,
    field: Field | None = None,
    types: Collection[str] = (),
    media_type: str | None = None,
) -> dict[str, Any]:
    """Keep a file for a record, or for one of its fields; its type is told from its content.

    `types` narrows what is taken; `media_type` is said of what the system itself made. Raises `FileTypeNotTaken`, `TooLarge`,
    `StorageFull`. Without a record it waits for its owner to write one with it. The bytes are written last, so that whatever else
    fails leaves none behind.
    """
    if len(content) > context.services.settings.file_limit_bytes:
        raise TooLarge
    if media_type is None:
        media_type = next((kind for head, kind in _SIGNATURES.items() if content.startswith(head)), None)
        taken = types or (kind_of(field).media_types if field else _SIGNATURES.values())
        if media_type not in taken:
            names = ", ".join(sorted(one.partition("/")[2].upper() for one in taken))
            raise FileTypeNotTaken(pointer="/file", types=names)
    digest = sha256(content).digest()
    await _hold(context.connection, digest)
    check_room(context.services.settings.file_dir, len(content))
    row = {
        "id": new_id(),
        "created_at": context.now,
        "name": re.sub(r"[^\w.\-() ]", "_", name)[:150],
        "media_type": media_type,
        "size_bytes": len(content),
        "digest": digest,
        "object": object,
        "record_id": record_id,
        "field": field.key if field else None,
        "created_by": context.caller.user_id,
    }
    await context.connection.insert(stored_file, row)
    await context.record(
        "file.kept", object=object, record_id=record_id, file_id=row["id"], file_name=row["name"]
    )
    _write(context.services.vault, _path(context.services.settings.file_dir, digest), content)
    return {"id": row["id"], "name": row["name"], "size": row["size_bytes"], "media_type": media_type}


async def drop_waiting(context: ActionContext, file_id: str) -> None:
    """Throw a file away that no record has taken, and its bytes where no other file has the same."""
    waits = (stored_file.c.id == file_id, stored_file.c.record_id.is_(None))
    row = await context.connection.find(select(stored_file).where(*waits).with_for_update())
    if row is None:
        return
    digest = bytes(row.digest)
    await _hold(context.connection, digest)
    await context.connection.execute(delete(stored_file).where(*waits))
    await context.record("file.dropped", object=row.object, file_id=file_id, file_name=row.name)
    if (
        await context.connection.find(select(stored_file.c.id).where(stored_file.c.digest == digest).limit(1))
        is None
    ):
        _path(context.services.settings.file_dir, digest).unlink(missing_ok=True)


async def _hold(connection: Connection, digest: bytes) -> None:
    """Keep others from adding or dropping a file of these bytes until the transaction ends."""
    key = int.from_bytes(digest[:8], "big", signed=True)
    await connection.value("SELECT pg_advisory_xact_lock(%(key)s)", {"key": key})


async def read_file(
    connection: Connection, caller: Caller, services: Services, file_id: str
) -> tuple[Any, bytes]:
    """A file's row and bytes, if the caller may see the record and the field it belongs to; raises `Missing`.

    One that no record has yet is seen by who handed it in.
    """
    if not is_id(file_id):
        raise Missing
    row = await connection.find(select(stored_file).where(stored_file.c.id == file_id))
    if row is None:
        raise Missing
    if row.record_id is None:
        if row.created_by is None or row.created_by != caller.user_id:
            raise Missing
    else:
        await get_record(connection, caller, row.object, row.record_id)
        if row.field and caller.rights.object(row.object).access(row.field) < Access.READ:
            raise Missing
    path = _path(services.settings.file_dir, bytes(row.digest))
    if not path.exists():
        raise Missing
    try:
        content = read_sealed(services.vault, path)
    except Damaged as error:
        log.error("a stored file is damaged", file=str(path), why=str(error))
        raise FileDamaged from None
    if sha256(content).digest() != bytes(row.digest):
        log.error("a stored file is damaged", file=str(path), why="it is not what was kept")
        raise FileDamaged
    return row, content


def _path(file_dir: Path, digest: bytes) -> Path:
    name = digest.hex()
    return file_dir / name[:2] / name


def _write(vault: Vault, path: Path, content: bytes) -> None:
    """Whole or not at all, encrypted. The same content is kept once."""
    if path.exists():
        return
    try:
        write_sealed(vault, (content,), path)
    except OSError as error:
        if means_full(error):
            raise StorageFull from error
        raise


def seal_clear_files(vault: Vault, file_dir: Path) -> int:
    """Encrypt the files of before, and wrap the keys of others anew after a change of keys; how many. It goes on where it was stopped."""
    done = 0
    for path in file_dir.glob("??/*"):
        with suppress(FileNotFoundError):
            done += path.suffix != ".part" and seal_in_place(vault, path)
    return done

"""Backup and restore: the database and the file store, encrypted with the master key, in one directory with a signed manifest.

The master key itself is never in a backup: who finds the backup can read nothing of it, and nobody without the key can change it unseen.
"""

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import orjson
import psycopg

from zhuxin.core.crypto.envelope import PART, Damaged, opened, seal_in_place, write_sealed
from zhuxin.core.crypto.keys import NoKey, read_keys
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.embedded import postgres_command
from zhuxin.core.db.migrate import current_revision, known_revisions
from zhuxin.core.storage import means_full

FORMAT = 2  # 1: the dump in clear, no signature
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"


class CannotBackUp(Exception):
    """Why a backup cannot be made or restored, in one plain sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is: `revision` of its schema, the digest of its dump, and the fingerprint of its master key."""

    format: int
    created_at: str
    revision: str
    dump_sha256: str
    files: int
    key_fingerprint: str
    files_sha256: str = ""  # over the names of the files, which are digests of their contents
    signature: str = ""

    def unsigned(self) -> bytes:
        return orjson.dumps({**asdict(self), "signature": ""}, option=orjson.OPT_SORT_KEYS)


def fingerprint(key_file: Path) -> str:
    """Names the master key of a file without telling anything of it; raises `NoKey`."""
    keys = read_keys(key_file)
    return keys.fingerprints()[keys.current]


def require_system(key_file: Path) -> None:
    """Raises `CannotBackUp` where no system was ever started."""
    if not key_file.exists():
        raise CannotBackUp(
            f"这里没有可备份的系统，缺主密钥 / There is no system to back up here, no master key: {key_file}"
        )


def make_backup(url: str, *, file_dir: Path, key_file: Path, target: Path) -> Manifest:
    """Write a backup into a directory that is made for it; the system may run meanwhile.

    Files come after the database's snapshot: they are never changed, so that every file a row names is there.
    """
    require_empty(target)
    revision = current_revision(url)
    if revision is None:
        raise CannotBackUp("数据库是空的 / The database is empty")
    partial = target.with_name(f"{target.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True, mode=0o700)
        vault = Vault(key_file)
        _dump(vault, url, partial / DUMP)
        count = _copy_files(file_dir, partial / FILES)
        for path in _files(partial / FILES):
            seal_in_place(vault, path)
        manifest = Manifest(
            FORMAT,
            datetime.now(UTC).isoformat(timespec="seconds"),
            revision,
            _digest(partial / DUMP),
            count,
            fingerprint(key_file),
            _names_digest(partial / FILES),
        )
        manifest = replace(manifest, signature=vault.sign(manifest.unsigned()))
        (partial / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))
        (partial / MANIFEST).chmod(0o600)
        if target.exists():
            target.rmdir()
        os.replace(partial, target)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise _why(error, target) from None
    except CannotBackUp:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return manifest


def read_manifest(source: Path, key_file: Path) -> Manifest:
    """Check a backup and its key before anything is written; raises `CannotBackUp`."""
    try:
        manifest = Manifest(**orjson.loads((source / MANIFEST).read_bytes()))
        digest = _digest(source / DUMP)
    except (OSError, TypeError, orjson.JSONDecodeError):
        raise CannotBackUp(f"这不是备份目录 / This is no backup: {source}") from None
    if digest != manifest.dump_sha256:
        raise CannotBackUp(f"备份文件已损坏 / The backup is damaged: {source / DUMP}")
    if manifest.format > FORMAT or manifest.revision not in known_revisions():
        raise CannotBackUp(
            f"备份来自更新的版本，请先升级程序 / The backup is of a later version, upgrade the program first: {source}"
        )
    try:
        fits = fingerprint(key_file) == manifest.key_fingerprint
    except NoKey:
        fits = False
    if not fits:
        raise CannotBackUp(
            f"主密钥不在或不是备份时的那一个，请用 --key-file 指定 / The master key is missing or another one, "
            f"name it with --key-file: {key_file}"
        )
    if manifest.format > 1 and not (
        Vault(key_file).signed(manifest.unsigned(), manifest.signature)
        and manifest.files_sha256 == _names_digest(source / FILES)
    ):
        raise CannotBackUp(
            f"备份清单被改动或缺少文件 / The backup's manifest was changed or files are missing: {source}"
        )
    return manifest


def restore_database(url: str, source: Path, key_file: Path) -> None:
    """Fill an empty database from a backup, whole or not at all; raises `CannotBackUp`."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    if row is not None:
        raise CannotBackUp("目标数据库不是空的 / The target database is not empty")
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    command = [str(postgres_command("pg_restore")), *options, f"--dbname={url}"]
    with (
        open(source / DUMP, "rb") as file,
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as ran,
    ):
        assert ran.stdin is not None
        try:
            with suppress(BrokenPipeError):
                for piece in opened(Vault(key_file), file):
                    ran.stdin.write(piece)
        except Damaged:
            ran.kill()
            raise CannotBackUp(f"备份文件已损坏 / The backup is damaged: {source / DUMP}") from None
        _end(ran, "pg_restore")


def restore_files(source: Path, file_dir: Path, key_file: Path, key_target: Path) -> None:
    """Copy files and key to where the program looks for them."""
    try:
        _copy_files(source / FILES, file_dir)
        if key_file.resolve() != key_target.resolve():
            key_target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(key_file, key_target)
            key_target.chmod(0o600)
    except OSError as error:
        raise _why(error, file_dir) from None


def require_empty(directory: Path) -> None:
    """Raises `CannotBackUp` where there is anything in a directory."""
    try:
        filled = directory.exists() and any(directory.iterdir())
    except OSError as error:
        raise _why(error, directory) from None
    if filled:
        raise CannotBackUp(f"目标目录不是空的 / The target directory is not empty: {directory}")


def _copy_files(source: Path, target: Path) -> int:
    """Copy the whole files of a store, leaving those half written; how many."""
    count = 0
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in _files(source):
        if path.suffix != ".part":
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(path, place)
            place.chmod(0o600)
            count += 1
    return count


def _dump(vault: Vault, url: str, target: Path) -> None:
    """The dump of a database, encrypted on its way: nothing of it is on the disk in clear."""
    command = [str(postgres_command("pg_dump")), "--format=custom", "--no-owner", "--no-privileges", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        out = ran.stdout
        write_sealed(vault, iter(lambda: out.read(PART), b""), target)
        _end(ran, "pg_dump")


def _end(ran: subprocess.Popen[bytes], command: str) -> None:
    """Wait for a program; raises `CannotBackUp` with the first line it complained of."""
    _, told = ran.communicate()
    if ran.returncode:
        why = (told.decode(errors="replace").strip().splitlines() or ["?"])[0]
        raise CannotBackUp(f"{command} 失败 / {command} failed: {why}")


def _files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.is_file()) if directory.exists() else []


def _names_digest(directory: Path) -> str:
    names = "\n".join(str(path.relative_to(directory)) for path in _files(directory))
    return sha256(names.encode()).hexdigest()


def _digest(path: Path) -> str:
    digest = sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _why(error: OSError, place: Path) -> CannotBackUp:
    if means_full(error):
        return CannotBackUp(f"磁盘空间不足 / The disk is full: {place}")
    return CannotBackUp(f"无法读写 / Cannot be read or written: {error.filename or place} ({error.strerror})")

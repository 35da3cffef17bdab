"""Backup and restore: the database, the file store, and which key opens them, in one directory.

The master key itself is never in a backup: who finds the backup must not be able to read what is encrypted in it.
"""

import os
import shutil
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import orjson
import psycopg

from zhuxin.core.crypto.keys import NoKey, read_keys
from zhuxin.core.db.embedded import postgres_command
from zhuxin.core.db.migrate import current_revision, known_revisions
from zhuxin.core.storage import means_full

FORMAT = 1
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
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={partial / DUMP}", url)
        count = _copy_files(file_dir, partial / FILES)
        manifest = Manifest(
            FORMAT,
            datetime.now(UTC).isoformat(timespec="seconds"),
            revision,
            _digest(partial / DUMP),
            count,
            fingerprint(key_file),
        )
        (partial / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))
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
    return manifest


def restore_database(url: str, source: Path) -> None:
    """Fill an empty database from a backup, whole or not at all; raises `CannotBackUp`."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    if row is not None:
        raise CannotBackUp("目标数据库不是空的 / The target database is not empty")
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", *options, f"--dbname={url}", str(source / DUMP))


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
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.rglob("*")) if source.exists() else []:
        if path.is_file() and path.suffix != ".part":
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            count += 1
    return count


def _run(command: str, *words: str) -> None:
    ran = subprocess.run([postgres_command(command), *words], capture_output=True, text=True, check=False)
    if ran.returncode:
        why = (ran.stderr.strip().splitlines() or ["?"])[0]
        raise CannotBackUp(f"{command} 失败 / {command} failed: {why}")


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

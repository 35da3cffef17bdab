"""Room on the disk: asked before a write, and told apart when a write ran out of it."""

import errno
import shutil
from pathlib import Path

from zhuxin.core.errors import StorageFull

MEGABYTE = 1024 * 1024
# What a start needs, and what writes leave free while running: the database's own log must never run out of room.
START_BYTES = 200 * MEGABYTE
RESERVE_BYTES = 64 * MEGABYTE


def free_bytes(directory: Path) -> int:
    """What may still be written where the directory is, or will be made."""
    try:
        return shutil.disk_usage(directory).free
    except FileNotFoundError:
        return free_bytes(directory.parent)


def check_room(directory: Path, needed: int = 0) -> None:
    """Raises `StorageFull` where `needed` bytes would eat into the reserve."""
    if free_bytes(directory) < RESERVE_BYTES + needed:
        raise StorageFull


def means_full(error: BaseException) -> bool:
    """Whether an error of the operating system says that the disk or the quota is used up."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def keep_private(*directories: Path) -> None:
    """Let nobody but their owner into directories, those of before too; they are made where there are none."""
    for directory in directories:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        directory.chmod(0o700)

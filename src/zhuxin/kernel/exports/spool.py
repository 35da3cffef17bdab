"""Pages of an export on their way to its file: one a line, encrypted, with the cursor of the next, so that a killed job goes on where
it stood."""

import fcntl
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.errors import Unavailable

PURPOSE = "export.page"


class Spool:
    """The pages written so far: how many `rows` they hold, the `cursor` of the next one, and whether all are there (`ended`)."""

    def __init__(self, path: Path, vault: Vault):
        self._vault = vault
        self.rows, self.cursor, self.ended = 0, None, False
        self._file = open(path, "a+b")  # noqa: SIM115
        try:
            # A worker that was taken for dead may still be at it.
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise Unavailable from None
        whole = 0
        for line, page in self._pages():
            whole += len(line)
            self._count(page)
        self._file.truncate(whole)  # what a kill left of a page is read again

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, page: dict[str, Any]) -> None:
        """Write a page of a list, `{"items", "next_cursor"}`."""
        text = orjson.dumps(page, default=str).decode()
        self._file.write(b64encode(self._vault.encrypt(text, PURPOSE)) + b"\n")
        self._file.flush()
        self._count(page)

    def records(self) -> Iterator[dict[str, Any]]:
        for _, page in self._pages():
            yield from page["items"]

    def _count(self, page: dict[str, Any]) -> None:
        self.rows += len(page["items"])
        self.cursor = page["next_cursor"]
        self.ended = self.cursor is None

    def _pages(self) -> Iterator[tuple[bytes, dict[str, Any]]]:
        """The whole pages with their lines, up to the first that is not."""
        self._file.seek(0)
        for line in self._file:
            try:
                whole = b64decode(line) if line.endswith(b"\n") else None
                page = orjson.loads(self._vault.decrypt(whole, PURPOSE)) if whole else None
            except (ValueError, InvalidTag):
                page = None
            if page is None:
                return
            yield line, page

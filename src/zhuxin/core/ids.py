"""Identifiers: UUID version 7 (RFC 9562), so that new rows sit side by side in an index."""

import re
import secrets
import time
import uuid

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def new_id() -> str:
    """A new UUIDv7 as text: 48 bits of milliseconds, then 74 random bits."""
    millis = time.time_ns() // 1_000_000
    value = (millis << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def is_id(value: object) -> bool:
    """Whether a value is a UUID written in its canonical 36 characters."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None

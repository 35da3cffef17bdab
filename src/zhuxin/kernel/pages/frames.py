"""Hosts whose pages may be shown in a frame: a setting of the operator, known to the check of a page and to the CSP."""

from collections.abc import Iterable
from urllib.parse import urlsplit

_allowed: set[str] = set()


def allow_frames(hosts: Iterable[str]) -> None:
    """Take the operator's list in place of the one there was."""
    _allowed.clear()
    _allowed.update(host.strip().lower() for host in hosts if host.strip())


def frame_hosts() -> tuple[str, ...]:
    """The hosts allowed, in order."""
    return tuple(sorted(_allowed))


def host_of(url: object) -> str | None:
    """The host, with its port if it names one, of an https address without credentials; None for anything else."""
    if not isinstance(url, str) or len(url) > 2000 or any(ch.isspace() or ch in "\\\"'<>" for ch in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or not parts.hostname or parts.username is not None:
        return None
    return f"{parts.hostname}:{port}" if port else parts.hostname

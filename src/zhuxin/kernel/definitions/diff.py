"""What differs between two definitions, in words a builder reads."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

LIMIT = 200
SHOWN, SHORT = 30, 120  # of what a second person is shown: lines, and characters of a value


def differences(old: Any, new: Any) -> list[dict[str, Any]]:
    """`[{"path", "change": "added"|"removed"|"changed", "old", "new"}]`, at most 200, in the order of the body.

    Entries of a list are matched by their `key` or `id`, so that one that only moved is told as moved and not as changed.
    """
    found = []
    for one in _walk("", old, new):
        found.append(one)
        if len(found) == LIMIT:
            break
    return found


def in_words(told: Sequence[Mapping[str, Any]], limit: int = SHOWN) -> str:
    """Differences a line each, shortened, as a second person reads them; `—` where there are none."""
    lines = [f"{one['path']}: {_short(one['old'])} → {_short(one['new'])}" for one in told[:limit]]
    more = [f"… +{len(told) - limit}"] if len(told) > limit else []
    return "\n".join([*lines, *more]) or "—"


def _short(value: Any) -> str:
    text = orjson.dumps(value, default=str).decode() if value is not None else "—"
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _walk(path: str, old: Any, new: Any) -> Iterator[dict[str, Any]]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            where = f"{path}/{key}"
            if key not in new:
                yield _told(where, "removed", old[key], None)
            elif key not in old:
                yield _told(where, "added", None, new[key])
            else:
                yield from _walk(where, old[key], new[key])
        return
    if isinstance(old, list) and isinstance(new, list):
        named_old, named_new = _by_name(old), _by_name(new)
        if named_old is not None and named_new is not None:
            yield from _walk(path, named_old, named_new)
            kept = [name for name in named_old if name in named_new]
            if kept != [name for name in named_new if name in named_old]:
                yield _told(path, "moved", list(named_old), list(named_new))
            return
    yield _told(path, "changed", old, new)


def _by_name(items: list[Any]) -> dict[str, Any] | None:
    """A list as a mapping where each entry is a text or has a key or id, each once; None otherwise."""
    names = [one if isinstance(one, str) else _name(one) for one in items]
    if None in names or len(set(names)) != len(names):
        return None
    return dict(zip((str(name) for name in names), items, strict=True))


def _name(one: Any) -> str | None:
    name = one.get("key", one.get("id")) if isinstance(one, Mapping) else None
    return name if isinstance(name, str) else None


def _told(path: str, change: str, old: Any, new: Any) -> dict[str, Any]:
    return {"path": path, "change": change, "old": old, "new": new}

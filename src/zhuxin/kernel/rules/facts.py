"""The facts kept with a decision: those its rule uses, shown to each reader as her rights on their records allow."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.permissions.rights import Access, Rights

_PATH = re.compile(r"([A-Za-z_]\w*)\.([A-Za-z_]\w*)")
HIDDEN = "***"


def used_facts(body: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of the facts those that a decision names, as `{"application": {"amount": …}, "business_date": …}`."""
    named = {(match[1], match[2]) for text in _texts(body["steps"]) for match in _PATH.finditer(text)}
    kept: dict[str, Any] = {}
    for group, value in facts.items():
        if not isinstance(value, Mapping):
            kept[group] = value
        elif found := {key: one for key, one in value.items() if (group, key) in named}:
            kept[group] = found
    return kept


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key != "label":
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def explanation_for(catalog: Catalog, rights: Rights) -> Callable[[Any], Any]:
    """A render of a decision's explanation for a reader: a fact she may not read, and what a line says of it, are left out or
    masked."""

    def access(group: str, key: str) -> Access:
        return rights.object(group).access(key) if rights.object(group).read else Access.HIDDEN

    def shown(group: str, key: str, value: Any) -> Any:
        one = catalog.objects[group].fields.get(key)
        if access(group, key) >= Access.READ or value is None:
            return value
        mask = kind_of(one).mask if one is not None else None
        return mask(value) if mask and isinstance(value, str) else HIDDEN

    def facts_of(found: Mapping[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for group, value in found.items():
            if not isinstance(value, Mapping) or group not in catalog.objects:
                kept[group] = value
                continue
            seen = {key: shown(group, key, one) for key, one in value.items() if access(group, key)}
            if seen:
                kept[group] = seen
        return kept

    def line_of(line: Mapping[str, Any]) -> dict[str, Any]:
        group, _, key = str(line.get("field", "")).partition(".")
        if group not in catalog.objects or access(group, key) >= Access.READ:
            return dict(line)
        return {**line, "value": HIDDEN}

    def render(stored: Any) -> Any:
        if not isinstance(stored, Mapping):
            return stored
        lines = [line_of(line) for line in stored.get("score_lines", ())]
        return {**stored, "score_lines": lines, "facts": facts_of(stored.get("facts", {}))}

    return render

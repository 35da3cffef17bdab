"""The shape of a stored process, before anything is asked of its meaning: each part has its type, each fault its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from zhuxin.core.errors import FieldFault
from zhuxin.core.text import Label
from zhuxin.kernel.workflows.nodes.registry import NODE_KINDS

_WORDS: dict[type, Label] = {
    str: Label("应为文字", "Must be a text"),
    int: Label("应为整数", "Must be a whole number"),
    bool: Label("应为是或否", "Must be yes or no"),
    list: Label("应为列表", "Must be a list"),
    dict: Label("应为对象", "Must be an object"),
}
_LABEL = Label("缺少名称", "The name is missing")
_ASSIGN = {"role": str, "field": str, "head": bool, "claim": bool, "pick": int}
_BRANCH = {"when": str, "next": str}


def shape_faults(body: Mapping[str, Any]) -> Iterator[FieldFault]:
    """Every part of a process that is not of its type. A node's place is `/nodes/<id>`, or its number where it has no id."""
    if not isinstance(body.get("object"), str):
        yield _wrong("/object", str)
    if not _is_label(body.get("label")):
        yield FieldFault("/label", "label.missing", _LABEL)
    nodes = body.get("nodes")
    if not isinstance(nodes, list):
        yield _wrong("/nodes", list)
        return
    for number, node in enumerate(nodes):
        if not isinstance(node, dict):
            yield _wrong(f"/nodes/{number}", dict)
            continue
        named = isinstance(node.get("id"), str) and node["id"].strip()
        place = f"/nodes/{node['id'] if named else number}"
        if not named:
            yield _wrong(f"{place}/id", str)
        yield from _node_faults(place, node)


def _node_faults(place: str, node: Mapping[str, Any]) -> Iterator[FieldFault]:
    kind = NODE_KINDS.get(node["kind"]) if isinstance(node.get("kind"), str) else None
    if kind is None:
        unknown = Label("没有这种节点", "There is no such kind of node")
        yield FieldFault(f"{place}/kind", "process.unknown_kind", unknown)
        return
    if not _is_label(node.get("label")):
        yield FieldFault(f"{place}/label", "label.missing", _LABEL)
    for key in (*kind.exits, *kind.required):
        if key not in node:
            yield FieldFault(f"{place}/{key}", "process.missing", Label("缺少此项", "Missing"))
    yield from _parts(place, node, {**dict.fromkeys(kind.exits, str), **kind.parts})
    if "assign" in kind.parts and isinstance(node.get("assign"), dict):
        yield from _parts(f"{place}/assign", node["assign"], _ASSIGN)
    branches = node.get("branches") if "branches" in kind.parts else None
    for number, branch in enumerate(branches if isinstance(branches, list) else ()):
        if not isinstance(branch, dict):
            yield _wrong(f"{place}/branches/{number}", dict)
            continue
        for key in _BRANCH.keys() - branch.keys():
            yield _wrong(f"{place}/branches/{number}/{key}", str)
        yield from _parts(f"{place}/branches/{number}", branch, _BRANCH)


def _parts(place: str, body: Mapping[str, Any], parts: Mapping[str, type]) -> Iterator[FieldFault]:
    for key, wanted in parts.items():
        if key in body and type(body[key]) is not wanted:
            yield _wrong(f"{place}/{key}", wanted)


def _wrong(pointer: str, wanted: type) -> FieldFault:
    return FieldFault(pointer, "value.wrong_type", _WORDS[wanted])


def _is_label(value: Any) -> bool:
    """A text, or `{"zh", "en"}` of texts; the English one may be left out."""
    texts = [value.get("zh"), *value.values()] if isinstance(value, dict) else [value]
    return all(isinstance(text, str) and text.strip() for text in texts)

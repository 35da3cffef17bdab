"""Where an instance begins."""

from collections.abc import Iterator, Mapping
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.types import Evaluate, Node, State, Step


def enter(node: Node, state: State, evaluate: Evaluate) -> Step:
    return Step(state, to=node.body["next"])


KIND = NodeKind("start", enter)


def start_faults(node: Mapping[str, Any], roles: Mapping[str, Any]) -> Iterator[tuple[str, str, Label]]:
    """Pointer, code and words of what is wrong with who may start it by hand."""
    for part in ("by_hand", "several"):
        if not isinstance(node.get(part, False), bool):
            yield f"/{part}", "value.wrong_type", Label("应为是或否", "Must be yes or no")
    named = node.get("roles") or []
    if not isinstance(named, list):
        yield "/roles", "value.wrong_type", Label("应为列表", "Must be a list")
        return
    for place, one in enumerate(named):
        if not isinstance(one, str) or one not in roles:
            yield f"/roles/{place}", "definition.unknown_part", Label("没有这个角色", "There is no such role")

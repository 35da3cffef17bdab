"""What a drawn process can come to: which nodes are reached, rings that never wait, ways round a decision. Pure."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from zhuxin.kernel.workflows.nodes.registry import NODE_KINDS

Nodes = Mapping[str, Mapping[str, Any]]
EXIT_LABELS = {
    "approved": {"zh": "通过", "en": "Approved"},
    "rejected": {"zh": "拒绝", "en": "Rejected"},
    "otherwise": {"zh": "其他", "en": "Otherwise"},
}


def exits(one: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Pointer, target and label of each way out of a node."""
    for place, branch in enumerate(one.get("branches", ())):
        yield f"/branches/{place}/next", branch.get("next"), branch.get("label")
    for key in NODE_KINDS[one["kind"]].exits:
        if key in one:
            yield f"/{key}", one[key], EXIT_LABELS.get(key)


def reached(nodes: Nodes, *, around: Collection[str] = ()) -> set[str]:
    """Ids of the nodes that an instance can come to; `around` leaves out what lies behind nodes of these kinds."""
    frontier = [node_id for node_id, one in nodes.items() if one["kind"] == "start"]
    found = set(frontier)
    while frontier:
        frontier = [
            target
            for node_id in frontier
            if nodes[node_id]["kind"] not in around
            for _, target, _ in exits(nodes[node_id])
            if target not in found
        ]
        found |= set(frontier)
    return found


def endless(nodes: Nodes) -> set[str]:
    """Ids of the nodes in a ring in which nobody is waited for: an instance would go round for ever."""
    left = {node_id for node_id, one in nodes.items() if not NODE_KINDS[one["kind"]].waits}
    while True:
        ending = {
            node_id for node_id in left if not any(target in left for _, target, _ in exits(nodes[node_id]))
        }
        if not ending:
            return _entered(nodes, left)
        left -= ending


def _entered(nodes: Nodes, left: set[str]) -> set[str]:
    """Of nodes each of which leads on to another of them, those that are also led to: the rings themselves."""
    while True:
        led_to = {target for node_id in left for _, target, _ in exits(nodes[node_id])}
        if left <= led_to:
            return left
        left = left & led_to

"""What a kind of node has to say of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zhuxin.kernel.workflows.types import Evaluate, Event, Node, State, Step

Enter = Callable[[Node, State, Evaluate], Step]
Receive = Callable[[Node, State, Event, Evaluate], Step]


def _never(node: Node, state: State, event: Event, evaluate: Evaluate) -> Step:
    raise AssertionError(f"node {node.id} of kind {node.kind} waits for nothing")


@dataclass(frozen=True, slots=True)
class NodeKind:
    """`enter` is what happens on arrival, `receive` on an event it waits for; `exits` names the keys of its body that
    hold ids of nodes after it, `required` those it cannot be without, `parts` the type of each. One that `waits` does so
    for people."""

    key: str
    enter: Enter
    receive: Receive = _never
    exits: tuple[str, ...] = ("next",)
    required: tuple[str, ...] = ()
    parts: Mapping[str, type] = field(default_factory=dict)
    waits: bool = False

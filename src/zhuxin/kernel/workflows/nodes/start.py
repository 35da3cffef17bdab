"""Where an instance begins."""

from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.types import Evaluate, Node, State, Step


def enter(node: Node, state: State, evaluate: Evaluate) -> Step:
    return Step(state, to=node.body["next"])


KIND = NodeKind("start", enter)

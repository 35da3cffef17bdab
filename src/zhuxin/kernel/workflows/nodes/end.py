"""Where an instance ends, with its outcome."""

from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.types import Ended, Evaluate, Node, State, Step


def enter(node: Node, state: State, evaluate: Evaluate) -> Step:
    return Step(state, (Ended(node.body.get("outcome", "completed")),))


KIND = NodeKind("end", enter, exits=(), parts={"outcome": str})

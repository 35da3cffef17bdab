"""One way out of several: the first branch whose condition holds, else the `otherwise` one."""

from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.types import Evaluate, Node, State, Step


def enter(node: Node, state: State, evaluate: Evaluate) -> Step:
    for branch in node.body["branches"]:
        if evaluate(branch["when"], dict(state.context)) is True:
            return Step(state, to=branch["next"])
    return Step(state, to=node.body["otherwise"])


KIND = NodeKind("exclusive", enter, exits=("otherwise",), required=("branches",), parts={"branches": list})

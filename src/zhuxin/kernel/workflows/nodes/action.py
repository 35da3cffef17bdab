"""Run an action; text inputs that begin with `=` are expressions over the context."""

from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.types import Evaluate, Event, Node, Returned, RunAction, State, Step


def enter(node: Node, state: State, evaluate: Evaluate) -> Step:
    context = dict(state.context)
    inputs = {
        key: evaluate(value[1:], context) if isinstance(value, str) and value.startswith("=") else value
        for key, value in node.body.get("inputs", {}).items()
    }
    return Step(state, (RunAction(node.id, node.body["action"], inputs),))


def receive(node: Node, state: State, event: Event, evaluate: Evaluate) -> Step:
    assert isinstance(event, Returned)
    return Step(state.with_context(node.id, dict(event.result)), to=node.body["next"])


KIND = NodeKind("action", enter, receive, required=("action",), parts={"action": str, "inputs": dict})

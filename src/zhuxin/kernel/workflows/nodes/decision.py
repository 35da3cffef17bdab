"""Run a rule on the record; its result is kept in the context under the node's id."""

from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.types import Evaluate, Event, Node, Returned, RunDecision, State, Step


def enter(node: Node, state: State, evaluate: Evaluate) -> Step:
    return Step(state, (RunDecision(node.id, node.body["rule"], node.body.get("record_with")),))


def receive(node: Node, state: State, event: Event, evaluate: Evaluate) -> Step:
    assert isinstance(event, Returned)
    return Step(state.with_context(node.id, dict(event.result)), to=node.body["next"])


KIND = NodeKind("decision", enter, receive, required=("rule",), parts={"rule": str, "record_with": str})

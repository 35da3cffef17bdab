"""Somebody fills in fields of the record; the values are also kept in the context under the node's id."""

from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.types import (
    CloseTasks,
    Evaluate,
    Event,
    Node,
    OpenTasks,
    State,
    Step,
    TaskDone,
    TasksOpened,
)


def enter(node: Node, state: State, evaluate: Evaluate) -> Step:
    return Step(state, (OpenTasks(node.id, "form", node.body["assign"]),))


def receive(node: Node, state: State, event: Event, evaluate: Evaluate) -> Step:
    if isinstance(event, TasksOpened):
        return Step(state.with_waiting(node.id, dict.fromkeys(event.tasks)))
    assert isinstance(event, TaskDone)
    filled = state.with_waiting(node.id, None).with_context(node.id, dict(event.values))
    return Step(filled, (CloseTasks(node.id),), to=node.body["next"])


KIND = NodeKind("form", enter, receive, required=("assign", "fields"), parts={"assign": dict}, waits=True)

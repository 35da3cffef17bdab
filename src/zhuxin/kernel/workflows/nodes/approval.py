"""People approve: 或签 `any` (the first answer decides) or 会签 `all` (one rejection rejects, all must approve)."""

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
    return Step(state, (OpenTasks(node.id, "approval", node.body["assign"]),))


def receive(node: Node, state: State, event: Event, evaluate: Evaluate) -> Step:
    if isinstance(event, TasksOpened):
        return Step(state.with_waiting(node.id, dict.fromkeys(event.tasks)))
    assert isinstance(event, TaskDone)
    tasks = {**state.waiting[node.id], event.task: event.outcome}
    outcome = _outcome(node.body.get("mode", "any"), tasks)
    if outcome is None:
        return Step(state.with_waiting(node.id, tasks))
    decided = state.with_waiting(node.id, None).with_context(node.id, {"outcome": outcome})
    return Step(
        decided, (CloseTasks(node.id),), to=node.body["approved" if outcome == "approve" else "rejected"]
    )


def _outcome(mode: str, tasks: dict[str, str | None]) -> str | None:
    """approve, reject, or None while more answers are needed."""
    answers = [outcome for outcome in tasks.values() if outcome is not None]
    if "reject" in answers:
        return "reject"
    if mode == "any":
        return "approve" if answers else None
    return "approve" if len(answers) == len(tasks) else None


KIND = NodeKind(
    "approval",
    enter,
    receive,
    exits=("approved", "rejected"),
    required=("assign",),
    parts={"assign": dict, "mode": str},
    waits=True,
)

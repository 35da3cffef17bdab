"""The process core's words: definition, state, events that come in, effects that go out. No I/O."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

STATE_VERSION = 1

Evaluate = Callable[[str, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a definition: `id`, `kind`, and what its kind needs (`body`)."""

    id: str
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProcessDefinition:
    """A versioned graph of nodes; `object` is the kind of record it runs on."""

    key: str
    version: int
    object: str
    nodes: Mapping[str, Node]
    publisher: str | None = None  # on whose behalf it acts; None: it came with the program

    def start(self) -> Node:
        return next(node for node in self.nodes.values() if node.kind == "start")


@dataclass(frozen=True, slots=True)
class State:
    """Where an instance stands.

    `current` holds the nodes it waits at, `path` those it passed in order, `context` what nodes found out (by node id,
    for conditions), and `waiting` per node the outcomes of its tasks (None while open).
    """

    status: str = "running"
    current: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    waiting: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)

    def with_context(self, key: str, value: Any) -> "State":
        return replace(self, context={**self.context, key: value})

    def with_waiting(self, node: str, tasks: Mapping[str, str | None] | None) -> "State":
        rest = {key: value for key, value in self.waiting.items() if key != node}
        return replace(self, waiting={**rest, node: tasks} if tasks is not None else rest)

    def to_json(self) -> dict[str, Any]:
        return {
            "state_version": STATE_VERSION,
            "status": self.status,
            "current": list(self.current),
            "path": list(self.path),
            "context": dict(self.context),
            "waiting": {key: dict(value) for key, value in self.waiting.items()},
        }


def state_from_json(stored: Mapping[str, Any]) -> State:
    """A state as it was stored; a state of a later version is refused rather than misread."""
    if stored["state_version"] > STATE_VERSION:
        raise ValueError(f"state version {stored['state_version']} is newer than this program")
    return State(
        stored["status"],
        tuple(stored["current"]),
        tuple(stored["path"]),
        stored["context"],
        stored["waiting"],
    )


@dataclass(frozen=True, slots=True)
class Started:
    """The instance begins."""


@dataclass(frozen=True, slots=True)
class TasksOpened:
    """The shell opened the tasks a node asked for; there is one at least."""

    node: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskDone:
    node: str
    task: str
    outcome: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Returned:
    """A decision or an action a node asked for came back with its result."""

    node: str
    result: Mapping[str, Any]


Event = Started | TasksOpened | TaskDone | Returned


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """Open tasks for people: `kind` approval or form, `assign` how the people are found."""

    node: str
    kind: str
    assign: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CloseTasks:
    """Cancel what is still open of a node."""

    node: str


@dataclass(frozen=True, slots=True)
class RunDecision:
    node: str
    rule: str
    then: str | None


@dataclass(frozen=True, slots=True)
class RunAction:
    node: str
    action: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ended:
    outcome: str


Effect = OpenTasks | CloseTasks | RunDecision | RunAction | Ended


@dataclass(frozen=True, slots=True)
class Step:
    """What a node did: the state after it, effects for the shell, and the node to go to next (None: wait here)."""

    state: State
    effects: tuple[Effect, ...] = ()
    to: str | None = None

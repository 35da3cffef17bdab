"""The process engine's core: `advance(definition, state, event) -> (state, effects)`. Pure: no I/O, no clock, no ids."""

from dataclasses import replace

from zhuxin.kernel.workflows.nodes.registry import NODE_KINDS
from zhuxin.kernel.workflows.types import (
    Effect,
    Ended,
    Evaluate,
    Event,
    Node,
    ProcessDefinition,
    Started,
    State,
)

STEP_LIMIT = 200


class NotExpected(Exception):
    """The event does not fit the state: its node is not waiting for it."""


def advance(
    definition: ProcessDefinition, state: State, event: Event, evaluate: Evaluate
) -> tuple[State, tuple[Effect, ...]]:
    """Take one event in and go on until every path waits or ends.

    `evaluate(expression, context)` gives the value of a condition over the state's context. Raises `NotExpected` for an
    event the state is not waiting for, and `RuntimeError` for a definition that runs in a circle without waiting.
    """
    if state.status != "running":
        raise NotExpected
    if isinstance(event, Started):
        return _go(definition, state, definition.start(), (), evaluate)
    if event.node not in state.current:
        raise NotExpected
    node = definition.nodes[event.node]
    step = NODE_KINDS[node.kind].receive(node, state, event, evaluate)
    if step.to is None:
        return step.state, step.effects
    return _go(definition, _left(step.state, node), definition.nodes[step.to], step.effects, evaluate)


def _go(
    definition: ProcessDefinition, state: State, node: Node, effects: tuple[Effect, ...], evaluate: Evaluate
) -> tuple[State, tuple[Effect, ...]]:
    """Enter a node and those after it, until one waits."""
    for _ in range(STEP_LIMIT):
        state = replace(state, path=(*state.path, node.id), current=(*state.current, node.id))
        step = NODE_KINDS[node.kind].enter(node, state, evaluate)
        state, effects = step.state, (*effects, *step.effects)
        if any(isinstance(effect, Ended) for effect in step.effects):
            return replace(state, status="completed", current=()), effects
        if step.to is None:
            return state, effects
        state, node = _left(state, node), definition.nodes[step.to]
    raise RuntimeError(f"process {definition.key} passes more than {STEP_LIMIT} nodes without waiting")


def _left(state: State, node: Node) -> State:
    return replace(state, current=tuple(one for one in state.current if one != node.id))

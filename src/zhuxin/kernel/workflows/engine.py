"""The shell of the process engine: it stores state and carries effects out, all in the caller's transaction."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.ids import new_id
from zhuxin.core.text import label_of
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.actions.runner import call
from zhuxin.kernel.definitions.store import stored_definition
from zhuxin.kernel.identity.holders import rights_held
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.permissions.principal import Principal
from zhuxin.kernel.rules.decide import decide
from zhuxin.kernel.rules.expressions import evaluate
from zhuxin.kernel.workflows.assignees import find_assignees
from zhuxin.kernel.workflows.core import advance
from zhuxin.kernel.workflows.definitions.check import process_named, read_definition
from zhuxin.kernel.workflows.facts import subject_facts
from zhuxin.kernel.workflows.tables import TASK, process_history, process_instance
from zhuxin.kernel.workflows.types import (
    CloseTasks,
    Effect,
    Ended,
    Event,
    OpenTasks,
    ProcessDefinition,
    Returned,
    RunAction,
    RunDecision,
    Started,
    State,
    TasksOpened,
    state_from_json,
)

task = TASK.table


async def start_process(context: ActionContext, key: str, subject_id: str, title: str) -> str:
    """Start the published process of a key on a record; the instance's id. It runs until it waits for people."""
    definition = process_named(context.caller.catalog, key)
    instance_id = new_id()
    found = context.caller.catalog.definition("process", key)
    await context.connection.insert(
        process_instance,
        {
            "id": instance_id,
            "created_at": context.now,
            "process_key": key,
            "process_version": found.version,
            "definition_id": found.id,
            "subject_object": definition.object,
            "subject_id": subject_id,
            "status": "running",
            "state": State().to_json(),
        },
    )
    run = _Run(context, definition, instance_id, subject_id, title)
    await run.take(State(), Started())
    return instance_id


async def resume_process(context: ActionContext, instance_id: str, event: Event, title: str) -> None:
    """Give an event to a stored instance, on the version it began with."""
    row = await context.connection.find(
        select(process_instance).where(process_instance.c.id == instance_id).with_for_update()
    )
    assert row is not None
    definition = await _definition_of(context, row)
    run = _Run(context, definition, instance_id, row.subject_id, title)
    await run.take(state_from_json(row.state), event)


async def _definition_of(context: ActionContext, row: Any) -> ProcessDefinition:
    current = context.caller.catalog.definitions.get(("process", row.process_key))
    if current is not None and current.id == row.definition_id:
        return process_named(context.caller.catalog, row.process_key)
    return read_definition(await stored_definition(context.connection, row.definition_id))


class _Run:
    """One run of an instance: events in, effects out, until nothing is left to do."""

    def __init__(
        self,
        context: ActionContext,
        definition: ProcessDefinition,
        instance_id: str,
        subject_id: str,
        title: str,
    ):
        self.context, self.definition = context, definition
        self.instance_id, self.subject_id, self.title = instance_id, subject_id, title
        self.history: list[dict[str, Any]] = []

    async def take(self, state: State, event: Event) -> None:
        facts = await subject_facts(
            self.context.connection, self.context.caller.catalog, self.definition.object, self.subject_id
        )
        facts["business_date"] = (await self.context.business_date()).isoformat()
        passed = len(state.path)

        def conditions(expression: str, found: dict[str, Any]) -> Any:
            return evaluate(expression, {**facts, **found})

        state, effects = advance(self.definition, state, event, conditions)
        queue = deque(effects)
        while queue:
            answer = await self._carry(queue.popleft(), facts)
            if answer is not None:
                state, more = advance(self.definition, state, answer, conditions)
                queue.extend(more)
        for node_id in state.path[passed:]:
            if self.definition.nodes[node_id].kind not in ("approval", "form", "decision", "action"):
                self._note(node_id, None)
        await self._store(state)

    async def _carry(self, effect: Effect, facts: dict[str, Any]) -> Event | None:
        """Carry one effect out; the event it answers with, if any."""
        match effect:
            case RunDecision(node, rule, then):
                return await self._decide(node, rule, then, facts)
            case RunAction(node, name, inputs):
                result = await call(
                    self.context,
                    action_named(name),
                    {**inputs, f"{self.definition.object}_id": self.subject_id},
                    await self._principal(),
                )
                self._note(node, None)
                return Returned(node, result)
            case OpenTasks(node, kind, assign):
                return TasksOpened(node, await self._open(node, kind, assign, facts))
            case CloseTasks(node):
                await self.context.connection.execute(
                    update(task)
                    .where(
                        task.c.process_instance_id == self.instance_id,
                        task.c.node == node,
                        task.c.status == "open",
                    )
                    .values(status="canceled", updated_at=self.context.now)
                )
            case Ended(outcome):
                await self.context.connection.execute(
                    update(process_instance)
                    .where(process_instance.c.id == self.instance_id)
                    .values(status="completed", outcome=outcome, ended_at=self.context.now)
                )
                await self.context.record(
                    "process.instance.completed",
                    object=self.definition.object,
                    record_id=self.subject_id,
                    outcome=outcome,
                )
        return None

    async def _principal(self) -> Principal:
        """The process, on behalf of who published the version that runs."""
        catalog, publisher = self.context.caller.catalog, self.definition.publisher
        if publisher is None:
            rights = system_caller(catalog).rights
        else:
            rights = await rights_held(self.context.connection, catalog, publisher, self.context.now)
        return Principal(rights, f"process {self.definition.key}")

    async def _decide(self, node: str, rule: str, then: str | None, facts: dict[str, Any]) -> Returned:
        decided = decide(self.context.caller.catalog, rule, facts)
        result = dict(decided.result)
        for known in facts:
            result.pop(known, None)
        if then:
            await call(
                self.context,
                action_named(then),
                {
                    f"{self.definition.object}_id": self.subject_id,
                    "rule": rule,
                    "rule_version": str(decided.version),
                    "result": result,
                    "explanation": dict(decided.explanation),
                },
                await self._principal(),
            )
        self._note(
            node,
            str(result.get("outcome", {}).get("outcome", ""))
            if isinstance(result.get("outcome"), dict)
            else None,
        )
        return Returned(node, result)

    async def _open(
        self, node: str, kind: str, assign: Mapping[str, Any], facts: dict[str, Any]
    ) -> tuple[str, ...]:
        people = await find_assignees(self.context, node, assign, facts[self.definition.object])
        label = label_of(self.definition.nodes[node].body.get("label", node)).zh
        rows = [
            {
                "id": new_id(),
                "created_at": self.context.now,
                "updated_at": self.context.now,
                "title": f"{label} · {self.title}"[:200],
                "kind": kind,
                "status": "open",
                "subject_object": self.definition.object,
                "subject_id": self.subject_id,
                "process_instance_id": self.instance_id,
                "node": node,
                **one,
            }
            for one in people
        ]
        await self.context.connection.insert_many(task, rows)
        return tuple(row["id"] for row in rows)

    def _note(self, node: str, outcome: str | None) -> None:
        self.history.append(
            {
                "instance_id": self.instance_id,
                "node": node,
                "kind": self.definition.nodes[node].kind,
                "at": self.context.now,
                "actor_id": None,
                "actor_name": None,
                "outcome": outcome,
                "opinion": None,
            }
        )

    async def _store(self, state: State) -> None:
        await self.context.connection.execute(
            update(process_instance)
            .where(process_instance.c.id == self.instance_id)
            .values(state=state.to_json())
        )
        await self.context.connection.insert_many(process_history, self.history)

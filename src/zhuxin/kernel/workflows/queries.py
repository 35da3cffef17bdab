"""Reading tasks, and an instance for its page: the graph, the path it took, and who did what."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.core.text import label_of
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.definitions.store import stored_definition
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.queries import get_record
from zhuxin.kernel.workflows.definitions.graph import exits
from zhuxin.kernel.workflows.tables import TASK, process_history, process_instance

task = TASK.table


async def approvers_of(connection: Connection, subject_id: str) -> set[str]:
    """The users who approved something on a record."""
    rows = await connection.all(
        select(task.c.assignee_id).where(task.c.subject_id == subject_id, task.c.outcome == "approve")
    )
    return {row.assignee_id for row in rows}


async def count_open_tasks(connection: Connection, user_id: str | None) -> int:
    """How many tasks wait for a user."""
    waiting = task.c.assignee_id == user_id
    count: int = await connection.value(select(func.count()).where(task.c.status == "open", waiting))
    return count


async def find_open_task(connection: Connection, subject_id: str) -> Any | None:
    """The oldest open task on a record, or None."""
    return await connection.find(
        select(task)
        .where(task.c.subject_id == subject_id, task.c.status == "open")
        .order_by(task.c.id)
        .limit(1)
    )


async def get_instance(connection: Connection, caller: Caller, instance_id: str) -> dict[str, Any]:
    """An instance as its page shows it; within scope is who may see the record it runs on. Raises `Missing`."""
    if not is_id(instance_id):
        raise Missing
    row = await connection.find(select(process_instance).where(process_instance.c.id == instance_id))
    if row is None:
        raise Missing
    await get_record(connection, caller, row.subject_object, row.subject_id)
    stored = await stored_definition(connection, row.definition_id)
    history = await connection.all(
        select(process_history)
        .where(process_history.c.instance_id == instance_id)
        .order_by(process_history.c.id)
    )
    nodes = stored.body["nodes"]
    unheard = {one["id"] for one in nodes if not _hears(caller, one)}
    return {
        "id": instance_id,
        "definition": {
            "key": row.process_key,
            "version": row.process_version,
            "label": label_of(stored.body.get("label", stored.key)).to_json(),
            "nodes": [
                {
                    "id": one["id"],
                    "kind": one["kind"],
                    "label": label_of(one.get("label", one["id"])).to_json(),
                }
                for one in nodes
            ],
            "edges": [
                {"from": one["id"], "to": target, "label": label}
                for one in nodes
                for _, target, label in exits(one)
            ],
        },
        "status": row.outcome if row.status == "completed" and row.outcome == "rejected" else row.status,
        "current": row.state["current"],
        "path": row.state["path"],
        "history": [
            {
                "node": one.node,
                "kind": one.kind,
                "at": one.at,
                "outcome": None if one.node in unheard else one.outcome,
                "opinion": one.opinion,
                "actor": {"id": one.actor_id, "name": one.actor_name} if one.actor_name else None,
            }
            for one in history
        ],
    }


def _hears(caller: Caller, node: Mapping[str, Any]) -> bool:
    """What a rule came to is told to who may read where it is kept."""
    kept_as = action_named(node["record_with"]).object if node.get("record_with") else None
    return kept_as is None or caller.rights.object(kept_as).read

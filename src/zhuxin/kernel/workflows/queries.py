"""Reading an instance for its page: the graph, the path it took, and who did what."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.kernel.objects.tables import definition
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.queries import get_record
from zhuxin.kernel.workflows.definitions import exits
from zhuxin.kernel.workflows.tables import process_history, process_instance


async def get_instance(connection: Connection, caller: Caller, instance_id: str) -> dict[str, Any]:
    """An instance as its page shows it; within scope is who may see the record it runs on. Raises `Missing`."""
    if not is_id(instance_id):
        raise Missing
    row = await connection.find(select(process_instance).where(process_instance.c.id == instance_id))
    if row is None:
        raise Missing
    await get_record(connection, caller, row.subject_object, row.subject_id)
    stored = await connection.find(select(definition.c.body).where(definition.c.id == row.definition_id))
    history = await connection.all(
        select(process_history)
        .where(process_history.c.instance_id == instance_id)
        .order_by(process_history.c.id)
    )
    assert stored is not None
    nodes = stored.body["nodes"]
    return {
        "id": instance_id,
        "definition": {
            "key": row.process_key,
            "version": row.process_version,
            "label": stored.body["label"],
            "nodes": [{"id": one["id"], "kind": one["kind"], "label": one["label"]} for one in nodes],
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
                "outcome": one.outcome,
                "opinion": one.opinion,
                "actor": {"id": one.actor_id, "name": one.actor_name} if one.actor_name else None,
            }
            for one in history
        ],
    }

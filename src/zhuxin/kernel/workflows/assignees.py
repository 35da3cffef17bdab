"""Who works on a node. `{"role": "underwriter"}`: everyone of a role; with `"pick": n` the n least loaded of them;
`{"role": …, "claim": true}`: one task that any member may take; `{"field": "owner_id"}`: a person named on the record."""

from collections.abc import Mapping
from typing import Any

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.workflows.errors import NoAssignee

_LEAST_LOADED = """
SELECT u.id FROM user_account u
LEFT JOIN (SELECT assignee_id, count(*) AS load FROM task WHERE status = 'open' GROUP BY assignee_id) t ON t.assignee_id = u.id
WHERE u.status = 'active' AND %(role)s = ANY(u.role_keys)
ORDER BY coalesce(t.load, 0), u.username LIMIT %(pick)s
"""


async def find_assignees(
    context: ActionContext, node: str, assign: Mapping[str, Any], subject: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The `assignee_id`/`candidate_role` of each task to open; raises `NoAssignee` where there is nobody."""
    if "field" in assign:
        person = subject.get(assign["field"])
        if person:
            return [{"assignee_id": person, "candidate_role": None}]
    role = assign.get("role", "")
    if assign.get("claim"):
        return [{"assignee_id": None, "candidate_role": role}]
    rows = await context.connection.all(_LEAST_LOADED, {"role": role, "pick": assign.get("pick", 100)})
    if not rows or len(rows) < assign.get("pick", 1):
        raise NoAssignee(node=node, role=role)
    return [{"assignee_id": row.id, "candidate_role": None} for row in rows]

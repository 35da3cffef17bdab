"""Who works on a node. `{"role": "underwriter"}`: everyone of a role; with `"pick": n` the n least loaded of them;
`{"role": …, "claim": true}`: one task that any member may take; `{"field": "owner_id"}`: a person named on the record;
`{"head": true}`: the heads of the record's department, or of the nearest one above it that has a head who is not the owner."""

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

_HEADS = """
SELECT m.department_id, m.user_id FROM department_member m JOIN user_account u ON u.id = m.user_id
WHERE m.position = 'head' AND u.status = 'active' AND m.department_id = ANY(%(departments)s) ORDER BY u.username
"""


async def find_assignees(
    context: ActionContext, node: str, assign: Mapping[str, Any], subject: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The `assignee_id`/`candidate_role` of each task to open; raises `NoAssignee` where there is nobody."""
    if "field" in assign:
        person = subject.get(assign["field"])
        if person:
            return [{"assignee_id": person, "candidate_role": None}]
    if assign.get("head"):
        return await _heads(context, node, subject)
    role = assign.get("role", "")
    if assign.get("claim"):
        return [{"assignee_id": None, "candidate_role": role}]
    rows = await context.connection.all(_LEAST_LOADED, {"role": role, "pick": assign.get("pick", 100)})
    if not rows or len(rows) < assign.get("pick", 1):
        raise NoAssignee(node=node, role=role)
    return [{"assignee_id": row.id, "candidate_role": None} for row in rows]


async def _heads(context: ActionContext, node: str, subject: Mapping[str, Any]) -> list[dict[str, Any]]:
    above = list(context.caller.catalog.departments_above(subject.get("department_id")))
    rows = await context.connection.all(_HEADS, {"departments": above})
    for department in above:
        heads = [row.user_id for row in rows if row.department_id == department]
        if found := [head for head in heads if head != subject.get("owner_id")]:
            return [{"assignee_id": head, "candidate_role": None} for head in found]
    raise NoAssignee(node=node, role="部门负责人")

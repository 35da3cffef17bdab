"""Where people belong: one main department, others beside it, and who heads a department. Nobody moves herself."""

from typing import Any

from sqlalchemy import delete, select, update

from zhuxin.core.errors import Missing
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.identity.errors import OwnRights
from zhuxin.kernel.identity.tables import DEPARTMENT, DEPARTMENT_MEMBER, USER
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.timeline import register_labels

account, department, member = USER.table, DEPARTMENT.table, DEPARTMENT_MEMBER.table
_USER = field("user", "user_id", "用户", "User", required=True, target="user")
_DEPARTMENT = field("department", "department_id", "部门", "Department", required=True, target="department")

register_labels(
    {
        "identity.department.joined": ("加入部门", "Joined a department"),
        "identity.department.left": ("离开部门", "Left a department"),
        "identity.department.moved": ("调整主部门", "Main department changed"),
    }
)


@action(
    "user.move",
    "调整主部门",
    "Change main department",
    _USER,
    _DEPARTMENT,
    object="user",
    record_key="user_id",
)
async def move(context: ActionContext, user_id: str, department_id: str) -> dict[str, Any]:
    """Another main department: records she makes from now on belong to it; those she made stay where they are."""
    before = await _person(context, user_id)
    await context.connection.execute(
        update(account)
        .where(account.c.id == user_id)
        .values(department_id=department_id, version=account.c.version + 1, updated_at=context.now)
    )
    change = {"field": "department_id", "old": before.department_id, "new": department_id}
    await context.record("identity.department.moved", object="user", record_id=user_id, changes=[change])
    return {"user_id": user_id}


@action(
    "department.add_member",
    "添加成员或负责人",
    "Add member or head",
    _DEPARTMENT,
    _USER,
    DEPARTMENT_MEMBER.fields["position"],
    object="department",
    record_key="department_id",
)
async def add_member(
    context: ActionContext, department_id: str, user_id: str, position: str
) -> dict[str, Any]:
    """Somebody belongs to a department beside her main one, or heads it; for who already does, her position is set."""
    await _person(context, user_id)
    name = await context.connection.value(select(department.c.name).where(department.c.id == department_id))
    if name is None:
        raise Missing(pointer="/department_id")
    known = await context.connection.find(
        select(member.c.id, member.c.position)
        .where(member.c.user_id == user_id, member.c.department_id == department_id)
        .with_for_update()
    )
    if known is None:
        values = {"user_id": user_id, "position": position}
        member_id = (await insert_record(context, DEPARTMENT_MEMBER, values, department_id=department_id))[
            "id"
        ]
    else:
        member_id = known.id
        await context.connection.execute(
            update(member)
            .where(member.c.id == member_id)
            .values(position=position, version=member.c.version + 1, updated_at=context.now)
        )
    change = {"field": "position", "old": known.position if known else None, "new": position}
    await context.record(
        "identity.department.joined", object="user", record_id=user_id, changes=[change], note=name
    )
    return {"member_id": member_id}


@action(
    "department.remove_member",
    "移出部门",
    "Remove from department",
    field(
        "reference", "member_id", "部门成员", "Department member", required=True, target="department_member"
    ),
    object="department_member",
    record_key="member_id",
    confirm=(
        "移出后，此人不再看到该部门范围内的记录；主部门不受影响。",
        "The person no longer sees what is in the scope of this department; the main department stays.",
    ),
    danger=True,
)
async def remove_member(context: ActionContext, member_id: str) -> dict[str, Any]:
    row = await context.connection.find(
        select(member.c.user_id, member.c.position, department.c.name)
        .join(department, department.c.id == member.c.department_id)
        .where(member.c.id == member_id)
        .with_for_update(of=member)
    )
    if row is None:
        raise Missing
    await _person(context, row.user_id)
    await context.connection.execute(delete(member).where(member.c.id == member_id))
    change = {"field": "position", "old": row.position, "new": None}
    await context.record(
        "identity.department.left", object="user", record_id=row.user_id, changes=[change], note=row.name
    )
    return {"member_id": member_id}


async def _person(context: ActionContext, user_id: str) -> Any:
    """A user, locked, who is not the caller herself: departments widen what one sees."""
    if user_id == context.caller.user_id:
        raise OwnRights
    row = await context.connection.find(
        select(account.c.id, account.c.department_id).where(account.c.id == user_id).with_for_update()
    )
    if row is None:
        raise Missing(pointer="/user_id")
    return row

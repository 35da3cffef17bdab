"""Managing people and rights. The three administrators are separate: no one person holds two of the roles."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.db.statements import any_of
from zhuxin.core.errors import Missing
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.definitions.diff import differences, in_words
from zhuxin.kernel.identity.errors import OwnRights, UnknownRole
from zhuxin.kernel.identity.grants import temporary_roles
from zhuxin.kernel.identity.passwords.links import make_link
from zhuxin.kernel.identity.roles.separation import check_holders, check_roles
from zhuxin.kernel.identity.sessions import end_sessions, end_tokens
from zhuxin.kernel.identity.tables import ROLE, USER
from zhuxin.kernel.objects.catalog import move_revision
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.keys import NEW_KEY, check_key, key_for
from zhuxin.kernel.permissions.grants import NO_GRANTS, check_grants
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.second_person.types import ALWAYS, Fact, Inputs, SecondPerson

account, role = USER.table, ROLE.table
_ROLES = field("json", "role_keys", "角色", "Roles", help=None)


@action(
    "user.create",
    "新建用户",
    "Create user",
    field("text", "username", "用户名", "Username", required=True, max_length=40),
    field("text", "name", "姓名", "Name", required=True, max_length=60),
    field("department", "department", "部门", "Department", target="department"),
    object="user",
    discloses=True,
)
async def create_user(
    context: ActionContext, username: str, name: str, department: str | None
) -> dict[str, Any]:
    """A user without any role (what she may do is given by another administrator, `user.set_roles`), and the link by which she
    sets her password."""
    record = await insert_record(
        context, USER, {"username": username, "name": name}, department_id=department
    )
    link = await make_link(context.connection, record["id"], context.now)
    return {"user_id": record["id"], **link.to_json()}


@action(
    "user.set_roles",
    "设置角色",
    "Set roles",
    field("user", "user_id", "用户", "User", required=True, target="user"),
    _ROLES,
    object="user",
    record_key="user_id",
    step_up=True,
    second_person=ALWAYS,
)
async def set_roles(context: ActionContext, user_id: str, role_keys: Any) -> dict[str, Any]:
    if user_id == context.caller.user_id:
        raise OwnRights
    temporary = await temporary_roles(context.connection, user_id, context.now)
    keys, names = await _checked_roles(context, role_keys, temporary)
    await _change_user(context, user_id, "identity.roles.set", role_keys=keys, role_names=names)
    return {"user_id": user_id, "role_keys": keys}


@action(
    "user.set_status",
    "启用/停用",
    "Enable or disable",
    field("user", "user_id", "用户", "User", required=True, target="user"),
    USER.fields["status"],
    object="user",
    record_key="user_id",
)
async def set_status(context: ActionContext, user_id: str, status: str) -> dict[str, Any]:
    await _change_user(context, user_id, "identity.status.set", status=status)
    if status == "disabled":
        await end_sessions(context.connection, user_id, context.now)
        await end_tokens(context.connection, user_id, context.now)
    return {"user_id": user_id, "status": status}


@action(
    "role.create",
    "新建角色",
    "Create role",
    field("text", "name", "名称", "Name", required=True, max_length=60),
    NEW_KEY,
    object="role",
)
async def create_role(context: ActionContext, name: str, key: str | None) -> dict[str, Any]:
    key = key or await key_for(context.connection, "role", (name, None), context.caller.catalog.roles)
    check_key(key)
    record = await insert_record(context, ROLE, {"key": key, "name": name, "grants": NO_GRANTS})
    await move_revision(context.connection)
    return {"role_id": record["id"]}


async def _grants_told(context: ActionContext, inputs: Inputs) -> list[Fact]:
    """The role and what changes in its grants."""
    row = await context.connection.find(
        select(role.c.name, role.c.grants).where(role.c.id == inputs["role_id"])
    )
    if row is None:
        raise Missing
    told = differences(row.grants, inputs["grants"])
    return [Fact(Label("角色", "Role"), row.name), Fact(Label("改动", "Changes"), in_words(told))]


@action(
    "role.set_grants",
    "设置权限",
    "Set grants",
    field("reference", "role_id", "角色", "Role", required=True, target="role"),
    field("json", "grants", "权限", "Grants", required=True),
    object="role",
    record_key="role_id",
    step_up=True,
    second_person=SecondPerson(shows=_grants_told),
)
async def set_grants(context: ActionContext, role_id: str, grants: Any) -> dict[str, Any]:
    check_grants(context.caller.catalog, grants)
    before = await context.connection.find(
        select(role.c.key, role.c.grants).where(role.c.id == role_id).with_for_update()
    )
    if before is None:
        raise Missing
    if before.key in context.caller.role_keys:
        raise OwnRights
    await put_grants(context, before.key, grants)
    await check_holders(context, [before.key], "/grants/actions")
    await move_revision(context.connection)
    return {"role_id": role_id}


async def put_grants(context: ActionContext, key: str, grants: Mapping[str, Any]) -> None:
    """Give a role other grants, told in the audit log; the catalog's revision is the caller's to move."""
    check_grants(context.caller.catalog, grants)
    before = await context.connection.find(
        select(role.c.id, role.c.grants).where(role.c.key == key).with_for_update()
    )
    if before is None:
        raise Missing
    await context.connection.execute(
        update(role)
        .where(role.c.id == before.id)
        .values(grants=grants, version=role.c.version + 1, updated_at=context.now)
    )
    await context.record(
        "identity.grants.set",
        object="role",
        record_id=before.id,
        changes=[{"field": "grants", "old": before.grants, "new": grants}],
    )


async def _checked_roles(
    context: ActionContext, role_keys: Any, temporary: list[str]
) -> tuple[list[str], str]:
    """Role keys that exist and may be combined with each other and with those she has for a time, and their names."""
    keys = (
        sorted(set(role_keys))
        if isinstance(role_keys, list) and all(isinstance(key, str) for key in role_keys)
        else []
    )
    rows = await context.connection.all(select(role.c.key, role.c.name).where(any_of(role.c.key, keys)))
    known = {row.key: row.name for row in rows}
    for key in keys:
        if key not in known:
            raise UnknownRole(pointer="/role_keys", key=key)
    await check_roles(context, {*keys, *temporary}, "/role_keys")
    return keys, "、".join(known[key] for key in keys)


async def _change_user(context: ActionContext, user_id: str, name: str, **values: Any) -> None:
    changed = await context.connection.execute(
        update(account)
        .where(account.c.id == user_id)
        .values(**values, version=account.c.version + 1, updated_at=context.now)
    )
    if not changed:
        raise Missing
    told = {key: value for key, value in values.items() if key in ("role_keys", "status")}
    await context.record(
        name,
        object="user",
        record_id=user_id,
        changes=[{"field": k, "old": None, "new": v} for k, v in told.items()],
    )

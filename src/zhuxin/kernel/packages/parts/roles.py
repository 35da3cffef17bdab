"""Roles that a package brings: who may give rights decides on them, whoever installs the rest."""

from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields, faults_at
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.definitions.diff import differences, in_words
from zhuxin.kernel.identity.actions import put_grants
from zhuxin.kernel.identity.errors import OwnRights
from zhuxin.kernel.identity.roles.separation import check_holders
from zhuxin.kernel.objects.catalog import move_revision
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.permissions.grants import NO_GRANTS
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson

BRINGS = "role.bring"
_PACKAGE = Label("方案包", "Package")


async def _facts(context: ActionContext, inputs: Inputs) -> list[Fact]:
    """Each role with what it may now and would then, in words."""
    facts = [Fact(_PACKAGE, str(inputs["package"]))]
    for role in _checked(inputs["roles"]):
        live = context.caller.catalog.roles.get(role["key"], NO_GRANTS)
        told = differences(dict(live), role["grants"])
        name = str(role.get("name", role["key"]))
        facts.append(Fact(Label(f"角色 {name}", f"Role {name}"), in_words(told)))
    return facts


@action(
    BRINGS,
    "采用方案包的角色",
    "Take over a package's roles",
    field("text", "package", "方案包", "Package", required=True, max_length=40),
    field("json", "roles", "角色", "Roles", required=True),
    object="role",
    second_person=SecondPerson(shows=_facts),
)
async def bring_roles(context: ActionContext, package: str, roles: Any) -> dict[str, Any]:
    """Make roles `[{"key", "name", "name_en", "grants"}]`, or give those that are here these grants."""
    for place, role in enumerate(_checked(roles)):
        if role["key"] in context.caller.role_keys:
            raise OwnRights(pointer=f"/roles/{place}")
        if role["key"] not in context.caller.catalog.roles:
            values = {"key": role["key"], "name": role["name"], "name_en": role.get("name_en")}
            await insert_record(
                context, context.caller.catalog.object("role"), {**values, "grants": NO_GRANTS}
            )
        try:
            await put_grants(context, role["key"], role["grants"])
        except InvalidFields as invalid:
            raise InvalidFields(faults_at(f"/roles/{place}", invalid)) from None
    await check_holders(context, [role["key"] for role in roles], "/roles")
    await move_revision(context.connection)
    await context.record("role.brought", package=package, roles=[role["key"] for role in roles])
    return {"package": package, "roles": [role["key"] for role in roles]}


def _checked(roles: Any) -> list[dict[str, Any]]:
    whole = isinstance(roles, list) and all(
        isinstance(one, dict) and {"key", "name", "grants"} <= one.keys() and isinstance(one["key"], str)
        for one in roles
    )
    if not whole:
        label = Label("应为角色的列表", "Must be a list of roles")
        raise InvalidFields([FieldFault("/roles", "value.wrong_type", label)])
    found: list[dict[str, Any]] = roles
    return found

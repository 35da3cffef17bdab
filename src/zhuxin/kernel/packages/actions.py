"""Installing packages that people bring: compared first, then installed in the right of who does it."""

from hashlib import sha256
from typing import Any

import orjson

from zhuxin.core.errors import FieldFault, Forbidden, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action, action_named
from zhuxin.kernel.definitions.kinds import beyond_rights
from zhuxin.kernel.objects.catalog import load_catalog
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.indexes.views import request_indexes
from zhuxin.kernel.packages.compare import compare
from zhuxin.kernel.packages.install import install_package
from zhuxin.kernel.packages.parts.roles import BRINGS
from zhuxin.kernel.packages.read import Package, file_of, parse_package
from zhuxin.kernel.packages.samples import add_samples, require_adding
from zhuxin.kernel.permissions.caller import refreshed
from zhuxin.kernel.records.errors import NotWritable
from zhuxin.kernel.second_person.ask import ask_second_person, needs_second_person
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson

COMING = ("added", "changed")
_FILES = field("json", "files", "文件", "Files", required=True)


async def _facts(context: ActionContext, inputs: Inputs) -> list[Fact]:
    """What installing it would do, part by part, and a digest of its files."""
    package = parse_package(texts(inputs["files"]))
    plan = await compare(context.connection, context.caller.catalog, package)
    parts = [f"{one['part']}/{one['key']}: {one['change']}" for one in plan if one["change"] != "same"]
    digest = sha256(orjson.dumps(inputs["files"], option=orjson.OPT_SORT_KEYS)).hexdigest()
    return [
        Fact(Label("方案包", "Package"), f"{package.key} {package.version}"),
        Fact(Label("改动", "Changes"), "\n".join(parts) or "—"),
        Fact(Label("摘要", "Digest"), digest, hidden=True),
    ]


@action(
    "package.install",
    "安装方案包",
    "Install a package",
    _FILES,
    field("json", "take", "采用方案包的", "Taken from the package"),
    field("boolean", "withdraw", "撤下不再包含的", "Withdraw what it brings no more", default=False),
    field("boolean", "samples", "含示例数据", "With sample data", default=False),
    second_person=SecondPerson(shows=_facts),
)
async def install(
    context: ActionContext, files: Any, take: Any, withdraw: bool, samples: bool
) -> dict[str, Any]:
    """Install or upgrade a package from its texts by path.

    A package gives nobody what she could not make herself: its definitions run only what its installer may do, its records are
    those she could create. Its roles, where she may give no rights, become a request that security decides (`role.bring`).
    """
    package = parse_package(texts(files))
    taken = take if isinstance(take, list) and all(isinstance(one, str) for one in take) else []
    caller = context.caller
    plan = await compare(context.connection, caller.catalog, package)
    check_rights(context, package, plan, taken)
    brought = _coming_roles(package, plan, taken)
    values = {"package": package.key, "roles": brought}
    waits = brought and (
        not caller.rights.may_call(BRINGS) or await needs_second_person(context, action_named(BRINGS), values)
    )
    if samples:
        require_adding(context)
    try:
        done: dict[str, Any] = await install_package(
            context, package, take=taken, withdraw=withdraw, leave_roles=bool(brought)
        )
    finally:
        context.caller = caller
    for kind, key in package.definitions:
        if kind == "layout":
            await request_indexes(context, key)
    if samples:
        done |= {"samples": (await add_samples(context, package.key))["added"]}
    if brought:
        context.caller = refreshed(caller, await load_catalog(context.connection))
        spec = action_named(BRINGS)
        if waits:
            done["roles_wait"] = (await ask_second_person(context, spec, values, values))["second_person"]
        else:
            await spec.handler(context, **values)
            done["changed"] += len(brought)
        context.caller = caller
    return {"package": package.key, "version": package.version, **done}


def _coming_roles(package: Package, plan: list[dict[str, Any]], taken: list[str]) -> list[dict[str, Any]]:
    """The roles of a package that are new or changed by it."""
    coming = {
        one["key"]
        for one in plan
        if one["part"] == "role" and (one["change"] in COMING or f"role/{one['key']}" in taken)
    }
    return [role for role in package.roles if role["key"] in coming]


def check_rights(
    context: ActionContext, package: Package, plan: list[dict[str, Any]], taken: list[str]
) -> None:
    """Raises `Forbidden`, `NotWritable` or `InvalidFields` at the file that holds what the installer could not make herself."""
    rights, catalog = context.caller.rights, context.caller.catalog
    department = rights.object("department")
    for one in plan:
        if one["part"] != "department" or not (
            one["change"] in COMING or f"department/{one['key']}" in taken
        ):
            continue
        if not (department.create if one["change"] == "added" else department.update):
            raise Forbidden(pointer="/files/departments.yaml")
    added = {one["key"] for one in plan if one["part"] == "object" and one["change"] == "added"}
    for object_key in package.records.keys() - added:
        if not catalog.object(object_key).writable:
            raise NotWritable(pointer=f"/files/records/{object_key}")
        if not rights.object(object_key).create:
            raise Forbidden(pointer=f"/files/records/{object_key}")
    coming = {(one["part"], one["key"]) for one in plan if one["change"] in (*COMING, "conflict")}
    faults = [
        FieldFault(f"/files/{file_of(kind, key)}{fault.pointer}", fault.fault_code, fault.label)
        for (kind, key), body in package.definitions.items()
        if (kind, key) in coming
        for fault in beyond_rights(rights, kind, body)
    ]
    if faults:
        raise InvalidFields(faults)


def texts(files: Any) -> dict[str, str]:
    """Texts by path; raises `InvalidFields` for anything else."""
    if isinstance(files, dict) and all(isinstance(one, str) for one in files.values()):
        return files
    label = Label("应为路径到文本的映射", "Must map paths to texts")
    raise InvalidFields([FieldFault("/files", "value.wrong_type", label)])

"""Installing packages that people bring: compared first, then installed in the right of who does it."""

from typing import Any

from zhuxin.core.errors import FieldFault, Forbidden, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.indexes.views import request_indexes
from zhuxin.kernel.packages.compare import compare
from zhuxin.kernel.packages.install import install_package
from zhuxin.kernel.packages.read import Package, parse_package
from zhuxin.kernel.packages.samples import add_samples, require_adding

_FILES = field("json", "files", "文件", "Files", required=True)


@action(
    "package.install",
    "安装方案包",
    "Install a package",
    _FILES,
    field("json", "take", "采用方案包的", "Taken from the package"),
    field("boolean", "withdraw", "撤下不再包含的", "Withdraw what it brings no more", default=False),
    field("boolean", "samples", "含示例数据", "With sample data", default=False),
)
async def install(
    context: ActionContext, files: Any, take: Any, withdraw: bool, samples: bool
) -> dict[str, Any]:
    """Install or upgrade a package from its texts by path.

    Its roles need the right to make roles and its records the right to create them: a package gives nobody rights she could
    not give herself.
    """
    package = parse_package(texts(files))
    taken = take if isinstance(take, list) and all(isinstance(one, str) for one in take) else []
    caller = context.caller
    check_rights(context, package, await compare(context.connection, caller.catalog, package), taken)
    if samples:
        require_adding(context)
    try:
        done = await install_package(context, package, take=taken, withdraw=withdraw)
    finally:
        context.caller = caller
    for kind, key in package.definitions:
        if kind == "layout":
            await request_indexes(context, key)
    if samples:
        done |= {"samples": (await add_samples(context, package.key))["added"]}
    return {"package": package.key, "version": package.version, **done}


def check_rights(
    context: ActionContext, package: Package, plan: list[dict[str, Any]], taken: list[str]
) -> None:
    rights = context.caller.rights
    giving = any(
        one["change"] in ("added", "changed") or f"role/{one['key']}" in taken
        for one in plan
        if one["part"] == "role"
    )
    if giving and not rights.may_call("role.set_grants"):
        raise Forbidden(pointer="/files/roles")
    department = rights.object("department")
    for one in plan:
        if one["part"] != "department" or not (
            one["change"] in ("added", "changed") or f"department/{one['key']}" in taken
        ):
            continue
        if not (department.create if one["change"] == "added" else department.update):
            raise Forbidden(pointer="/files/departments.yaml")
    for object_key in package.records:
        brought = object_key in package.objects
        if not brought and not rights.object(object_key).create:
            raise Forbidden(pointer=f"/files/records/{object_key}")


def texts(files: Any) -> dict[str, str]:
    """Texts by path; raises `InvalidFields` for anything else."""
    if isinstance(files, dict) and all(isinstance(one, str) for one in files.values()):
        return files
    label = Label("应为路径到文本的映射", "Must map paths to texts")
    raise InvalidFields([FieldFault("/files", "value.wrong_type", label)])

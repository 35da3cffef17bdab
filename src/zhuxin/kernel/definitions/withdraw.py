"""Taking a definition out of use, where nothing rests on it: its versions stay, and each can be published again."""

from dataclasses import replace
from typing import Any

from zhuxin.core.errors import Conflict, Missing
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.definitions.actions import KEY, KIND, REASON
from zhuxin.kernel.definitions.kinds import KINDS, DefinitionKind, definition_kind, faults_of
from zhuxin.kernel.definitions.store import unpublish
from zhuxin.kernel.objects.catalog import Catalog, Definition, move_revision


class NotWithdrawable(Conflict):
    code = "definition.not_withdrawable"
    text = Label("这种定义不能停用", "A definition of this kind cannot be withdrawn")


class DefinitionUsed(Conflict):
    code = "definition.used"
    text = Label("还有内容在用它：{zh}", "It is still used by: {en}")


@action("definition.withdraw", "停用", "Withdraw", KIND, KEY, REASON, danger=True)
async def withdraw(context: ActionContext, kind: str, key: str, reason: str) -> dict[str, Any]:
    """Take what is published out of use. Raises `Missing`, `NotWithdrawable`, or `DefinitionUsed` naming what uses it."""
    known = definition_kind(kind)
    if not known.withdrawable:
        raise NotWithdrawable(pointer="/kind")
    found = context.caller.catalog.definitions.get((kind, key))
    if found is None:
        raise Missing(pointer="/key")
    users = users_of(context.caller.catalog, kind, key)
    if known.in_use is not None and (use := await known.in_use(context.connection, key)):
        users.append(use)
    if users:
        raise DefinitionUsed(zh="、".join(one.zh for one in users), en=", ".join(one.en for one in users))
    await unpublish(context, kind, key)
    await context.record("definition.withdrawn", kind=kind, key=key, version=found.version, reason=reason)
    return {"kind": kind, "key": key, "revision": await move_revision(context.connection)}


def users_of(catalog: Catalog, kind: str, key: str) -> list[Label]:
    """The published definitions that would have faults without this one, by their names."""
    left = {name: one for name, one in catalog.definitions.items() if name != (kind, key)}
    without = replace(catalog, definitions=left, memo={})
    return [
        _named(catalog, KINDS[one.kind], one)
        for one in left.values()
        if one.kind in KINDS and _pointers(without, one) - _pointers(catalog, one)
    ]


def _pointers(catalog: Catalog, one: Definition) -> set[str]:
    return {fault["pointer"] for fault in faults_of(catalog, one.kind, one.key, one.body)}


def _named(catalog: Catalog, kind: DefinitionKind, one: Definition) -> Label:
    """A definition by its own name, a layout by that of its object."""
    told = one.body.get("title") or one.body.get("label")
    laid = catalog.objects.get(one.key)
    name = label_of(told) if told else laid.label if laid else label_of(one.key)
    return Label(f"{kind.label.zh}「{name.zh}」", f"{kind.label.en} {name.en or name.zh}")

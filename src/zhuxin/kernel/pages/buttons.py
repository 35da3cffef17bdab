"""Buttons on pages and records: run an action, start a process, or go to a page, a list, a record or another site."""

from collections.abc import Mapping
from typing import Any

from zhuxin.kernel.actions.registry import ACTIONS, actions_for
from zhuxin.kernel.definitions.kinds import Faults
from zhuxin.kernel.pages.frames import host_of
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.workflows.by_hand import may_start

BUTTON_KINDS = ("action", "process", "page", "list", "record", "url")
PARTS = {
    "label",
    "kind",
    "action",
    "process",
    "values",
    "page",
    "params",
    "object",
    "filter",
    "record",
    "url",
    "visible_when",
}


def check_button(caller: Caller, button: Any, pointer: str, faults: Faults) -> None:
    """A button has a name and leads to something there is that the caller may do or see."""
    if not isinstance(button, Mapping):
        faults.add(pointer, "value.wrong_type", "应为对象", "Must be an object")
        return
    faults.only(pointer, button, PARTS)
    faults.title(f"{pointer}/label", button.get("label"))
    kind = button.get("kind")
    if not faults.among(f"{pointer}/kind", kind, BUTTON_KINDS, "按钮类型", "kind of button"):
        return
    for part in ("values", "params"):
        if not isinstance(button.get(part) or {}, Mapping):
            faults.add(f"{pointer}/{part}", "value.wrong_type", "应为对象", "Must be an object")
    if kind == "action":
        _action(caller, button, pointer, faults)
    elif kind == "process":
        _process(caller, button, pointer, faults)
    elif kind == "page":
        pages = {key for one, key in caller.catalog.definitions if one == "page"}
        faults.among(f"{pointer}/page", button.get("page"), pages, "页面", "page")
    elif kind == "url":
        if host_of(button.get("url")) is None:
            faults.add(f"{pointer}/url", "page.bad_url", "应为 https 开头的网址", "Must be an https address")
    else:
        readable = readable_objects(caller)
        faults.among(f"{pointer}/object", button.get("object"), readable, "对象", "object")
    if kind in ("record", "process") and not isinstance(button.get("record"), str):
        faults.add(f"{pointer}/record", "value.missing", "缺少记录", "The record is missing")


def _action(caller: Caller, button: Mapping[str, Any], pointer: str, faults: Faults) -> None:
    offered = {spec.name for spec in actions_for(caller.rights)}
    if not faults.among(f"{pointer}/action", button.get("action"), offered, "操作", "action"):
        return
    known = {one.key for one in ACTIONS[button["action"]].inputs}
    values = button.get("values") or {}
    for key in values if isinstance(values, Mapping) else ():
        faults.among(f"{pointer}/values/{key}", key, known, "输入项", "input")


def _process(caller: Caller, button: Mapping[str, Any], pointer: str, faults: Faults) -> None:
    processes = {key: one for (kind, key), one in caller.catalog.definitions.items() if kind == "process"}
    offered = {key for key in processes if may_start(caller, key)}
    if faults.among(f"{pointer}/process", button.get("process"), offered, "流程", "process"):
        fitting = {processes[button["process"]].body["object"]}
        faults.among(f"{pointer}/object", button.get("object"), fitting, "对象", "object")


def readable_objects(caller: Caller) -> set[str]:
    """Keys of the objects the caller reads."""
    return {key for key in caller.catalog.objects if caller.rights.object(key).read}

"""Pages as a caller opens them: of her roles, and without what she may not read."""

from collections.abc import Mapping
from typing import Any

from zhuxin.core.errors import Missing
from zhuxin.kernel.definitions.kinds import Faults
from zhuxin.kernel.objects.catalog import Definition
from zhuxin.kernel.pages.blocks import BLOCKS, Block
from zhuxin.kernel.pages.buttons import check_button
from zhuxin.kernel.pages.parameters import read_parameters
from zhuxin.kernel.permissions.caller import Caller

PLACE = ("id", "x", "y", "w", "h", "kind")


def opens_page(caller: Caller, key: Any) -> bool:
    """Whether there is such a page and one of the caller's roles opens it."""
    found = caller.catalog.definitions.get(("page", key)) if isinstance(key, str) else None
    return found is not None and _opened(caller, found.body)


def _opened(caller: Caller, body: Mapping[str, Any]) -> bool:
    roles = body.get("roles")
    return not roles or not set(roles).isdisjoint(caller.role_keys)


def page_of(caller: Caller, key: str) -> dict[str, Any]:
    """A page with its blocks; raises `Missing` alike where there is none and where none of her roles opens it.

    A block she may not read keeps its place and its kind and says `unreadable`, nothing else.
    """
    found = caller.catalog.definitions.get(("page", key))
    if found is None or not _opened(caller, found.body):
        raise Missing
    memo = ("page", caller.rights.key, key)
    if memo not in caller.catalog.memo:
        caller.catalog.memo[memo] = _described(caller, found)
    page: dict[str, Any] = caller.catalog.memo[memo]
    return page


def list_pages(caller: Caller) -> list[dict[str, Any]]:
    """The pages she may open, by name."""
    return [
        {"key": key, "title": one.body["title"], "icon": one.body.get("icon")}
        for (kind, key), one in sorted(caller.catalog.definitions.items())
        if kind == "page" and _opened(caller, one.body)
    ]


def _described(caller: Caller, found: Definition) -> dict[str, Any]:
    body = found.body
    parameters = body.get("parameters") or []
    known = read_parameters(caller, parameters, Faults())
    return {
        "key": found.key,
        "version": found.version,
        "title": body["title"],
        "icon": body.get("icon"),
        "parameters": parameters,
        "blocks": [_block(caller, one, known) for one in body["blocks"]],
    }


def _block(caller: Caller, block: Mapping[str, Any], parameters: Any) -> dict[str, Any]:
    shown = dict(block)
    if block["kind"] == "buttons":
        shown["buttons"] = [one for one in block["buttons"] if offers_button(caller, one)]
        return shown
    if "columns" in block and "object" in block:
        seen = caller.rights.object(block["object"]).fields
        shown["columns"] = [key for key in block["columns"] if key in seen]
    faults = Faults()
    BLOCKS[block["kind"]](Block(caller, shown, "", parameters, faults))
    return {**{part: block[part] for part in PLACE}, "unreadable": True} if faults.found else shown


def offers_button(caller: Caller, button: Mapping[str, Any]) -> bool:
    """Whether the caller may do what a button does, or see what it leads to."""
    faults = Faults()
    check_button(caller, button, "", faults)
    return not faults.found and (button["kind"] != "page" or opens_page(caller, button["page"]))

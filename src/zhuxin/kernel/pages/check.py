"""Checking a page before it is published: its parameters, its grid, and every block."""

from collections.abc import Mapping
from typing import Any

from zhuxin.kernel.definitions.kinds import Faults, define_kind
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.pages.blocks import BLOCKS, Block
from zhuxin.kernel.pages.parameters import KEY, read_parameters
from zhuxin.kernel.permissions.caller import system_caller

PARTS = {"title", "icon", "roles", "parameters", "blocks"}
COLUMNS, ROWS, BLOCK_LIMIT = 12, 1000, 60


def check_page(catalog: Catalog, key: str, body: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` with every fault of a page by its place."""
    faults, caller = Faults(), system_caller(catalog)
    if not KEY.fullmatch(key):
        faults.add("", "page.bad_key", "编码只含 a–z、0–9 和 _", "A key has only a–z, 0–9 and _")
    faults.only("", body, PARTS)
    faults.title("/title", body.get("title"))
    if not isinstance(body.get("icon") or "", str):
        faults.add("/icon", "value.wrong_type", "应为文字", "Must be a text")
    check_roles(catalog, "/roles", body.get("roles") or [], faults)
    parameters = read_parameters(caller, body.get("parameters") or [], faults)
    blocks = body.get("blocks", [])
    if not isinstance(blocks, list) or len(blocks) > BLOCK_LIMIT:
        faults.add("/blocks", "value.wrong_type", f"最多 {BLOCK_LIMIT} 块", f"At most {BLOCK_LIMIT} blocks")
        faults.done()
    placed: list[tuple[str, tuple[int, int, int, int]]] = []
    for place, one in enumerate(blocks):
        pointer = f"/blocks/{place}"
        if not isinstance(one, Mapping):
            faults.add(pointer, "value.wrong_type", "应为对象", "Must be an object")
            continue
        _place(one, pointer, placed, faults)
        if one.get("title"):
            faults.title(f"{pointer}/title", one["title"])
        if faults.among(f"{pointer}/kind", one.get("kind"), BLOCKS, "区块类型", "kind of block"):
            BLOCKS[one["kind"]](Block(caller, one, pointer, parameters, faults))
    faults.done()


def check_roles(catalog: Catalog, pointer: str, roles: Any, faults: Faults) -> None:
    """Roles are a list of keys there are."""
    if not isinstance(roles, list):
        faults.add(pointer, "value.wrong_type", "应为角色列表", "Must be a list of roles")
        return
    for place, one in enumerate(roles):
        faults.among(f"{pointer}/{place}", one, catalog.roles, "角色", "role")


def _place(
    block: Mapping[str, Any],
    pointer: str,
    placed: list[tuple[str, tuple[int, int, int, int]]],
    faults: Faults,
) -> None:
    """Each block has an id of its own, lies on the grid, and on no other block."""
    name = block.get("id")
    if not isinstance(name, str) or not KEY.fullmatch(name):
        faults.add(f"{pointer}/id", "page.bad_key", "编码只含 a–z、0–9 和 _", "A key has only a–z, 0–9 and _")
        name = ""
    elif name in [other for other, _ in placed]:
        faults.add(f"{pointer}/id", "page.duplicate", f"区块 {name} 重复", f"The block {name} is there twice")
    x, y, w, h = (block.get(part) for part in ("x", "y", "w", "h"))
    if not (type(x) is int and type(y) is int and type(w) is int and type(h) is int):
        faults.add(pointer, "page.off_grid", "位置和大小应为整数", "Place and size are whole numbers")
        return
    if x < 0 or y < 0 or w < 1 or h < 1 or x + w > COLUMNS or y + h > ROWS:
        faults.add(
            pointer, "page.off_grid", f"超出 {COLUMNS} 列的网格", f"Outside the grid of {COLUMNS} columns"
        )
        return
    for other, (ox, oy, ow, oh) in placed:
        if x < ox + ow and ox < x + w and y < oy + oh and oy < y + h:
            faults.add(pointer, "page.overlap", f"与区块 {other} 重叠", f"Overlaps the block {other}")
    placed.append((name, (x, y, w, h)))


define_kind("page", "页面", "Page", check_page, withdrawable=True)

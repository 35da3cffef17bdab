"""The menu: entries in groups, each seen by who may open what it leads to, and the home page of a role."""

from collections.abc import Mapping
from typing import Any

from zhuxin.kernel.definitions.kinds import Faults, define_kind
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.pages.check import check_roles
from zhuxin.kernel.pages.frames import host_of
from zhuxin.kernel.pages.queries import opens_page
from zhuxin.kernel.permissions.caller import Caller

MENU = ("menu", "main")
PARTS = {"key", "label", "icon", "roles"}
LEADS_TO = ("object", "page", "path", "url", "items")
ENTRY_LIMIT = 200
# Pages that come with the program, by their address; lists of objects are /o/<object>.
INSTALLED = (
    "/",
    "/inbox",
    "/reviews",
    "/collections",
    "/portfolio",
    "/quote",
    "/admin/objects",
    "/admin/pages",
    "/admin/prints",
    "/admin/forms",
    "/admin/menu",
    "/admin/packages",
    "/admin/roles",
    "/admin/access",
    "/admin/audit",
    "/admin/day-end",
    "/admin/users",
)


def check_menu(catalog: Catalog, key: str, body: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` with every entry that leads nowhere, is there twice, or lies too deep."""
    faults, seen = Faults(), set[str]()
    faults.only("", body, {"items", "homes"})
    _items(catalog, body.get("items"), "/items", seen, faults, deep=False)
    homes = body.get("homes") or {}
    if not isinstance(homes, Mapping):
        faults.add("/homes", "value.wrong_type", "应为对象", "Must be an object")
        homes = {}
    for role, page in homes.items():
        faults.among(f"/homes/{role}", role, catalog.roles, "角色", "role")
        faults.among(f"/homes/{role}", page, _pages(catalog), "页面", "page")
    faults.done()


def _pages(catalog: Catalog) -> set[str]:
    return {key for kind, key in catalog.definitions if kind == "page"}


def _items(catalog: Catalog, items: Any, pointer: str, seen: set[str], faults: Faults, *, deep: bool) -> None:
    if not isinstance(items, list) or len(items) > ENTRY_LIMIT:
        faults.add(
            pointer,
            "value.wrong_type",
            f"应为最多 {ENTRY_LIMIT} 项的列表",
            f"A list of at most {ENTRY_LIMIT}",
        )
        return
    for place, one in enumerate(items):
        where = f"{pointer}/{place}"
        if not isinstance(one, Mapping) or not isinstance(one.get("key"), str) or not one["key"]:
            faults.add(f"{where}/key", "value.missing", "缺少编码", "The key is missing")
            continue
        if one["key"] in seen:
            faults.add(f"{where}/key", "menu.duplicate", f"{one['key']} 重复", f"{one['key']} is there twice")
        seen.add(one["key"])
        faults.title(f"{where}/label", one.get("label"))
        check_roles(catalog, f"{where}/roles", one.get("roles") or [], faults)
        faults.only(where, one, PARTS | set(LEADS_TO))
        _target(catalog, one, where, seen, faults, deep=deep)


def _target(
    catalog: Catalog, one: Mapping[str, Any], where: str, seen: set[str], faults: Faults, *, deep: bool
) -> None:
    leads = [part for part in LEADS_TO if part in one]
    if len(leads) != 1:
        faults.add(
            where,
            "menu.target",
            "应指向一处：对象、页面、内置页面、网址或下级",
            "An entry leads to one thing: an object, a page, an installed page, an address, or entries below it",
        )
        return
    part, target = leads[0], one[leads[0]]
    if part == "items":
        if deep:
            faults.add(where, "menu.too_deep", "最多两级", "At most two levels")
        else:
            _items(catalog, target, f"{where}/items", seen, faults, deep=True)
    elif part == "object":
        faults.among(f"{where}/object", target, catalog.objects, "对象", "object")
    elif part == "page":
        faults.among(f"{where}/page", target, _pages(catalog), "页面", "page")
    elif part == "url":
        if host_of(target) is None:
            faults.add(f"{where}/url", "page.bad_url", "应为 https 开头的网址", "Must be an https address")
    else:
        known = {*INSTALLED, *(f"/o/{key}" for key in catalog.objects)}
        faults.among(
            f"{where}/path",
            target.split("?")[0] if isinstance(target, str) else target,
            known,
            "页面",
            "page",
        )


def menu_of(caller: Caller) -> list[dict[str, Any]]:
    """The published menu as far as the caller opens it, then the custom objects she reads that no entry leads to.

    An entry names its roles; one that names none is opened by a role's grants where it leads to an installed page, and
    else by whoever may open what it leads to.
    """
    found = caller.catalog.definitions.get(MENU)
    opened = set(caller.rights.menu())
    items = _opened_items(caller, found.body["items"], opened) if found else []
    led_to = {each["path"] for one in items for each in (one, *one.get("items", ())) if "path" in each}
    return items + [
        {"key": one.key, "label": one.plural.to_json(), "path": f"/o/{one.key}", "icon": one.icon or "custom"}
        for one in caller.catalog.objects.values()
        if one.custom
        and not one.archived
        and caller.rights.object(one.key).read
        and f"/o/{one.key}" not in led_to
    ]


def home_of(caller: Caller) -> str | None:
    """The page that is the caller's home: of the first of her roles that has one; None for the installed home."""
    found = caller.catalog.definitions.get(MENU)
    homes: Mapping[str, str] = (found.body.get("homes") or {}) if found else {}
    mine = (homes[role] for role in caller.role_keys if role in homes)
    return next((page for page in mine if opens_page(caller, page)), None)


def _opened_items(caller: Caller, items: Any, opened: set[str]) -> list[dict[str, Any]]:
    found = []
    for one in items:
        if not _may_open(caller, one, opened):
            continue
        entry = {part: one[part] for part in ("key", "label", "icon") if part in one}
        if "items" in one:
            below = _opened_items(caller, one["items"], opened)
            if below:
                found.append({**entry, "items": below})
        elif "url" in one:
            found.append({**entry, "url": one["url"]})
        else:
            found.append({**entry, "path": _path(one)})
    return found


def _path(one: Mapping[str, Any]) -> str:
    if "object" in one:
        return f"/o/{one['object']}"
    return f"/p/{one['page']}" if "page" in one else str(one["path"])


def _may_open(caller: Caller, one: Mapping[str, Any], opened: set[str]) -> bool:
    roles = one.get("roles")
    if roles and set(roles).isdisjoint(caller.role_keys):
        return False
    if "page" in one:
        return opens_page(caller, one["page"])
    path = _path(one).split("?")[0] if "object" in one or "path" in one else ""
    if path.startswith("/o/") and not caller.rights.object(path.removeprefix("/o/")).read:
        return False
    return bool(roles) or "path" not in one or one["key"] in opened or "*" in opened


define_kind("menu", "菜单", "Menu", check_menu)

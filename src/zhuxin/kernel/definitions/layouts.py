"""Layouts: how an object's lists, form and record page are laid out."""

from collections.abc import Mapping
from typing import Any

from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.definitions.forms import (
    check_condition,
    check_sections,
    check_variants,
    list_in,
    mapping_in,
)
from zhuxin.kernel.definitions.kinds import Faults, define_kind
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.pages.buttons import check_button
from zhuxin.kernel.pages.parameters import named_in
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.workflows.errors import WrongSubject

PARTS = {"views", "form", "variants", "detail", "actions"}
VIEW_KINDS = ("table", "kanban", "calendar", "gallery", "gantt", "tree")
NEEDS = {"kanban": ("group",), "calendar": ("date",), "gantt": ("start", "end"), "tree": ("parent",)}
SUITS = {
    "group": ("choice", "user", "reference", "department", "boolean"),
    "date": ("date", "datetime"),
    "start": ("date", "datetime"),
    "end": ("date", "datetime"),
    "parent": ("reference",),
}
TONES = ("ok", "wait", "warn", "bad")
TOTALS = ("count", "sum", "avg", "min", "max")
WIDTHS = range(60, 1001)
# Of what make a part of a view is, and how many it may hold.
SHAPES: Mapping[str, tuple[type[list[Any]] | type[dict[str, Any]], int]] = {
    "columns": (list, 100),
    "pinned": (list, 10),
    "colors": (list, 20),
    "widths": (dict, 100),
    "totals": (dict, 10),
}


def check_layout(catalog: Catalog, key: str, body: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` with every field, view, action or condition that is not there or does not parse."""
    definition, faults = catalog.object(key), Faults()
    faults.only("", body, PARTS)
    for place, view in enumerate(list_in(body, "views", "", faults)):
        check_view(definition, view, f"/views/{place}", faults)
    check_sections(catalog, definition, list_in(body, "form", "", faults), "/form", faults)
    check_variants(catalog, definition, list_in(body, "variants", "", faults), "/variants", faults)
    _detail(catalog, definition, mapping_in(body, "detail", "", faults), faults)
    actions = list_in(body, "actions", "", faults)
    for place, one in enumerate(actions):
        if isinstance(one, Mapping):
            _button(catalog, definition, one, f"/actions/{place}", faults)
        else:
            faults.among(f"/actions/{place}", one, ACTIONS, "操作", "action")
    faults.done()


def _detail(catalog: Catalog, definition: ObjectDef, detail: Mapping[str, Any], faults: Faults) -> None:
    sections = list_in(detail, "sections", "/detail", faults)
    check_sections(catalog, definition, sections, "/detail/sections", faults)
    for place, one in enumerate(list_in(detail, "figures", "/detail", faults)):
        faults.among(f"/detail/figures/{place}", one, definition.fields, "字段", "field")
    for place, tab in enumerate(list_in(detail, "tabs", "/detail", faults)):
        where = f"/detail/tabs/{place}"
        if not isinstance(tab, Mapping):
            faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
        elif "object" in tab and faults.among(
            f"{where}/object", tab["object"], catalog.objects, "对象", "object"
        ):
            child = catalog.object(tab["object"])
            faults.among(f"{where}/via", tab.get("via"), {*child.fields, "id"}, "字段", "field")


def _button(
    catalog: Catalog, definition: ObjectDef, button: Mapping[str, Any], pointer: str, faults: Faults
) -> None:
    """A button on a record may use its fields as `$record.<field>`, and be there only when an expression holds."""
    check_button(system_caller(catalog), button, pointer, faults)
    if button.get("kind") == "process" and button.get("object") != definition.key:
        faults.add(f"{pointer}/process", WrongSubject.code, WrongSubject.text.zh, WrongSubject.text.en)
    for part in ("values", "params", "record", "filter"):
        for name in named_in(button.get(part), "$record."):
            faults.among(f"{pointer}/{part}", name, {*definition.fields, "id"}, "字段", "field")
    if button.get("visible_when"):
        check_condition(definition, button["visible_when"], f"{pointer}/visible_when", faults)


def check_view(definition: ObjectDef, view: Any, pointer: str, faults: Faults) -> None:
    """A view shows fields there are, and has what its kind needs."""
    if not isinstance(view, Mapping):
        faults.add(pointer, "value.wrong_type", "应为对象", "Must be an object")
        return
    faults.label(pointer, view.get("label"))
    if not _shaped(view, pointer, faults):
        return
    for place, one in enumerate(view.get("columns") or ()):
        faults.among(f"{pointer}/columns/{place}", one, definition.fields, "字段", "field")
    kind = view.get("kind", "table")
    if not faults.among(f"{pointer}/kind", kind, VIEW_KINDS, "视图类型", "kind of view"):
        return
    for need in NEEDS.get(kind, ()):
        key = str(view.get(need))
        if not faults.among(f"{pointer}/{need}", key, definition.fields, "字段", "field"):
            continue
        one = definition.fields[key]
        if kind_of(one).key not in SUITS[need] or (need == "parent" and one.target != definition.key):
            faults.add(
                f"{pointer}/{need}", "view.field_unsuited", "这个字段不适合", "This field does not suit"
            )
    _looks(definition, view, pointer, faults)


def _looks(definition: ObjectDef, view: Mapping[str, Any], pointer: str, faults: Faults) -> None:
    """How a table is drawn: widths of its columns, those that stay in sight, colors of rows, and totals at its foot."""
    known = definition.fields
    for key, width in (view.get("widths") or {}).items():
        where = f"{pointer}/widths/{key}"
        if faults.among(where, key, known, "字段", "field") and (
            type(width) is not int or width not in WIDTHS
        ):
            limits = f"{WIDTHS.start}–{WIDTHS.stop - 1}"
            faults.add(where, "value.out_of_range", f"列宽应为 {limits}", f"A width is {limits}")
    for place, one in enumerate(view.get("pinned") or ()):
        faults.among(f"{pointer}/pinned/{place}", one, known, "字段", "field")
    for key, word in (view.get("totals") or {}).items():
        if faults.among(f"{pointer}/totals/{key}", key, known, "字段", "field"):
            faults.among(f"{pointer}/totals/{key}", word, TOTALS, "汇总方式", "total")
    for place, one in enumerate(view.get("colors") or ()):
        where = f"{pointer}/colors/{place}"
        if not isinstance(one, Mapping):
            faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
        elif faults.among(f"{where}/field", one.get("field"), known, "字段", "field"):
            faults.among(f"{where}/op", one.get("op"), kind_of(known[one["field"]]).ops, "条件", "condition")
            faults.among(f"{where}/tone", one.get("tone"), TONES, "颜色", "color")


def _shaped(view: Mapping[str, Any], pointer: str, faults: Faults) -> bool:
    """Whether the parts of a view are of the right make and not too many."""
    sound = True
    for part, (make, limit) in SHAPES.items():
        value = view.get(part)
        if value is not None and (not isinstance(value, make) or len(value) > limit):
            faults.add(
                f"{pointer}/{part}",
                "value.wrong_type",
                f"格式有误或超过 {limit} 项",
                f"Not valid, or over {limit}",
            )
            sound = False
    return sound


define_kind("layout", "布局", "Layout", check_layout)

"""What a saved view may hold, and what of it a caller may see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import partial
from typing import Any

from zhuxin.core.crypto.vault import Vault
from zhuxin.core.errors import FieldFault, InvalidFields, Refusal
from zhuxin.core.text import Label
from zhuxin.kernel.definitions.kinds import Faults
from zhuxin.kernel.definitions.layouts import NEEDS, check_view
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.lists.filters import Shape
from zhuxin.kernel.records.queries import check_query, read_filters, readable
from zhuxin.kernel.views.errors import SensitiveFilter

PARTS = {"kind", "columns", "widths", "pinned", "filter", "sort", "group", "colors", "totals"}
PLACES = {"date", "start", "end", "parent"}
UNAVAILABLE = Label(
    "这个视图用到了您无权查看或已不存在的字段，无法打开",
    "This view uses a field that you may not see or that is gone, and cannot be opened",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a filter is read with."""

    caller: Caller
    vault: Vault
    today: date
    zone: tzinfo


def check_body(reading: Reading, object_key: str, label: str, body: Any) -> None:
    """Raises `InvalidFields`, `BadFilter` or `SensitiveFilter` unless its owner could open the view as it is."""
    caller = reading.caller
    plan, faults = readable(caller, object_key), Faults()
    if not isinstance(body, Mapping):
        faults.add("/body", "value.wrong_type", "应为对象", "Must be an object")
        faults.done()
    faults.only("/body", body, PARTS | PLACES)
    check_view(plan.definition, {**body, "label": label}, "/body", faults)
    if not body.get("columns"):
        faults.add("/body/columns", "value.required", "至少要有一列", "At least one column is needed")
    faults.done()
    hidden = [key for key in _named(body) if plan.granted.access(key) == Access.HIDDEN]
    if hidden:
        unknown = Label(f"没有字段 {hidden[0]}", f"There is no field {hidden[0]}")
        raise InvalidFields([FieldFault("/body", "definition.unknown_part", unknown)])
    _checked("/body", partial(check_query, caller, object_key, sort=body.get("sort")))
    asked = {"/body": body.get("filter")}
    for place, one in enumerate(body.get("colors") or ()):
        asked[f"/body/colors/{place}"] = {key: one[key] for key in one if key != "tone"}
    for pointer, filter_ in asked.items():
        shapes = _checked(pointer, partial(_read, reading, object_key, filter_))
        if any(_blind(shape) for shape in shapes):
            raise SensitiveFilter(pointer=f"{pointer}/filter")


def _checked(pointer: str, check: Callable[[], Any]) -> Any:
    """What a check gives; where it refuses, the place at fault lies below `pointer`."""
    try:
        return check()
    except Refusal as refusal:
        refusal.pointer = f"{pointer}{refusal.pointer or ''}"
        raise


def body_for(reading: Reading, object_key: str, body: Mapping[str, Any]) -> tuple[dict[str, Any] | None, int]:
    """The body as a caller may see it and how many parts were left out for her; None where she cannot open the view.

    Columns, colors, totals, order and grouping by a field out of her sight are left out. What decides which rows are
    shown, or how, is not: without it she would see another list under the same name.
    """
    granted = reading.caller.rights.object(object_key)
    definition = reading.caller.catalog.object(object_key)

    def seen(key: Any, least: Access = Access.MASKED) -> bool:
        return key in definition.fields and granted.access(key) >= least

    kind = body.get("kind", "table")
    if not all(seen(body.get(need), Access.READ) for need in NEEDS.get(kind, ())):
        return None, 0
    try:
        _read(reading, object_key, body.get("filter"))
    except Refusal:
        return None, 0
    shown = dict(body)
    shown["columns"] = [key for key in body["columns"] if seen(key)]
    shown["pinned"] = [key for key in body.get("pinned") or () if seen(key)]
    shown["widths"] = {key: width for key, width in (body.get("widths") or {}).items() if seen(key)}
    shown["totals"] = {key: one for key, one in (body.get("totals") or {}).items() if seen(key, Access.READ)}
    shown["colors"] = [one for one in body.get("colors") or () if seen(one["field"], Access.READ)]
    if kind == "table" and body.get("group") and not seen(body["group"], Access.READ):
        shown.pop("group")
    try:
        check_query(reading.caller, object_key, sort=body.get("sort"))
    except Refusal:
        shown.pop("sort")
    left_out = sum(len(body.get(part) or ()) - len(shown[part]) for part in ("columns", "totals", "colors"))
    left_out += ("group" in body) - ("group" in shown) + ("sort" in body) - ("sort" in shown)
    return (shown, left_out) if shown["columns"] else (None, 0)


def _named(body: Mapping[str, Any]) -> list[str]:
    """The fields that a checked body names, those of its filter aside."""
    places = [body[place] for place in ("group", *sorted(PLACES)) if body.get(place)]
    colors = [one["field"] for one in body.get("colors") or ()]
    return [*body["columns"], *(body.get("pinned") or ()), *(body.get("totals") or {}), *colors, *places]


def _read(reading: Reading, object_key: str, filter_: Any) -> tuple[Shape, ...]:
    plan = readable(reading.caller, object_key)
    shapes, _ = read_filters(
        plan, reading.caller, filter_, vault=reading.vault, today=reading.today, zone=reading.zone
    )
    return shapes


def _blind(shape: Any) -> bool:
    """Whether a filter holds a value of an encrypted field, which is stored nowhere in the clear."""
    if not isinstance(shape, tuple):
        return False
    return (len(shape) > 1 and shape[1] == "blind") or any(_blind(part) for part in shape)

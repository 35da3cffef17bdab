"""The fields a form node asks for: `["x_reached", {"field": "amount", "readonly": true}]`, of the process' object."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.types import ObjectDef

NONE_NAMED = Label("应列出至少一个字段", "Name at least one field")
NOT_AN_ENTRY = Label(
    "应为字段编码，或含 field、required、readonly 的项",
    "Must be the key of a field, or hold field, required and readonly",
)
UNKNOWN = Label("没有这个字段", "There is no such field")
TWICE = Label("字段重复", "The field is named twice")
FIXED = Label(
    "该字段由系统填写，只能标为 readonly", "The system fills this field in; it can only be shown, as readonly"
)
BOTH = Label("只读字段不能必填", "A field that is only shown cannot be required")


def form_fields(definition: ObjectDef, node: Mapping[str, Any]) -> list[Field]:
    """The fields of a form node's body, each `required` and `read_only` as the node has it."""
    found = []
    for entry in map(_entry, node.get("fields", ())):
        one = definition.fields[entry["field"]]
        shown = bool(entry.get("readonly"))
        required = not shown and (one.required or bool(entry.get("required")))
        found.append(replace(one, read_only=shown, required=required, default=None))
    return found


def form_faults(definition: ObjectDef, entries: Any) -> Iterator[tuple[str, str, Label]]:
    """Pointer, code and words of each fault of a form node's `fields`."""
    if not isinstance(entries, list) or not entries:
        yield "/fields", "process.no_fields", NONE_NAMED
        return
    seen = set()
    for place, raw in enumerate(entries):
        pointer, entry = f"/fields/{place}", _entry(raw)
        if not _well_formed(entry):
            yield pointer, "process.bad_field", NOT_AN_ENTRY
            continue
        one = definition.fields.get(entry["field"])
        if one is None:
            yield pointer, "field.unknown", UNKNOWN
        elif one.key in seen:
            yield pointer, "process.duplicate_field", TWICE
        elif entry.get("readonly"):
            if entry.get("required"):
                yield pointer, "process.field_read_only", BOTH
        elif one.read_only or one.computed or not definition.writable:
            yield pointer, "process.field_read_only", FIXED
        seen.add(entry["field"])


def _entry(raw: Any) -> Any:
    return {"field": raw} if isinstance(raw, str) else raw


def _well_formed(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("field"), str)
        and set(entry) <= {"field", "required", "readonly"}
        and all(isinstance(entry.get(word, False), bool) for word in ("required", "readonly"))
    )

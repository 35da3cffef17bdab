"""The catalog as the web app reads it: objects, fields, views, forms, pages and actions the caller may use."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from zhuxin.api.deps import ROOT, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.actions.registry import ACTIONS, ActionSpec, actions_for
from zhuxin.kernel.fields.address.divisions import DIVISIONS_JSON
from zhuxin.kernel.fields.registry import KINDS, kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.conversions import offered
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.pages.queries import offers_button
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access

router = APIRouter(prefix=ROOT, tags=["catalog"])
WORDS = {Access.MASKED: "masked", Access.READ: "read", Access.WRITE: "write"}


@router.get("/catalog")
async def catalog(request: Request) -> Json:
    """Everything the caller's roles may see of what is defined."""
    async with reading(request) as (_, caller):
        found = caller.catalog
        key = ("catalog", caller.rights.key)
        if key not in found.memo:
            objects = [
                describe_object(caller, one) for one in found.objects.values() if _described(caller, one)
            ]
            actions = [describe_action(spec) for spec in actions_for(caller.rights)]
            found.memo[key] = {
                "revision": found.revision,
                "objects": objects,
                "actions": actions,
                "kinds": describe_kinds(),
                "action_labels": action_labels(caller),
            }
        return json_response(found.memo[key])


@router.get("/divisions")
async def divisions() -> Response:
    """Provinces, cities and districts by name, as an address takes them; for everybody, also who fills in an external form."""
    kept = {"cache-control": "public, max-age=86400"}
    return Response(DIVISIONS_JSON, media_type="application/json", headers=kept)


DEFINING = ("field.create", "object.create", "role.set_grants")


def _described(caller: Caller, one: ObjectDef) -> bool:
    """Objects the caller reads, and for who defines fields or rights all of them: what is defined is no secret to her."""
    return caller.rights.object(one.key).read or any(caller.rights.may_call(name) for name in DEFINING)


def action_labels(caller: Caller) -> dict[str, Any]:
    """What every action is called, for who gives rights to others: she may well have none of them herself."""
    if not caller.rights.may_call("role.set_grants"):
        return {}
    return {spec.name: spec.label.to_json() for spec in ACTIONS.values() if spec.for_people}


def describe_kinds() -> list[dict[str, Any]]:
    return [
        {
            "key": kind.key,
            "label": kind.label.to_json(),
            "ops": kind.ops,
            "sample": kind.sample,
            "converts_to": offered(kind.key),
            "keyable": kind.keyable,
            "identifies": kind.identifies,
        }
        for kind in KINDS.values()
    ]


def describe_object(caller: Caller, one: ObjectDef) -> dict[str, Any]:
    """An object with its layout; parts of the layout that name hidden fields are left out."""
    granted = caller.rights.object(one.key)
    layout = caller.catalog.layout(one.key)
    seen = {key for key in one.fields if granted.access(key) or not granted.read}
    custom = [key for key, each in one.fields.items() if each.custom and key in seen]
    return {
        "key": one.key,
        "label": one.label.to_json(),
        "label_plural": one.plural.to_json(),
        "description": one.description.to_json(),
        "title_field": one.title_field,
        "custom": one.custom,
        "archived": one.archived,
        "icon": one.icon,
        "recycle_bin": "deleted_at" in one.table.c,
        "shared": one.key in caller.catalog.shared,
        "rights": {
            "read": granted.read,
            "create": granted.create and one.writable,
            "update": granted.update and one.writable,
            "delete": granted.delete and one.writable,
            "export": granted.read and caller.rights.may_export(one.key),
        },
        "fields": [
            {**describe_field(each, granted.access(key) or Access.READ), "object": one.key}
            for key, each in one.fields.items()
            if key in seen
        ],
        "views": [
            {**view, "columns": [key for key in view["columns"] if key in seen]}
            for view in layout.get("views") or default_views(one)
        ],
        "form": placed(layout.get("form") or default_form(one), seen, custom, writable_only=one),
        "variants": _variants(caller, one, layout, seen),
        "detail": _detail(caller, one, layout.get("detail") or {}, seen, custom),
        "actions": [
            name
            for name in layout.get("actions", ())
            if isinstance(name, str) and name in ACTIONS and caller.rights.may_call(name)
        ],
        "buttons": [
            button
            for button in layout.get("actions", ())
            if isinstance(button, dict) and offers_button(caller, button)
        ],
    }


def _variants(
    caller: Caller, one: ObjectDef, layout: Mapping[str, Any], seen: set[str]
) -> list[dict[str, Any]]:
    """The forms that fit the caller's roles, by the devices they are for; fields keep the rules of the main form."""
    rules = {
        key: rule
        for section in layout.get("form") or ()
        for key, rule in (section.get("rules") or {}).items()
    }
    found = []
    for variant in layout.get("variants") or ():
        if not variant.get("roles") or set(variant["roles"]) & set(caller.role_keys):
            sections = placed(variant.get("form") or [], seen, [], writable_only=one)
            found.append(
                {
                    "devices": variant.get("devices") or [],
                    "form": [
                        {**each, "rules": {key: rules[key] for key in each["fields"] if key in rules}}
                        for each in sections
                    ],
                }
            )
    return found


def _detail(
    caller: Caller, one: ObjectDef, detail: dict[str, Any], seen: set[str], custom: list[str]
) -> dict[str, Any]:
    tabs = [
        tab
        for tab in detail.get("tabs", ())
        if "object" not in tab or caller.rights.object(tab["object"]).read
    ]
    return {
        "status": detail.get("status") if detail.get("status") in seen else None,
        "figures": [key for key in detail.get("figures", ()) if key in seen],
        "sections": placed(detail.get("sections") or default_form(one), seen, custom),
        "tabs": tabs,
    }


def placed(
    sections: list[dict[str, Any]], seen: set[str], custom: list[str], writable_only: ObjectDef | None = None
) -> list[dict[str, Any]]:
    """Sections with the fields the caller sees; custom fields nobody has placed yet come in a section of their own."""

    def fits(key: str) -> bool:
        return key in seen and not (writable_only and writable_only.fields[key].read_only)

    result = [
        {**section, "fields": [key for key in section.get("fields") or () if fits(key)]}
        for section in sections
    ]
    named = {key for section in sections for key in section.get("fields") or ()}
    if rest := [key for key in custom if key not in named]:
        result.append({"label": {"zh": "自定义字段", "en": "Custom fields"}, "fields": rest})
    return [section for section in result if section["fields"] or section.get("notes")]


def default_views(one: ObjectDef) -> list[dict[str, Any]]:
    """A first list of an object nobody has laid out."""
    columns = [key for key, each in one.fields.items() if each.kind not in ("long_text", "json")][:8]
    return [
        {
            "key": "all",
            "label": {"zh": "全部", "en": "All"},
            "columns": columns,
            "filter": None,
            "sort": "-created_at",
        }
    ]


def default_form(one: ObjectDef) -> list[dict[str, Any]]:
    keys = [
        key for key, each in one.fields.items() if not each.custom and key not in ("created_at", "updated_at")
    ]
    return [{"label": one.label.to_json(), "fields": keys}]


def describe_field(one: Field, access: Access = Access.WRITE) -> dict[str, Any]:
    """A field as list, form and filter builder need it."""
    kind = kind_of(one)
    return {
        "key": one.key,
        "label": one.label.to_json(),
        "help": one.help.to_json() if one.help else None,
        "kind": one.kind,
        "result": one.result,
        "access": WORDS[access],
        "required": one.required,
        "read_only": one.read_only or (one.computed and kind.stored),
        "max_length": one.max_length,
        "min": one.minimum,
        "max": one.maximum,
        "scale": one.scale,
        "target": one.target,
        "via": one.via,
        "limited": one.only is not None,
        "custom": one.custom,
        "unique": one.unique,
        "options": [{"value": o.value, "label": o.label.to_json(), "tone": o.tone} for o in one.options]
        or None,
        "sortable": kind.sortable and not one.computed and access >= Access.READ,
        "ops": [] if one.computed or not kind.filterable else list(kind.ops),
        "sensitivity": one.sensitivity,
        "revealable": kind.encrypted and access >= Access.READ,
        "default": one.default,
    }


def describe_action(spec: ActionSpec) -> dict[str, Any]:
    """An action with its input form; the field that names the record is filled by the page."""
    return {
        "name": spec.name,
        "label": spec.label.to_json(),
        "object": spec.object,
        "record_key": spec.record_key,
        "fields": [describe_field(one) for one in spec.inputs if one.key != spec.record_key],
        "enabled_when": spec.enabled_when,
        "confirm": spec.confirm.to_json() if spec.confirm else None,
        "danger": spec.danger,
    }

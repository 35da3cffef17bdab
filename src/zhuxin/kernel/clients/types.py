"""What a client is written from: the objects, fields and actions that its caller may use, in the words of no language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.actions.registry import actions_for
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access

SYSTEM = ("created_at", "updated_at", "owner_id", "department_id")


@dataclass(frozen=True, slots=True)
class ClientField:
    """A field: `type` is text, integer, number, boolean, list, mapping or any; `options` where it is one of a few texts."""

    key: str
    type: str
    label: Label
    options: tuple[str, ...] = ()
    required: bool = False
    writable: bool = True


@dataclass(frozen=True, slots=True)
class ClientType:
    """An object with its fields, or an action with its inputs."""

    key: str
    name: str
    label: Label
    fields: tuple[ClientField, ...]


def objects_of(caller: Caller) -> list[ClientType]:
    """The objects the caller reads, with the fields she sees."""
    found = []
    for one in caller.catalog.objects.values():
        granted = caller.rights.object(one.key)
        if not granted.read:
            continue
        fields = tuple(
            _field(each, writable=one.writable and granted.access(each.key) == Access.WRITE)
            for each in one.fields.values()
            if granted.access(each.key)
        )
        found.append(ClientType(one.key, class_name(one.key), one.label, fields))
    return found


def actions_of(caller: Caller) -> list[ClientType]:
    """The actions the caller may call, with their inputs."""
    return [
        ClientType(spec.name, class_name(spec.name), spec.label, tuple(_field(each) for each in spec.inputs))
        for spec in actions_for(caller.rights)
    ]


def class_name(key: str) -> str:
    """`x_vehicle` → XVehicle, `loan.repay` → LoanRepay."""
    return "".join(part.capitalize() for part in re.split(r"[^a-zA-Z0-9]", key))


def _field(one: Field, *, writable: bool = True) -> ClientField:
    schema = kind_of(one).json_schema
    options = tuple(option.value for option in one.options) if kind_of(one).key == "choice" else ()
    writes = writable and not one.read_only
    return ClientField(one.key, _type(schema), one.label, options, one.required, writes)


def _type(schema: Mapping[str, Any]) -> str:
    if "oneOf" in schema:
        return "number"
    words = {"string": "text", "array": "list", "object": "mapping"}
    kind = schema.get("type", "any")
    return words.get(kind, kind)

"""Rights narrowed to the scope of an API token: what its user may do, less what the token is not for.

A scope, as stored: `{"read_only": true, "objects": ["lead", "x_*"], "actions": ["lead.*"]}`; what is left out, or null, is not
narrowed. An action that asks for a fresh proof of who one is, and one that needs no grant, are open only to a token that names
them.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.rights import NOTHING, Access, ObjectRights, Rights

Scope = Mapping[str, Any]


class NarrowedRights(Rights):
    """The rights of some roles within a scope."""

    def __init__(self, catalog: Catalog, role_keys: tuple[str, ...], scope: Scope):
        super().__init__(catalog, role_keys)
        self.key = ("token", *role_keys, orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode())
        self._scope = scope
        self._read_only = bool(scope.get("read_only"))
        self._within = scope.get("objects")
        self._named = scope.get("actions")

    def names(self, action: str) -> bool:
        """Whether the scope names an action, by itself, by its area or by `*`."""
        return self._named is not None and bool({action, f"{action.split('.')[0]}.*", "*"} & set(self._named))

    def may_call(self, action: str) -> bool:
        if self._read_only:
            return action.endswith(".read") and super().may_call(action)
        return super().may_call(action) and (self._named is None or self.names(action))

    def may_export(self, object_key: str) -> bool:
        return not self._read_only and self._covers(object_key) and super().may_export(object_key)

    def _covers(self, object_key: str) -> bool:
        whole = ("x_*", "*") if object_key.startswith("x_") else ("*",)
        return self._within is None or any(key in self._within for key in (object_key, *whole))

    def _work_out(self, definition: ObjectDef) -> ObjectRights:
        if not self._covers(definition.key):
            return NOTHING
        granted = super()._work_out(definition)
        if not self._read_only:
            return granted
        fields = {key: min(level, Access.READ) for key, level in granted.fields.items()}
        return replace(granted, create=False, update=False, delete=False, fields=fields)


def narrowed_rights(catalog: Catalog, role_keys: tuple[str, ...], scope: Scope) -> Rights:
    """The rights of some roles within a scope; worked out at most once per catalog."""
    memo = ("narrowed", tuple(sorted(role_keys)), orjson.dumps(scope))
    found: Rights | None = catalog.memo.get(memo)
    if found is None:
        found = catalog.memo[memo] = NarrowedRights(catalog, tuple(sorted(role_keys)), scope)
    return found


def check_scope(catalog: Catalog, scope: Any, known_actions: Any) -> None:
    """Raises `InvalidFields` naming every place that is no scope of a token."""
    faults: list[FieldFault] = []

    def fault(place: str, zh: str, en: str) -> None:
        faults.append(FieldFault(f"/scope{place}", "token.scope", Label(zh, en)))

    if not isinstance(scope, dict) or not set(scope) <= {"read_only", "objects", "actions"}:
        fault("", "应含 read_only、objects、actions", "Holds read_only, objects and actions")
        raise InvalidFields(faults)
    if not isinstance(scope.get("read_only", False), bool):
        fault("/read_only", "应为是或否", "Must be true or false")
    objects = {*catalog.objects, "*", "x_*"}
    areas = {f"{name.split('.')[0]}.*" for name in known_actions}
    for part, known in (("objects", objects), ("actions", {*known_actions, *areas, "*"})):
        names = scope.get(part)
        if names is None:
            continue
        if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
            fault(f"/{part}", "应为文字列表", "Must be a list of texts")
            continue
        for at, one in enumerate(names):
            if one not in known and not one.endswith((".read", ".export")):
                fault(f"/{part}/{at}", f"没有「{one}」", f"There is no {one}")
    if faults:
        raise InvalidFields(faults)

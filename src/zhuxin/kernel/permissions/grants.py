"""Checking the grants of a role before they are stored."""

from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.permissions.rights import ACCESS_WORDS, SCOPES, VERBS

NO_GRANTS: dict[str, Any] = {"objects": {}, "actions": [], "menu": []}


def names_fields(grants: Any, object_key: str) -> bool:
    """Whether a role says of single fields of an object who sees them."""
    return bool((grants.get("objects", {}).get(object_key) or {}).get("fields"))


def check_grants(catalog: Catalog, grants: Any) -> None:
    """Raises `InvalidFields` naming every place that is not a grant."""
    faults: list[FieldFault] = []

    def fault(pointer: str, zh: str, en: str) -> None:
        faults.append(FieldFault(f"/grants{pointer}", "grant.invalid", Label(zh, en)))

    if not isinstance(grants, dict) or not set(grants) <= {"objects", "actions", "menu"}:
        fault("", "应含 objects、actions、menu", "Holds objects, actions and menu")
        raise InvalidFields(faults)
    for part in ("actions", "menu"):
        if not isinstance(grants.get(part, []), list) or not all(
            isinstance(one, str) for one in grants.get(part, [])
        ):
            fault(f"/{part}", "应为文字列表", "Must be a list of texts")
    for key, grant in _objects(grants).items():
        definition = catalog.objects.get(key)
        if definition is None and key not in ("*", "x_*"):
            fault(f"/objects/{key}", "没有这个对象", "There is no such object")
            continue
        if not isinstance(grant, dict) or not set(grant) <= {*VERBS, "scope", "fields"}:
            fault(f"/objects/{key}", "含有未知的项", "Has unknown parts")
            continue
        if any(not isinstance(grant.get(verb, False), bool) for verb in VERBS):
            fault(
                f"/objects/{key}",
                "读、增、改、删应为是或否",
                "Read, create, update and delete are true or false",
            )
        if grant.get("scope", "own") not in SCOPES:
            fault(
                f"/objects/{key}/scope",
                "数据范围应为 own、head、department、tree 或 all",
                "A scope is own, head, department, tree or all",
            )
        for field_key, word in grant.get("fields", {}).items():
            if definition is not None and field_key not in definition.fields:
                fault(f"/objects/{key}/fields/{field_key}", "没有这个字段", "There is no such field")
            elif word not in ACCESS_WORDS:
                fault(
                    f"/objects/{key}/fields/{field_key}",
                    "应为 hidden、masked、read 或 write",
                    "Must be hidden, masked, read or write",
                )
    if faults:
        raise InvalidFields(faults)


def _objects(grants: dict[str, Any]) -> dict[str, Any]:
    objects = grants.get("objects", {})
    return objects if isinstance(objects, dict) else {}

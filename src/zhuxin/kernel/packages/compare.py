"""What installing a package would do: three ways between what it brought last, what is there now, and what it brings."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.kernel.definitions.diff import differences
from zhuxin.kernel.definitions.store import find_brought
from zhuxin.kernel.objects.catalog import Catalog, field_from_json, field_to_json
from zhuxin.kernel.packages.configuration import brought_object, digest, digests, whole
from zhuxin.kernel.packages.installed import find_installed
from zhuxin.kernel.packages.parts.departments import Departments, read_departments
from zhuxin.kernel.packages.parts.unique_keys import keys_of
from zhuxin.kernel.packages.read import Package
from zhuxin.kernel.records.plan import source_of

# Digests of what parts were in between, by name.
Base = Mapping[str, str]


async def compare(connection: Connection, catalog: Catalog, package: Package) -> list[dict[str, Any]]:
    """`[{"part", "key", "change", "differences"}]` for every part of the package, and every definition it brought before
    and brings no more.

    A change is added, changed or same; `kept` was changed here and not by the package, `conflict` by both, and what is
    `withdrawn` is in the package no more. What a part was in between is known from what the package brought last, and from
    `package.base`.
    """
    departments, noted = await read_departments(connection), await find_installed(connection, package.key)
    # What it brought last goes before what it was copied from.
    base = {**package.base, **(noted.parts.get("digests", {}) if noted and package.base else {})}
    found = [_object(catalog, base, key, body) for key, body in package.objects.items()]
    for object_key, bodies in package.fields.items():
        found += [_field(catalog, base, object_key, body) for body in bodies]
    found += [_keys(catalog, base, key, keys) for key, keys in package.unique_keys.items()]
    found += [_department(departments, base, key, one) for key, one in package.departments.items()]
    for (kind, key), body in package.definitions.items():
        found.append(await _definition(connection, catalog, package, kind, key, body))
    for (kind, key), one in catalog.definitions.items():
        if one.package == package.key and (kind, key) not in package.definitions:
            found.append(_told(kind, key, "withdrawn"))
    found += _gone(digests(catalog, departments), base, {(one["part"], one["key"]) for one in found})
    brought = noted.parts.get("grants", {}) if noted else {}
    found += [_role(catalog, package, one, brought.get(one["key"])) for one in package.roles]
    for object_key, body in package.records.items():
        found += await _records(connection, catalog, object_key, body)
    return found


def _object(catalog: Catalog, bases: Base, key: str, body: dict[str, Any]) -> dict[str, Any]:
    live = catalog.objects.get(key)
    if live is None:
        return _told("object", key, "added")
    base = bases.get(f"object/{key}")
    if base is None or not live.custom:
        return _told("object", key, "same")
    old, new = whole(live), brought_object(key, body)
    return _told("object", key, _three_way(old, new, {base}), differences(old, new))


def _keys(catalog: Catalog, bases: Base, key: str, new: list[list[str]]) -> dict[str, Any]:
    """Keys of several fields, all of an object's together."""
    live = keys_of(catalog.objects[key]) if key in catalog.objects else []
    change = _three_way(live, new, {bases.get(f"unique_keys/{key}", digest([]))})
    told = "added" if change == "changed" and not live else change
    return _told("unique_keys", key, told, differences(_by_fields(live), _by_fields(new)))


def _by_fields(keys: list[list[str]]) -> list[str]:
    return [" + ".join(one) for one in keys]


def _department(departments: Departments, bases: Base, key: str, new: dict[str, Any]) -> dict[str, Any]:
    live, name = departments.get(key), f"department/{key}"
    if live is None:
        return _told("department", key, "added")
    known = {bases[name]} if name in bases else set()
    return _told("department", key, _three_way(live, new, known), differences(live, new))


def _field(catalog: Catalog, bases: Base, object_key: str, body: dict[str, Any]) -> dict[str, Any]:
    """A field that is there is changed only where it is known what it was in between, and never to another kind."""
    name = f"{object_key}.{body['key']}"
    known = catalog.objects.get(object_key)
    live = known.fields.get(body["key"]) if known else None
    if live is None:
        return _told("field", name, "added")
    old, new = field_to_json(live), field_to_json(field_from_json(body))
    base = bases.get(f"field/{name}")
    if old == new:
        return _told("field", name, "same")
    change = "kept" if base is None or live.kind != body["kind"] else _three_way(old, new, {base})
    return _told("field", name, change, differences(old, new))


def _gone(live: dict[str, str], bases: Base, there: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """What the package's base had and it has no more: withdrawn where it is here as it was, kept where it was changed."""
    found = []
    for name, base in bases.items():
        part, _, key = name.partition("/")
        if part not in ("role", "department") and name in live and (part, key) not in there:
            found.append(_told(part, key, "withdrawn" if live[name] == base else "kept"))
    return found


def _three_way(live: Any, new: Any, bases: set[str]) -> str:
    """What becomes of a part that is here and in the package, by digests of what it was in between."""
    now, then = digest(live), digest(new)
    if now == then:
        return "same"
    return "changed" if now in bases else "kept" if then in bases else "conflict"


async def _definition(
    connection: Connection, catalog: Catalog, package: Package, kind: str, key: str, body: dict[str, Any]
) -> dict[str, Any]:
    live = catalog.definitions.get((kind, key))
    if live is None:
        return _told(kind, key, "added")
    if live.body == body:
        return _told(kind, key, "same")
    last = await find_brought(connection, kind, key, package.key)
    bases = {digest(last.body)} if last else set()
    bases |= {package.base[f"{kind}/{key}"]} if f"{kind}/{key}" in package.base else set()
    return _told(kind, key, _three_way(live.body, body, bases), differences(live.body, body))


def _role(catalog: Catalog, package: Package, one: dict[str, Any], brought: Any) -> dict[str, Any]:
    """A role whose grants nobody changed here follows its package; `brought` are those it came with last."""
    key, live = one["key"], catalog.roles.get(one["key"])
    if live is None:
        return _told("role", key, "added")
    if live == one["grants"]:
        return _told("role", key, "same")
    bases = {digest(brought)} if brought is not None else set()
    bases |= {package.base[f"role/{key}"]} if f"role/{key}" in package.base else set()
    return _told("role", key, _three_way(live, one["grants"], bases), differences(live, one["grants"]))


async def _records(
    connection: Connection, catalog: Catalog, object_key: str, body: dict[str, Any]
) -> list[dict[str, Any]]:
    known, match, there = catalog.objects.get(object_key), body["match"], set()
    if known is not None:
        column = source_of(catalog, known).c[match]
        wanted = any_of(column, [row[match] for row in body["rows"]])
        there = {row[0] for row in await connection.all(select(column).where(wanted))}
    return [
        _told("record", record_key(object_key, body, row), "same" if row[match] in there else "added")
        for row in body["rows"]
    ]


def record_key(object_key: str, body: dict[str, Any], row: dict[str, Any]) -> str:
    """What a record of a package is called: rows are found again by the field named in `match`."""
    return f"{object_key}.{row[body['match']]}"


def _told(part: str, key: str, change: str, told: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"part": part, "key": key, "change": change, "differences": told or []}

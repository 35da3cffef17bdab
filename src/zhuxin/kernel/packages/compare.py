"""What installing a package would do: three ways between what it brought last, what is there now, and what it brings."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.kernel.definitions.diff import differences
from zhuxin.kernel.definitions.store import find_brought
from zhuxin.kernel.objects.catalog import Catalog, field_from_json, field_to_json
from zhuxin.kernel.packages.installed import find_installed
from zhuxin.kernel.packages.read import Package
from zhuxin.kernel.records.plan import source_of


async def compare(connection: Connection, catalog: Catalog, package: Package) -> list[dict[str, Any]]:
    """`[{"part", "key", "change", "differences"}]` for every part of the package, and every definition it brought before
    and brings no more.

    A change is added, changed or same; `kept` was changed here and not by the package, `conflict` by both, and what is
    `withdrawn` is in the package no more.
    """
    found = [_told("object", key, "same" if key in catalog.objects else "added") for key in package.objects]
    for object_key, bodies in package.fields.items():
        known = catalog.objects.get(object_key)
        for body in bodies:
            old = known.fields.get(body["key"]) if known else None
            new = field_to_json(field_from_json(body))
            change = "added" if old is None else "same" if field_to_json(old) == new else "kept"
            told = differences(field_to_json(old), new) if change == "kept" and old else []
            found.append(_told("field", f"{object_key}.{body['key']}", change, told))
    for (kind, key), body in package.definitions.items():
        found.append(await _definition(connection, catalog, package.key, kind, key, body))
    for (kind, key), one in catalog.definitions.items():
        if one.package == package.key and (kind, key) not in package.definitions:
            found.append(_told(kind, key, "withdrawn"))
    noted = await find_installed(connection, package.key)
    brought = noted.parts.get("grants", {}) if noted else {}
    found += [_role(catalog, one, brought.get(one["key"])) for one in package.roles]
    for object_key, body in package.records.items():
        found += await _records(connection, catalog, object_key, body)
    return found


async def _definition(
    connection: Connection, catalog: Catalog, package_key: str, kind: str, key: str, body: dict[str, Any]
) -> dict[str, Any]:
    live = catalog.definitions.get((kind, key))
    if live is None:
        return _told(kind, key, "added")
    if live.body == body:
        return _told(kind, key, "same")
    base = await find_brought(connection, kind, key, package_key)
    told = differences(live.body, body)
    if base is None:
        return _told(kind, key, "conflict", told)
    if live.body == base.body:
        return _told(kind, key, "changed", told)
    return _told(kind, key, "kept" if base.body == body else "conflict", told)


def _role(catalog: Catalog, one: dict[str, Any], brought: Any) -> dict[str, Any]:
    """A role whose grants nobody changed here follows its package; `brought` are those it came with last."""
    key, live = one["key"], catalog.roles.get(one["key"])
    if live is None:
        return _told("role", key, "added")
    if live == one["grants"]:
        return _told("role", key, "same")
    change = "changed" if live == brought else "kept" if one["grants"] == brought else "conflict"
    return _told("role", key, change, differences(live, one["grants"]))


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

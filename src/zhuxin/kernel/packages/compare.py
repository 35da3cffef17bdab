"""What installing a package would do: three ways between what it brought last, what is there now, and what it brings."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.kernel.definitions.diff import differences
from zhuxin.kernel.definitions.store import list_versions
from zhuxin.kernel.objects.catalog import Catalog, field_from_json, field_to_json
from zhuxin.kernel.packages.read import Package
from zhuxin.kernel.records.plan import source_of

# What becomes of a part: `kept` was changed here and not by the package, `conflict` by both, `withdrawn` is in the package no more.
CHANGES = ("added", "changed", "same", "kept", "conflict", "withdrawn")


async def compare(connection: Connection, catalog: Catalog, package: Package) -> list[dict[str, Any]]:
    """`[{"part", "key", "change", "differences"}]` for every part of the package, and every definition it brought before
    and brings no more."""
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
        found.append(await _definition(connection, package.key, kind, key, body))
    for (kind, key), one in catalog.definitions.items():
        if one.package == package.key and (kind, key) not in package.definitions:
            found.append(_told(kind, key, "withdrawn"))
    found += [
        _told("role", one["key"], "same" if one["key"] in catalog.roles else "added") for one in package.roles
    ]
    for object_key, body in package.records.items():
        found += await _records(connection, catalog, object_key, body)
    return found


async def _definition(
    connection: Connection, package_key: str, kind: str, key: str, body: dict[str, Any]
) -> dict[str, Any]:
    versions = await list_versions(connection, kind, key)
    live = next((row for row in versions if row.published), None)
    base = next((row for row in versions if row.package == package_key), None)
    if live is None:
        return _told(kind, key, "added")
    if live.body == body:
        return _told(kind, key, "same")
    told = differences(live.body, body)
    if base is None:
        return _told(kind, key, "conflict", told)
    if live.body == base.body:
        return _told(kind, key, "changed", told)
    return _told(kind, key, "kept" if base.body == body else "conflict", told)


async def _records(
    connection: Connection, catalog: Catalog, object_key: str, body: dict[str, Any]
) -> list[dict[str, Any]]:
    known = catalog.objects.get(object_key)
    if known is None:
        return [_told("record", f"{object_key}.{row[body['match']]}", "added") for row in body["rows"]]
    source = source_of(catalog, known)
    there = {row[0] for row in await connection.all(select(source.c[body["match"]]))}
    return [
        _told(
            "record", f"{object_key}.{row[body['match']]}", "same" if row[body["match"]] in there else "added"
        )
        for row in body["rows"]
    ]


def _told(part: str, key: str, change: str, told: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"part": part, "key": key, "change": change, "differences": told or []}

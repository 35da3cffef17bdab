"""The packages that are installed: kept with what they brought, so that they can be told, and taken out again."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhuxin.core.audit.entries import plain
from zhuxin.core.db.database import Connection
from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.objects.catalog import field_from_json, field_to_json, load_catalog
from zhuxin.kernel.packages.configuration import brought_object, digest, digests
from zhuxin.kernel.packages.parts.departments import read_departments
from zhuxin.kernel.packages.read import Package
from zhuxin.kernel.packages.tables import installed_package, sample_record

PARTS = ("objects", "fields", "definitions", "roles")


async def keep_installed(context: ActionContext, package: Package) -> None:
    """Note a package as installed, with the keys of what it holds."""
    label = package.label or package.key
    row = {
        "id": new_id(),
        "key": package.key,
        "version": package.version,
        "label": label if isinstance(label, dict) else {"zh": label, "en": label},
        "parts": parts_of(package) | ({"digests": await _digests(context, package)} if package.base else {}),
        "samples": plain(package.samples) or None,
        "installed_at": context.now,
        "installed_by": context.caller.user_id,
    }
    changed = {key: value for key, value in row.items() if key not in ("id", "key")}
    statement = insert(installed_package).values(**row)
    await context.connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={**changed, "removed_at": None})
    )


def parts_of(package: Package) -> dict[str, Any]:
    """What a package holds, by part: objects and roles by key, fields as `object.field`, definitions as `kind/key`; and the
    grants its roles came with."""
    return {
        "objects": list(package.objects),
        "fields": [f"{key}.{one['key']}" for key, bodies in package.fields.items() for one in bodies],
        "definitions": [f"{kind}/{key}" for kind, key in package.definitions],
        "roles": [one["key"] for one in package.roles],
        "grants": {one["key"]: one["grants"] for one in package.roles},
    }


async def _digests(context: ActionContext, package: Package) -> dict[str, str]:
    """Of a package that tells what it stood on: digests of what else is here as it brings it, or as it did before."""
    live = digests(await load_catalog(context.connection), await read_departments(context.connection))
    noted = await find_installed(context.connection, package.key)
    brought, known = _brought(package), {**(noted.parts.get("digests", {}) if noted else {})}
    known |= {name: one for name, one in brought.items() if live.get(name) == one}
    known = {name: one for name, one in known.items() if name in live}
    gone = {name for name in package.base if name not in live and name not in brought}
    return known | {name: digest([]) for name in gone if name.startswith("unique_keys/")}


def _brought(package: Package) -> dict[str, str]:
    found = {f"object/{key}": digest(brought_object(key, body)) for key, body in package.objects.items()}
    for key, bodies in package.fields.items():
        for body in bodies:
            found[f"field/{key}.{body['key']}"] = digest(field_to_json(field_from_json(body)))
    found |= {f"unique_keys/{key}": digest(keys) for key, keys in package.unique_keys.items()}
    return found | {f"department/{key}": digest(one) for key, one in package.departments.items()}


async def find_installed(connection: Connection, key: str) -> Any | None:
    """The row of a package that is installed or was, or None."""
    return await connection.find(select(installed_package).where(installed_package.c.key == key))


async def installed_rows(connection: Connection) -> list[dict[str, Any]]:
    """Every package that is or was installed, as it is stored, but for who did it."""
    rows = await connection.all(select(installed_package))
    return [{**row._asdict(), "installed_by": None} for row in rows]


async def is_current(connection: Connection, package: Package) -> bool:
    """Whether this very version is noted as installed."""
    row = await find_installed(connection, package.key)
    return (
        row is not None
        and row.removed_at is None
        and (row.version, row.parts, row.samples)
        == (package.version, parts_of(package), plain(package.samples) or None)
    )


async def list_installed(connection: Connection) -> list[dict[str, Any]]:
    """Every package that is installed, by key."""
    mine = sample_record.c.package == installed_package.c.key
    present = select(func.count()).where(mine).scalar_subquery().label("present")
    there = select(installed_package, present).where(installed_package.c.removed_at.is_(None))
    return [
        {
            "key": row.key,
            "version": row.version,
            "label": row.label,
            "installed_at": row.installed_at,
            "samples": {"offered": sum(map(len, (row.samples or {}).values())), "present": row.present},
            "parts": {part: len(row.parts[part]) for part in PARTS},
        }
        for row in await connection.all(there.order_by(installed_package.c.key))
    ]

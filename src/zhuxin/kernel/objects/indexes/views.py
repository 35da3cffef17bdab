"""Indexes that nobody has to know of: made, concurrently, for what the views of an object filter and sort by."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from psycopg import sql

from zhuxin.core.db.database import Connection
from zhuxin.core.jobs.queue import job
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.ddl import make_indexes, without_hurry
from zhuxin.kernel.objects.types import ObjectDef

JOB = "kernel.view_indexes.build"
PREFIX = "ixv_"
LIMIT = 16  # a list is not worth more: every index is paid for by each write

Wanted = tuple[str, ...]


def wanted_indexes(definition: ObjectDef, views: list[Mapping[str, Any]]) -> list[Wanted]:
    """Columns by index: first those a view's filter fixes, then the one it sorts by, then the id that ties."""
    found: dict[Wanted, None] = {}
    for view in views:
        fixed = [key for key in _fixed(view.get("filter")) if _indexable(definition, key)]
        sort = str(view.get("sort") or "").split(",")[0].lstrip("-")
        by = [sort] if _indexable(definition, sort) and sort not in fixed else []
        for more in ("group", "date", "start", "parent"):
            key = view.get(more)
            if isinstance(key, str) and _indexable(definition, key):
                found[(key, *[one for one in by if one != key], "id")] = None
        if fixed or (by and by != ["created_at"]):
            found[(*dict.fromkeys([*fixed[:2], *by]), "id")] = None
        if fixed and by and by != ["created_at"]:
            found[(*by, "id")] = None
    return list(found)[:LIMIT]


def _fixed(node: Any) -> Iterator[str]:
    """The fields that every row of a filter has one value of, or one of a few."""
    if not isinstance(node, Mapping):
        return
    for part in node.get("and") or ():
        yield from _fixed(part)
    if node.get("op") in ("eq", "in") and isinstance(node.get("field"), str) and "." not in node["field"]:
        yield node["field"]


def _indexable(definition: ObjectDef, key: str) -> bool:
    one = definition.fields.get(key)
    return (
        one is not None
        and not one.computed
        and not kind_of(one).encrypted
        and kind_of(one).key not in ("json", "long_text", "multi_choice", "multi_reference")
    )


def index_name(table: str, columns: Wanted) -> str:
    digest = sha256("\x00".join((table, *columns)).encode()).hexdigest()[:10]
    return f"{PREFIX}{table[:40]}_{digest}"


async def request_indexes(context: ActionContext, object_key: str) -> None:
    """Have the indexes of an object's views made when this transaction is through."""
    await context.enqueue(JOB, object_key=object_key)


@job(JOB, lock="view_indexes")
async def build(services: Services, object_key: str) -> None:
    await build_indexes(services, object_key)


async def build_indexes(services: Services, object_key: str) -> list[str]:
    """Make what is wanting, without holding up readers or writers; the names of the indexes made."""
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
        definition = catalog.objects.get(object_key)
        if definition is None:
            return []
        async with without_hurry(connection):
            return await make_indexes(connection, await _named(connection, catalog, definition))


_SHARED = "SELECT body FROM saved_view WHERE object = %(object)s AND shared ORDER BY created_at, id"


async def _named(
    connection: Connection, catalog: Catalog, definition: ObjectDef
) -> dict[str, sql.Composable]:
    """What the views of an object want, those of its layout first, by the name it has or will have."""
    table, views = definition.table.name, list(catalog.layout(definition.key).get("views") or ())
    views += [row.body for row in await connection.all(_SHARED, {"object": definition.key})]
    return {
        index_name(table, columns): sql.SQL("{} ({})").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        for columns in wanted_indexes(definition, views)
    }


_INDEXES = """
SELECT c.relname AS name, i.indisvalid AS valid, pg_relation_size(c.oid) AS bytes, coalesce(s.idx_scan, 0) AS uses,
       pg_get_indexdef(c.oid) AS definition
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_stat_user_indexes s ON s.indexrelid = i.indexrelid
WHERE i.indrelid = to_regclass('"' || %(table)s || '"') ORDER BY c.relname
"""


async def list_indexes(connection: Connection, catalog: Catalog, object_key: str) -> list[dict[str, Any]]:
    """The indexes of an object with size and use; `made_for_views` ones that no view asks for any more are `unused`."""
    definition = catalog.object(object_key)
    wanted = await _named(connection, catalog, definition)
    return [
        {
            "name": row.name,
            "definition": row.definition,
            "bytes": row.bytes,
            "uses": row.uses,
            "ready": row.valid,
            "made_for_views": row.name.startswith(PREFIX),
            "unused": row.name.startswith(PREFIX) and row.name not in wanted,
        }
        for row in await connection.all(_INDEXES, {"table": definition.table.name})
    ]

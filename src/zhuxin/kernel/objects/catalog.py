"""The catalog: one immutable snapshot of objects, fields, roles and definitions, of one revision.

Every process compares the revision it holds with the one it reads together with the caller's session, and builds a new
snapshot only when it moved.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Check, Field, Option, Rollup, target_of
from zhuxin.kernel.objects.define import OBJECTS, define_custom_object
from zhuxin.kernel.objects.tables import catalog_revision, custom_field
from zhuxin.kernel.objects.types import ObjectDef, UniqueKey

# For queries that read the revision together with something else.
REVISION_SQL = "SELECT revision FROM catalog_revision"
_SHARED = """SELECT key FROM unnest(%(keys)s::text[]) key
WHERE EXISTS (SELECT 1 FROM record_share s WHERE s.object = key)"""
CURRENT_REVISION = select(catalog_revision.c.revision).scalar_subquery()


class UnknownObject(Missing):
    code = "object.unknown"
    text = Label("没有名为 {key} 的对象", "There is no object {key}")


class UnknownDefinition(Missing):
    code = "definition.unknown"
    text = Label("没有已发布的 {kind}：{key}", "There is no published {kind} {key}")


@dataclass(frozen=True, slots=True)
class Definition:
    """A published definition: kind, key, version and its body as JSON."""

    id: str
    kind: str
    key: str
    version: int
    body: Mapping[str, Any]
    package: str = ""
    publisher: str | None = None  # the user who published it; None: it came with the program


@dataclass(frozen=True)
class Catalog:
    """All that is defined, as of one revision. `memo` keeps what is derived from it (rights, compiled statements)."""

    revision: int
    objects: Mapping[str, ObjectDef]
    definitions: Mapping[tuple[str, str], Definition]
    roles: Mapping[str, Mapping[str, Any]]
    departments: Mapping[str, str | None]
    shared: frozenset[str] = (
        frozenset()
    )  # objects with records that are shared; the others need not look for shares
    second_person: Mapping[str, Any] = field(default_factory=dict)  # rules of second persons, by action
    memo: dict[Any, Any] = field(default_factory=dict)

    def object(self, key: str) -> ObjectDef:
        """The object of a key; raises `UnknownObject`."""
        found = self.objects.get(key)
        if found is None:
            raise UnknownObject(key=key)
        return found

    def definition(self, kind: str, key: str) -> Definition:
        """The published definition; raises `UnknownDefinition`."""
        found = self.definitions.get((kind, key))
        if found is None:
            raise UnknownDefinition(kind=kind, key=key)
        return found

    def layout(self, object_key: str) -> Mapping[str, Any]:
        """Views, form and detail page of an object; an empty mapping where none was published."""
        found = self.definitions.get(("layout", object_key))
        return found.body if found else {}

    def department_tree(self, department_id: str | None) -> tuple[str, ...]:
        """A department and all below it."""
        if department_id is None:
            return ()
        key = ("department_tree", department_id)
        if key not in self.memo:
            found, frontier = [department_id], [department_id]
            while frontier:
                frontier = [
                    child
                    for child, parent in self.departments.items()
                    if parent in frontier and child not in found
                ]
                found += frontier
            self.memo[key] = tuple(found)
        tree: tuple[str, ...] = self.memo[key]
        return tree

    def departments_above(self, department_id: str | None) -> tuple[str, ...]:
        """A department and those above it, nearest first."""
        found: list[str] = []
        while department_id is not None and department_id not in found:
            found.append(department_id)
            department_id = self.departments.get(department_id)
        return tuple(found)


async def load_catalog(connection: Connection) -> Catalog:
    """Read everything defined. Definitions, roles and departments are read by name: their tables belong to others."""
    revision = await read_revision(connection)
    made = await connection.all(
        "SELECT key, body::text AS body, archived_at IS NOT NULL AS archived FROM custom_object ORDER BY created_at"
    )
    fields = await connection.all(
        "SELECT object, body::text AS body FROM custom_field WHERE removed_at IS NULL ORDER BY created_at, id"
    )
    keys = await connection.all("SELECT object, fields, state FROM unique_key ORDER BY created_at, id")
    published = await connection.all(
        "SELECT id, kind, key, version, body, package, created_by FROM definition WHERE published"
    )
    roles = await connection.all("SELECT key, grants FROM role")
    departments = await connection.all("SELECT id, parent_id FROM department")
    rules = await connection.all("SELECT action, mode, from_amount FROM second_person_rule")
    shared = await connection.all(_SHARED, {"keys": [*OBJECTS, *(row.key for row in made)]})
    extra: dict[str, dict[str, Field]] = {}
    for row in fields:
        one = _field_of(row.body)
        extra.setdefault(row.object, {})[one.key] = one
    custom = {row.key: _object_of(row.key, row.body, row.archived) for row in made}
    objects = {
        key: replace(one, fields={**extra[key], **one.fields} if one.custom else {**one.fields, **extra[key]})
        if key in extra
        else one
        for key, one in {**OBJECTS, **custom}.items()
    }
    for row in keys:
        if row.object in objects:
            key = UniqueKey(tuple(row.fields), row.state)
            objects[row.object] = _with_key(objects[row.object], key)
    return Catalog(
        revision=revision,
        objects=objects,
        definitions={
            (row.kind, row.key): Definition(
                row.id, row.kind, row.key, row.version, row.body, row.package, row.created_by
            )
            for row in published
        },
        roles={row.key: row.grants for row in roles},
        departments={row.id: row.parent_id for row in departments},
        shared=frozenset(row.key for row in shared),
        second_person={row.action: row for row in rules},
    )


def _with_key(one: ObjectDef, key: UniqueKey) -> ObjectDef:
    """An object with one key more; a field that is a key by itself is unique."""
    fields = one.fields
    if len(key.fields) == 1 and key.fields[0] in fields:
        fields = {**fields, key.fields[0]: replace(fields[key.fields[0]], unique=True)}
    return replace(one, fields=fields, unique_keys=(*one.unique_keys, key))


@lru_cache(maxsize=100_000)
def _field_of(body: str) -> Field:
    """A custom field from its stored text; most of a new snapshot is as it was in the one before.

    Whether it is unique is said by the keys of its object alone.
    """
    return replace(field_from_json(orjson.loads(body)), unique=False)


@lru_cache(maxsize=5_000)
def _object_of(key: str, body: str, archived: bool) -> ObjectDef:
    return define_custom_object(key, orjson.loads(body), archived=archived)


async def read_revision(connection: Connection) -> int:
    """The current revision."""
    revision: int = await connection.value(select(CURRENT_REVISION))
    return revision


async def read_kinds(connection: Connection, object_key: str) -> dict[str, str]:
    """The kind that each custom field of an object has now, whatever a catalog says."""
    statement = select(custom_field.c.key, custom_field.c.body["kind"].astext.label("kind")).where(
        custom_field.c.object == object_key, custom_field.c.removed_at.is_(None)
    )
    return {row.key: row.kind for row in await connection.all(statement)}


async def removed_fields(connection: Connection) -> list[tuple[str, str, str]]:
    """Custom fields in the bin, whose columns are kept: object, key and kind."""
    statement = select(
        custom_field.c.object, custom_field.c.key, custom_field.c.body["kind"].astext.label("kind")
    )
    rows = await connection.all(statement.where(custom_field.c.removed_at.is_not(None)))
    return [(row.object, row.key, row.kind) for row in rows]


async def move_revision(connection: Connection) -> int:
    """Tell every process that something defined has changed; in the transaction of that change."""
    revision: int = await connection.value(
        "UPDATE catalog_revision SET revision = revision + 1 RETURNING revision"
    )
    return revision


def field_from_json(body: Mapping[str, Any]) -> Field:
    """A custom field from its stored form."""
    return Field(
        key=body["key"],
        kind=body["kind"],
        label=label_of(body["label"]),
        required=body.get("required", False),
        unique=body.get("unique", False),
        gapless=body.get("gapless", False),
        default=_stored_default(body),
        max_length=body.get("max_length"),
        minimum=body.get("minimum"),
        maximum=body.get("maximum"),
        scale=body.get("scale", 0),
        target=target_of(body["kind"], body.get("target")),
        options=tuple(
            Option(one["value"], label_of(one["label"]), one.get("tone", "none"))
            for one in body.get("options") or ()
        ),
        help=label_of(body["help"]) if body.get("help") else None,
        sensitivity=body.get("sensitivity"),
        read_only=body.get("read_only", False),
        searchable=body.get("searchable", False),
        on_delete=body.get("on_delete", "refuse"),
        indexed=body.get("indexed", False),
        result=body.get("result"),
        expression=body.get("expression"),
        rollup=Rollup(**body["rollup"]) if body.get("rollup") else None,
        via=body.get("via"),
        only=orjson.dumps(body["only"]).decode() if body.get("only") else None,
        computed=body["kind"] == "children",
        default_expression=body.get("default_expression"),
        checks=tuple(Check(one["expression"], label_of(one["message"])) for one in body.get("checks") or ()),
        custom=True,
    )


def _stored_default(body: Mapping[str, Any]) -> Any:
    """A default in the form its kind stores; it was checked when it was defined."""
    if body.get("default") is None:
        return None
    bare = field_from_json({**body, "default": None})
    return kind_of(bare).parse(body["default"], bare)


def _shown_default(one: Field) -> Any:
    kind = kind_of(one)
    shown = kind.render(one.default) if one.default is not None and kind.render else one.default
    return shown.isoformat() if hasattr(shown, "isoformat") else shown


def field_to_json(one: Field) -> dict[str, Any]:
    """The stored form of a custom field; `field_from_json` reads it back."""
    return {
        "key": one.key,
        "kind": one.kind,
        "label": one.label.to_json(),
        "required": one.required,
        "unique": one.unique,
        "gapless": one.gapless,
        "max_length": one.max_length,
        "minimum": one.minimum,
        "maximum": one.maximum,
        "scale": one.scale,
        "target": one.target,
        "sensitivity": one.sensitivity,
        "read_only": one.read_only,
        "searchable": one.searchable,
        "on_delete": one.on_delete,
        "indexed": one.indexed,
        "result": one.result,
        "expression": one.expression,
        "rollup": asdict(one.rollup) if one.rollup else None,
        "via": one.via,
        "only": orjson.loads(one.only) if one.only else None,
        "default": _shown_default(one),
        "default_expression": one.default_expression,
        "checks": [{"expression": c.expression, "message": c.message.to_json()} for c in one.checks],
        "help": one.help.to_json() if one.help else None,
        "options": [{"value": o.value, "label": o.label.to_json(), "tone": o.tone} for o in one.options],
    }

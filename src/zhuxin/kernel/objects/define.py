"""Defining a system object once: its catalog entry and its table come from the same lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Sequence,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from zhuxin.core.db.schema import ID, INSTANT, id_column, metadata
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field, Option
from zhuxin.kernel.objects.types import ObjectDef

# What records are found by: kept by a trigger, read by no record (`kernel/search`).
SEARCH_TERMS = "search_terms"
# Kilobytes that an index over words puts off: whoever fills the list clears it, and must not wait long for that.
GIN_WITH = {"gin_pending_list_limit": 64}
# Percent of a page that new records fill: a changed one finds room beside it, and no index is written anew for a change of
# what none of them holds.
TABLE_WITH = {"fillfactor": 90}
OBJECTS: dict[str, ObjectDef] = {}


def options(*words: str) -> tuple[Option, ...]:
    """Options from words of the form `value:中文:English[:tone]`."""
    parts = [word.split(":") for word in words]
    return tuple(
        Option(part[0], Label(part[1], part[2]), part[3] if len(part) > 3 else "none") for part in parts
    )


def field(kind: str, key: str, zh: str, en: str, **more: Any) -> Field:
    """A field or an action's input, with its label in both languages."""
    return Field(key=key, kind=kind, label=Label(zh, en), **more)


def define_object(
    key: str,
    zh: str,
    en: str,
    *,
    description: tuple[str, str],
    title_field: str,
    fields: Iterable[Field],
    table_name: str | None = None,
    plural_en: str | None = None,
    prefix: str | None = None,
    recycle_bin: bool = False,
    extra: Iterable[Any] = (),
    unique: Iterable[tuple[str, ...]] = (),
    **more: Any,
) -> ObjectDef:
    """Register a system object and make its table.

    `prefix` is what its auto number begins with. With a `recycle_bin`, what reads its table in SQL leaves out what was deleted.
    `extra` are columns and constraints of the table that are no fields.
    """
    by_key = {one.key: one for one in fields}
    name = table_name or key
    columns: list[Any] = [id_column(), *_system_columns()]
    for one in by_key.values():
        if not one.computed:
            columns += field_columns(one, name, prefix)
    if any(one.kind == "auto_number" or one.searchable for one in by_key.values()):
        columns.append(Column(SEARCH_TERMS, TSVECTOR))
    if recycle_bin:
        columns += _bin_columns()
    columns += [UniqueConstraint(*each) for each in unique]
    table = Table(name, metadata, *columns, *extra, postgresql_with=TABLE_WITH)
    if "owner_id" in by_key:
        raise ValueError(f"{key}: owner_id is a column of every object")
    _index(table, by_key.values())
    definition = ObjectDef(
        key=key,
        label=Label(zh, en),
        plural=Label(zh, plural_en or f"{en}s"),
        description=Label(*description),
        title_field=title_field,
        fields={**by_key, **_system_fields()},
        table=table,
        **more,
    )
    OBJECTS[key] = definition
    return definition


def _bin_columns() -> list[Column[Any]]:
    return [Column("deleted_at", INSTANT), Column("deleted_by", ID)]


def define_custom_object(key: str, body: Mapping[str, Any], *, archived: bool = False) -> ObjectDef:
    """A custom object from its stored form, without its custom fields; its table has the columns every record has."""
    apart = MetaData(naming_convention=metadata.naming_convention)
    Table("department", apart, id_column())  # what the foreign key of `department_id` names
    table = Table(
        key,
        apart,
        id_column(),
        *_system_columns(),
        *_bin_columns(),
        Column(SEARCH_TERMS, TSVECTOR),
        postgresql_with=TABLE_WITH,
    )
    _index(table, ())
    plural = body.get("label_plural") or body["label"]
    return ObjectDef(
        key=key,
        label=label_of(body["label"]),
        plural=label_of(plural),
        description=label_of(body.get("description") or plural),
        title_field=body["title_field"],
        fields=_system_fields(),
        table=table,
        writable=not archived,
        custom=True,
        archived=archived,
        icon=body.get("icon"),
        number_prefix=body.get("number_prefix"),
    )


def field_columns(one: Field, table_name: str, prefix: str | None = None) -> list[Column[Any]]:
    """The columns a field is stored in: one, three for an encrypted kind, none for a sub-table."""
    kind = kind_of(one)
    if not kind.stored:
        return []
    if kind.encrypted:
        return [
            Column(f"{one.key}_cipher", LargeBinary),
            Column(f"{one.key}_masked", Text),
            Column(f"{one.key}_blind", LargeBinary, index=True),
        ]
    more: dict[str, Any] = {"nullable": not (one.required or one.kind == "auto_number") or one.custom}
    arguments: list[Any] = []
    if one.target and not one.custom and one.kind in ("reference", "user", "department"):
        arguments.append(ForeignKey(f"{_table_name(one.target)}.id"))
        more["index"] = True
    if one.kind == "auto_number":
        if one.gapless:
            number = f"next_number('{table_name}')"
        else:
            sequence = Sequence(f"{table_name}_number_seq", metadata=metadata)
            number = f"nextval('{sequence.name}')"
        more["server_default"] = text(f"'{prefix}' || lpad({number}::text, 8, '0')")
        more["unique"] = True
    if one.default is not None and not one.custom:
        more["server_default"] = text(_literal(one.default))
    if one.unique:
        more["unique"] = True
    return [Column(one.key, kind.column, *arguments, **more)]


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def _table_name(object_key: str) -> str:
    return "user_account" if object_key == "user" else object_key


def _system_columns() -> list[Column[Any]]:
    return [
        Column("created_at", INSTANT, nullable=False, server_default=text("now()")),
        Column("updated_at", INSTANT, nullable=False, server_default=text("now()")),
        Column("created_by", ID),
        Column("version", Integer, nullable=False, server_default="1"),
        Column("owner_id", ID),
        Column("department_id", ID, ForeignKey("department.id")),
    ]


def _system_fields() -> dict[str, Field]:
    return {
        "created_at": field("datetime", "created_at", "创建时间", "Created", read_only=True),
        "updated_at": field("datetime", "updated_at", "更新时间", "Updated", read_only=True),
        "owner_id": field("user", "owner_id", "负责人", "Owner", target="user", read_only=True),
        "department_id": field(
            "department", "department_id", "部门", "Department", target="department", read_only=True
        ),
    }


def _index(table: Table, fields: Iterable[Field]) -> None:
    """The indexes lists need: newest first, by owner, by department, by indexed field, and trigrams where searched."""
    Index(None, table.c.created_at, table.c.id)
    Index(None, table.c.owner_id, table.c.created_at)
    Index(None, table.c.department_id, table.c.created_at)
    if SEARCH_TERMS in table.c:
        Index(
            f"ix_{table.name}_{SEARCH_TERMS}",
            table.c[SEARCH_TERMS],
            postgresql_using="gin",
            postgresql_with=GIN_WITH,
        )
    for one in fields:
        if one.indexed:
            Index(None, table.c[one.key], table.c.id)
        if one.searchable:
            Index(
                f"ix_{table.name}_{one.key}_trigram",
                table.c[one.key],
                postgresql_using="gin",
                postgresql_ops={one.key: "gin_trgm_ops"},
                postgresql_with=GIN_WITH,
            )

"""A plan: what reading one object means for one set of rights, resolved once per column, never once per cell."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    MetaData,
    Table,
    and_,
    bindparam,
    case,
    false,
    literal_column,
    select,
)

from zhuxin.core.db.schema import ID
from zhuxin.core.db.statements import Prepared
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.define import SEARCH_TERMS, field_columns
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.rights import Access, Rights
from zhuxin.kernel.permissions.scope import reach_condition, scope_condition

Render = Callable[[Any], Any]
# What a record that is seen by a share alone says of how far it may be used.
ACCESS = "_access"


def source_of(catalog: Catalog, definition: ObjectDef) -> Table:
    """The object's table with the columns of its custom fields."""
    key = ("source", definition.key)
    if key not in catalog.memo:
        custom = [
            column
            for one in definition.fields.values()
            if one.custom
            for column in field_columns(one, definition.table.name)
        ]
        columns = [
            Column(column.name, column.type)
            for column in definition.table.columns
            if column.name != SEARCH_TERMS
        ]
        catalog.memo[key] = Table(definition.table.name, MetaData(), *columns, *custom)
    found: Table = catalog.memo[key]
    return found


class Plan:
    """The readable columns of an object for some rights, with their renders, and the statement that gets one record."""

    def __init__(self, catalog: Catalog, rights: Rights, definition: ObjectDef):
        self.catalog, self.rights, self.definition = catalog, rights, definition
        self.source = source_of(catalog, definition)
        self.granted = rights.object(definition.key)
        seen = [one for one in definition.fields.values() if self.granted.access(one.key)]
        self.keys = ["id", *(one.key for one in seen if kind_of(one).stored), "version"]
        # Sub-tables: their rows are read and written as records of their own.
        self.tables = [one for one in seen if not kind_of(one).stored]
        # References that offer some records only.
        self.limited = [one for one in seen if one.only]
        self.scope = scope_condition(catalog, rights, definition.key, self.source)
        self.keeps_deleted = "deleted_at" in self.source.c
        # Whether people may change the kind of a field while a record is written.
        self.moves = any(one.custom for one in definition.fields.values())
        # Whoever reads it is noted.
        self.sensitive = bool(definition.party_field) or any(
            one.sensitivity in ("C2", "C3") or kind_of(one).encrypted for one in definition.fields.values()
        )
        self.columns = {key: self._column(key) for key in self.keys}
        self.renders = {key: render for key in self.keys if (render := self._render(key))}
        self.renders_masked = {key for key in self.keys if self.granted.access(key) == Access.MASKED}
        self.statements: dict[Any, Prepared] = {}
        self.lists: dict[Any, Any] = {}

    def shape_row(self, keys: list[str]) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
        """A function from a row of these columns to a record, written out once so that a cell costs next to nothing."""
        memo = ("shape", *keys)
        if memo not in self.lists:
            self.lists[memo] = _written_out(keys, self.renders)
        shape: Callable[[tuple[Any, ...]], dict[str, Any]] = self.lists[memo]
        return shape

    def bin_scope(self) -> ColumnElement[bool]:
        """The records within reach that are in the recycle bin."""
        if not self.keeps_deleted:
            return false()
        reach = reach_condition(self.catalog, self.rights, self.definition.key, self.source, "delete")
        return and_(reach, self.source.c.deleted_at.is_not(None))

    def scope_for(self, reach: str) -> ColumnElement[bool]:
        """The rows within a reach, one of `permissions.scope.REACHES`."""
        if reach == "read":
            return self.scope
        return scope_condition(self.catalog, self.rights, self.definition.key, self.source, reach)

    @property
    def may_be_shared(self) -> bool:
        """Whether somebody may see more rows than she may change."""
        return bool(self.catalog.shared) or self.uneven

    @property
    def uneven(self) -> bool:
        """Whether changing or deleting reaches other rows than reading does."""
        return any(reach != self.granted.reach("read") for reach in self.granted.reaches.values())

    def access_column(self) -> ColumnElement[Any] | None:
        """How far a row may be used: `read`, `write` (changed, not deleted), null for one with which all may be done that is
        granted. None where that is the same for every row, so that it costs nothing."""
        shared = self.granted.scope != "all" and _shares_reach(self.catalog, self.definition)
        if not shared and not self.uneven:
            return None

        def within(reach: str) -> ColumnElement[bool]:
            return reach_condition(self.catalog, self.rights, self.definition.key, self.source, reach)

        whole = [within(verb) for verb in ("update", "delete") if getattr(self.granted, verb)]
        said: Callable[[str], ColumnElement[Any]] = literal_column
        return case(
            (and_(*whole) if whole else within("own"), said("NULL")),
            (within("write"), said("'write'")),
            else_=said("'read'"),
        ).label(ACCESS)

    def get_statement(
        self, *, for_update: bool = False, binned: bool = False, reach: str = "read"
    ) -> Prepared:
        """One record by `id`, within scope, or in the recycle bin."""
        key = ("get", for_update, binned, reach)
        if key not in self.statements:
            scope = self.bin_scope() if binned else self.scope_for(reach)
            access = self.access_column() if (reach, for_update, binned) == ("read", False, False) else None
            told = () if access is None else (access,)
            statement = select(*self.columns.values(), *told).where(
                and_(self.source.c.id == bindparam("id", type_=ID), scope)
            )
            self.statements[key] = Prepared(statement.with_for_update() if for_update else statement)
        return self.statements[key]

    def _column(self, key: str) -> Any:
        one = self.definition.fields.get(key)
        if one is not None and one.computed:
            return self.definition.computed[key](self.source).label(key)
        if one is not None and kind_of(one).encrypted:
            return self.source.c[f"{key}_masked"]
        return self.source.c[key]

    def _render(self, key: str) -> Render | None:
        one = self.definition.fields.get(key)
        if one is None:
            return None
        kind = kind_of(one)
        if kind.encrypted:
            return None
        if self.granted.access(key) == Access.MASKED:
            mask = kind.mask
            return mask if mask else lambda value: "***"
        if one.shown_by is not None:
            return one.shown_by(self.catalog, self.rights)
        return kind.render_whole if kind.render_whole and not one.scale else kind.render


def _shares_reach(catalog: Catalog, definition: ObjectDef) -> bool:
    """Whether records of an object are shared, or of one that its own follow."""
    while definition.key not in catalog.shared:
        if not definition.scope_parent:
            return False
        definition = catalog.object(definition.scope_parent[1])
    return True


def plan_for(catalog: Catalog, rights: Rights, object_key: str) -> Plan:
    """The plan of an object for some rights; made at most once per catalog."""
    key = ("plan", object_key, rights.key)
    if key not in catalog.memo:
        catalog.memo[key] = Plan(catalog, rights, catalog.object(object_key))
    found: Plan = catalog.memo[key]
    return found


# Objects whose titles everybody may read: who a record belongs to is no secret.
OPEN_TITLES = ("user", "department")


def titled(plan: Plan, target: str) -> bool:
    """Whether these rights may see what a record of the target is called."""
    title = plan.catalog.object(target).title_field
    return target in OPEN_TITLES or plan.rights.object(target).access(title) > Access.HIDDEN


def label_source(catalog: Catalog, rights: Rights, target: str) -> tuple[FromClause, Any, Any, Render | None]:
    """Where the title of a referenced record comes from: an alias of its table, its title column, the rows that may be
    seen, and the mask its title needs."""
    definition = catalog.object(target)
    alias = source_of(catalog, definition).alias()
    if target in OPEN_TITLES:
        return alias, alias.c[definition.title_field], None, None
    granted = rights.object(target)
    scope = scope_condition(catalog, rights, target, alias)
    mask = (
        kind_of(definition.fields[definition.title_field]).mask
        if granted.access(definition.title_field) == Access.MASKED
        else None
    )
    return alias, alias.c[definition.title_field], scope, mask


def _written_out(keys: list[str], renders: dict[str, Render]) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    """`lambda row: {"id": row[0], "amount": None if row[1] is None else render1(row[1]), …}`.

    Only keys of the catalog and place numbers go into the text, as `dataclasses` and `namedtuple` do it.
    """
    names: dict[str, Any] = {}
    parts = []
    for place, key in enumerate(keys):
        cell = f"row[{place}]"
        if key in renders:
            names[f"render{place}"] = renders[key]
            cell = f"None if {cell} is None else render{place}({cell})"
        parts.append(f"{key!r}: {cell}")
    found: Callable[[tuple[Any, ...]], dict[str, Any]] = eval(f"lambda row: {{{', '.join(parts)}}}", names)
    return found

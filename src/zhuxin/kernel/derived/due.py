"""What is derived anew before a transaction is through.

Triggers note which records need it, so that a feature's statement over many rows counts as much as a form: the records whose
rollups gather from a changed one, and, of installed objects, those whose formulas use a changed column. `settle` computes them.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from psycopg import sql

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.derived.rollups import formulas_of, gather, rollups_over
from zhuxin.kernel.objects.catalog import Catalog, load_catalog
from zhuxin.kernel.objects.ddl import run_online
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.records.plan import source_of
from zhuxin.kernel.rules.exact import names_in

TRIGGER = "note_derived"
_DUE = """DELETE FROM derived_due WHERE ctid = ANY(ARRAY(SELECT ctid FROM derived_due LIMIT 5000 FOR UPDATE SKIP LOCKED))
RETURNING object_key, record_id"""
_THERE = """SELECT c.relname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgname = %(name)s"""


async def settle(context: ActionContext) -> None:
    """Compute what the statements so far made due, and what follows from that.

    Most actions end with a fact, which has asked on its way whether anything is due: they are spared a statement.
    """
    catalog = context.caller.catalog
    if context.settled_at == context.connection.statements or not _any_noted(catalog):
        return
    while rows := await context.connection.all(_DUE):
        due: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            due[row.object_key].add(row.record_id)
        for key in sorted(due.keys() & catalog.objects.keys()):
            await gather(context, catalog.objects[key], sorted(due[key]))


def _any_noted(catalog: Catalog) -> bool:
    if "derived_noted" not in catalog.memo:
        catalog.memo["derived_noted"] = any(
            each.rollup is not None or (each.expression is not None and not one.custom)
            for one in catalog.objects.values()
            for each in one.fields.values()
        )
    return bool(catalog.memo["derived_noted"])


async def follow_derived(context: ActionContext) -> None:
    """Let the triggers of all tables note what the formulas and rollups defined by now need."""
    catalog = await load_catalog(context.connection)
    there = {row.relname: row.prosrc for row in await context.connection.all(_THERE, {"name": TRIGGER})}
    for one in catalog.objects.values():
        table, body = one.table.name, _body(catalog, one)
        if body != there.get(table):
            await run_online(context, _statements(table, body, new=table not in there))


def _statements(table: str, body: str | None, *, new: bool) -> list[sql.Composable]:
    function, trigger, place = map(sql.Identifier, (f"{TRIGGER}_{table}"[:63], TRIGGER, table))
    if body is None:
        gone = ("DROP TRIGGER {1} ON {2}", "DROP FUNCTION {0}()")
        return [sql.SQL(one).format(function, trigger, place) for one in gone]
    made = sql.SQL("CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS {}")
    watch = sql.SQL(
        "CREATE TRIGGER {} AFTER INSERT OR UPDATE OR DELETE ON {} FOR EACH ROW EXECUTE FUNCTION {}()"
    )
    return [
        made.format(function, sql.Literal(body)),
        *([watch.format(trigger, place, function)] if new else []),
    ]


def _body(catalog: Catalog, definition: ObjectDef) -> str | None:
    """What the trigger of an object's table does; None where nothing follows from its records."""
    over = rollups_over(catalog, definition.key)
    # The records of a custom object are written one at a time, with their formulas.
    used = set() if definition.custom else _used(catalog, definition)
    if not over and not used:
        return None
    notes, there = [], source_of(catalog, definition).c.keys()
    for parent, one in over:
        assert one.rollup is not None
        via, gathered = one.rollup.via, one.rollup.field
        changed = _changed((via, gathered, "deleted_at"), there)
        notes += [
            _note(parent.key, f'NEW."{via}"', f"TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND ({changed})"),
            _note(
                parent.key,
                f'OLD."{via}"',
                f"TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND NEW.\"{via}\" IS DISTINCT FROM OLD.\"{via}\"",
            ),
        ]
    if used:
        changed = _changed(sorted(used), there)
        notes.append(_note(definition.key, "NEW.id", f"TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND ({changed})"))
    return f"BEGIN {' '.join(notes)} RETURN NULL; END"


def _used(catalog: Catalog, definition: ObjectDef) -> set[str]:
    """What the formulas of an object use, but for what is derived itself."""
    named = {name for one in formulas_of(catalog, definition) for name in names_in(one.expression or "")}
    return {
        key
        for key in named & definition.fields.keys()
        if definition.fields[key].expression is None and definition.fields[key].rollup is None
    }


def _changed(columns: Iterable[str | None], there: Any) -> str:
    return " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in columns if name in there)


def _note(object_key: str, record_id: str, when: str) -> str:
    return (
        f"IF {record_id} IS NOT NULL AND ({when}) THEN"
        f" INSERT INTO derived_due (object_key, record_id) VALUES ('{object_key}', {record_id}); END IF;"
    )

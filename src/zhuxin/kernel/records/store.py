"""How a record is stored: its columns, what follows from them, and its entry in the audit log. No right is checked here.

Features that write their own tables in bulk do so in their `actions.py`; `writes.py` is the road of forms, API and imports.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.rows import tuple_row

from zhuxin.core.db.database import Connection
from zhuxin.core.db.errors import DuplicateValue, StillReferenced
from zhuxin.core.db.statements import dialect, insert_values
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id, new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.derived.rollups import derived_columns, derives, with_defaults
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.files.claim import claim_files
from zhuxin.kernel.objects.catalog import REVISION_SQL, read_kinds
from zhuxin.kernel.objects.indexes.fields import refuse_missing
from zhuxin.kernel.objects.indexes.unique_keys import refuse_repeated
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.scope import scope_parameters
from zhuxin.kernel.records.checks.hierarchy import refuse_circles
from zhuxin.kernel.records.errors import DefinitionMoved
from zhuxin.kernel.records.plan import Plan, plan_for
from zhuxin.kernel.records.rows import get_row
from zhuxin.kernel.sharing.errors import SharedForReading


async def insert_record(
    context: ActionContext, definition: ObjectDef, values: Mapping[str, Any], **system: Any
) -> dict[str, Any]:
    """Insert a record from stored values (as `parse_values` gives them) in the caller's name; no right is checked.

    `system` gives columns that no form writes, such as `owner_id` or a status. Returns the record as the caller may see it.
    """
    plan = plan_for(context.caller.catalog, context.caller.rights, definition.key)
    definition = plan.definition  # features name the object without what people defined on it
    filled = with_defaults(context, definition, {**values, **system})
    given = {key: value for key, value in filled.items() if value is not None}
    row: dict[str, Any] = {
        "id": new_id(),
        "created_at": context.now,
        "updated_at": context.now,
        "created_by": context.caller.user_id,
        "owner_id": context.caller.user_id,
        "department_id": context.caller.department_id,
        **stored_columns(context, definition, given),
    }
    if derives(context, definition):
        row |= derived_columns(context, definition, row)
    record = await _returning(context, plan, _insert_sql(plan, tuple(row)), row)
    await context.record(
        f"{definition.key}.created",
        object=definition.key,
        record_id=row["id"],
        subject_id=subject_of(definition, row),
        # Only fields of the catalog: other columns, such as a password's hash, are no business of the log.
        changes=[
            {"field": key, "old": None, "new": shown(definition, key, value)}
            for key, value in given.items()
            if key in definition.fields
        ],
    )
    return record


async def change_record(
    context: ActionContext,
    plan: Plan,
    current: Mapping[str, Any],
    parsed: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Write parsed values over a record that `lock_record` gave; no right is checked. `before` is its whole row, if known."""
    object_key, record_id = plan.definition.key, current["id"]
    await refuse_circles(context, plan, record_id, parsed)
    await claim_files(context, plan.definition, record_id, parsed)
    row = {**stored_columns(context, plan.definition, parsed), "updated_at": context.now}
    if derives(context, plan.definition):
        before = before or (await get_row(context, object_key, record_id))._asdict()
        row |= derived_columns(context, plan.definition, {**before, **row})
    record = await _returning(context, plan, _update_sql(plan, tuple(row)), {**row, "record_id": record_id})
    changes = [
        {"field": key, "old": current.get(key), "new": shown(plan.definition, key, value)}
        for key, value in parsed.items()
        if current.get(key) != shown(plan.definition, key, value)
    ]
    await context.record(
        f"{object_key}.changed",
        object=object_key,
        record_id=record_id,
        subject_id=subject_of(plan.definition, current),
        changes=changes,
    )
    return record


async def lock_record(
    context: ActionContext, plan: Plan, record_id: str, *, binned: bool = False, reach: str = "write"
) -> dict[str, Any]:
    """The record, locked for this transaction; raises `Missing` where it is not within the caller's scope, and
    `SharedForReading` where she sees it only.

    `binned` looks in the recycle bin instead.
    """
    if not is_id(record_id):
        raise Missing
    parameters = {"id": record_id, **scope_parameters(context.caller)}
    cursor = await context.connection.run(
        plan.get_statement(for_update=True, binned=binned, reach=reach), parameters, row_factory=tuple_row
    )
    row = await cursor.fetchone()
    if row is None:
        if (
            not binned
            and plan.may_be_shared
            and await context.connection.find(plan.get_statement(), parameters)
        ):
            raise SharedForReading
        raise Missing
    return plan.shape_row(plan.keys)(row)


def stored_columns(
    context: ActionContext, definition: ObjectDef, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Column values of parsed field values: an encrypted field becomes its three columns."""
    columns: dict[str, Any] = {}
    for key, value in values.items():
        one = definition.fields.get(key)
        if one is None or not kind_of(one).encrypted:
            columns[key] = value
            continue
        kind, vault = kind_of(one), context.services.vault
        if value is None:
            columns |= {f"{key}_cipher": None, f"{key}_masked": None, f"{key}_blind": None}
            continue
        assert kind.mask is not None
        columns[f"{key}_cipher"] = vault.encrypt(value, f"{definition.key}.{key}")
        columns[f"{key}_masked"] = kind.mask(value)
        columns[f"{key}_blind"] = vault.blind(value, one.kind)
    return columns


def shown(definition: ObjectDef, key: str, value: Any) -> Any:
    """A value as the audit log keeps it: rendered, and masked where its kind is encrypted."""
    one = definition.fields.get(key)
    if one is None or value is None:
        return value
    kind = kind_of(one)
    if kind.encrypted:
        assert kind.mask is not None
        return kind.mask(value)
    rendered = kind.render(value) if kind.render else value
    return rendered.isoformat() if hasattr(rendered, "isoformat") else rendered


def subject_of(definition: ObjectDef, row: Mapping[str, Any]) -> str | None:
    return row.get(definition.party_field) if definition.party_field else None


async def _returning(context: ActionContext, plan: Plan, sql: str, row: dict[str, Any]) -> dict[str, Any]:
    try:
        cursor = await context.connection.run(sql, insert_values(plan.source, row), row_factory=tuple_row)
    except (psycopg.DataError, psycopg.ProgrammingError) as error:
        async with context.services.database.connection() as other:
            await _refuse_moved(other, plan)
        raise error
    except DuplicateValue as error:
        refuse_repeated(plan.definition, error)
    except StillReferenced as error:
        refuse_missing(plan.definition, error)
    saved = await cursor.fetchone()
    assert saved is not None
    if plan.moves and saved[-1] != plan.catalog.revision:
        await _refuse_moved(context.connection, plan)
    return plan.shape_row(plan.keys)(saved)


async def _refuse_moved(connection: Connection, plan: Plan) -> None:
    """Raises `DefinitionMoved` where a field has become one of another kind since the caller's catalog was read."""
    for key, kind in (await read_kinds(connection, plan.definition.key)).items():
        one = plan.definition.fields.get(key)
        if one is not None and one.kind != kind:
            raise DefinitionMoved(pointer=f"/{key}")


def _insert_sql(plan: Plan, columns: tuple[str, ...]) -> str:
    return _kept(
        plan,
        ("insert", columns),
        lambda: (
            f'INSERT INTO "{plan.source.name}" ({", ".join(map(_quoted, columns))})'
            f" VALUES ({', '.join(f'%({column})s' for column in columns)}) RETURNING {_returned(plan)}"
        ),
    )


def _update_sql(plan: Plan, columns: tuple[str, ...]) -> str:
    return _kept(
        plan,
        ("update", columns),
        lambda: (
            f'UPDATE "{plan.source.name}" SET {", ".join(f"{_quoted(column)} = %({column})s" for column in columns)},'
            f" version = version + 1 WHERE id = %(record_id)s RETURNING {_returned(plan)}"
        ),
    )


def _kept(plan: Plan, key: Any, make: Any) -> str:
    if key not in plan.statements:
        plan.statements[key] = make()
    sql: str = plan.statements[key]  # type: ignore[assignment]
    return sql


def _quoted(name: str) -> str:
    return f'"{name}"'


def _returned(plan: Plan) -> str:
    """What a write gives back: the readable columns, computed ones as their expression."""
    written = []
    for key, column in plan.columns.items():
        one = plan.definition.fields.get(key)
        if one is not None and one.computed:
            expression = column.element.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
            written.append(f"({expression})")
        else:
            written.append(_quoted(column.name))
    if plan.moves:
        written.append(f"({REVISION_SQL})")
    return ", ".join(written)

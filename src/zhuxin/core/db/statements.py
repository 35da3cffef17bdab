"""From SQLAlchemy Core to SQL text and parameters.

Three ways, by how often a statement runs: `compile_statement` (any statement; shapes are cached), `Prepared`
(compiled once at import, parameters by name), and `insert_sql` (the plain INSERT, made from the table).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from psycopg.types.json import Jsonb
from sqlalchemy import ARRAY, ColumnElement, Table, any_, literal
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import psycopg as psycopg_dialect
from sqlalchemy.sql import ClauseElement

dialect: Any = cast(Any, psycopg_dialect.dialect)()
_cache: dict[Any, Any] = {}
_CACHE_LIMIT = 2000


class Prepared:
    """A statement compiled once; `bindparam`s are given by name at each run."""

    def __init__(self, statement: ClauseElement):
        compiled = statement.compile(dialect=dialect)
        self.sql = compiled.string
        self.defaults = {name: value for name, value in compiled.params.items() if value is not None}


def compile_statement(statement: ClauseElement) -> tuple[str, Mapping[str, Any]]:
    """SQL text in psycopg's `%(name)s` style with its parameters."""
    if len(_cache) > _CACHE_LIMIT:
        _cache.clear()
    compiled, extracted = cast(Any, statement)._compile_w_cache(
        dialect, compiled_cache=_cache, column_keys=[]
    )[:2]
    if compiled.post_compile_params:  # an IN list: its places depend on its length, so no shape is shared
        compiled = cast(Any, statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))
        parameters = dict(compiled.params)
    else:
        parameters = compiled.construct_params(extracted_parameters=extracted, _check=False)
    for name in _json_names(compiled):
        value = parameters.get(name)
        if value is not None and not isinstance(value, Jsonb):
            parameters[name] = Jsonb(value)
    return compiled.string, parameters


def _json_names(compiled: Any) -> Sequence[str]:
    """Which parameters of a compiled statement are JSON documents; kept on it after the first look."""
    names: Sequence[str] | None = getattr(compiled, "zhuxin_json_names", None)
    if names is None:
        names = [
            compiled.bind_names[bind] for bind in compiled.binds.values() if isinstance(bind.type, JSONB)
        ]
        compiled.zhuxin_json_names = names
    return names


def any_of(column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """`column = ANY(values)`: one array parameter, so the statement keeps one shape for any count."""
    return column == any_(literal(list(values), ARRAY(column.type)))


@lru_cache(maxsize=1000)
def insert_sql(table: Table, columns: tuple[str, ...], tail: str = "") -> str:
    """`INSERT INTO table (columns) VALUES (%(column)s, …)` with a trusted tail such as `RETURNING id`."""
    quoted = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(f"%({column})s" for column in columns)
    return f'INSERT INTO "{table.name}" ({quoted}) VALUES ({places}) {tail}'


@lru_cache(maxsize=1000)
def json_columns(table: Table) -> frozenset[str]:
    """The names of a table's JSON document columns."""
    return frozenset(column.name for column in table.columns if isinstance(column.type, JSONB))


def insert_values(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The row as psycopg takes it: JSON documents wrapped."""
    documents = json_columns(table)
    if not documents:
        return dict(values)
    return {
        key: Jsonb(value) if key in documents and value is not None else value
        for key, value in values.items()
    }

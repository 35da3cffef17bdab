"""Records that refer to this one, entered in its form as the rows of a table. No column: each row is a record of its own."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects.postgresql import JSONB

from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import BadValue, Field, FieldKind

ROW_LIMIT = 200


def parse(value: Any, field: Field) -> list[dict[str, Any]]:
    """Rows as they came; what is in them is checked by the fields of their own object."""
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        raise BadValue("value.wrong_type", Label("应为多行记录", "Must be a list of rows"))
    if len(value) > ROW_LIMIT:
        raise BadValue("value.too_many", Label(f"最多 {ROW_LIMIT} 行", f"At most {ROW_LIMIT} rows"))
    return [dict(row) for row in value]


KIND = FieldKind(
    key="children",
    label=Label("子表", "Sub-table"),
    column=JSONB(),
    parse=parse,
    ops=(),
    sample=[{"x_name": "一行"}],
    json_schema={"type": "array", "items": {"type": "object"}, "maxItems": ROW_LIMIT},
    sortable=False,
    filterable=False,
    stored=False,
    keyable=False,
)

"""A JSON document, for the system's own use."""

from typing import Any

import orjson
from sqlalchemy.dialects.postgresql import JSONB

from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import BadValue, Field, FieldKind

LIMIT_BYTES = 200_000


def parse(value: Any, field: Field) -> Any:
    limit = field.max_length or LIMIT_BYTES
    try:
        size = len(orjson.dumps(value))
    except (TypeError, orjson.JSONEncodeError):
        size = limit + 1
    if size > limit:
        raise BadValue("value.too_long", Label("内容过大", "The document is too large"))
    return value


KIND = FieldKind(
    key="json",
    label=Label("结构化数据", "JSON"),
    column=JSONB(none_as_null=True),
    parse=parse,
    ops=("is_null",),
    sample={"a": 1},
    json_schema={},
    sortable=False,
    filterable=False,
    keyable=False,
)

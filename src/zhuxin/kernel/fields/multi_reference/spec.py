"""Several records of another object, by id, in the order they were chosen."""

from typing import Any

from sqlalchemy.dialects.postgresql import ARRAY

from zhuxin.core.db.schema import ID
from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import wrong_type
from zhuxin.kernel.fields.reference.spec import parse as parse_one
from zhuxin.kernel.fields.types import AMONG, BadValue, Field, FieldKind

LIMIT = 100


def parse(value: Any, field: Field) -> list[str] | None:
    """The ids, each once; None where there are none."""
    if not isinstance(value, list) or len(value) > LIMIT:
        raise wrong_type(f"最多 {LIMIT} 个记录编号的列表", f"a list of at most {LIMIT} ids of records")
    chosen = list(dict.fromkeys(parse_one(one, field) for one in value))
    if not chosen and field.required:
        raise BadValue("value.required", Label("必填", "Required"))
    return chosen or None


KIND = FieldKind(
    key="multi_reference",
    label=Label("关联多条记录", "References"),
    column=ARRAY(ID),
    parse=parse,
    ops=AMONG,
    sample=["01900000-0000-7000-8000-000000000000"],
    json_schema={
        "type": "array",
        "items": {"type": "string", "format": "uuid"},
        "uniqueItems": True,
        "maxItems": LIMIT,
    },
    sortable=False,
    keyable=False,
)

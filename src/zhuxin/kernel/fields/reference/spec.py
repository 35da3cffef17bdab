"""A record of another object, by id."""

from typing import Any

from zhuxin.core.db.schema import ID
from zhuxin.core.ids import is_id
from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import wrong_type
from zhuxin.kernel.fields.types import CHOOSE, Field, FieldKind


def parse(value: Any, field: Field) -> str:
    if not is_id(value):
        raise wrong_type("记录编号", "the id of a record")
    return str(value).lower()


KIND = FieldKind(
    key="reference",
    label=Label("关联记录", "Reference"),
    column=ID,
    parse=parse,
    ops=CHOOSE,
    sample="01900000-0000-7000-8000-000000000000",
    json_schema={"type": "string", "format": "uuid"},
    sortable=False,
)

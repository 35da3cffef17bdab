"""Several lines of text."""

from typing import Any

from sqlalchemy import Text

from zhuxin.core.crypto.masks import mask_text
from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import parse_text
from zhuxin.kernel.fields.types import Field, FieldKind

LIMIT = 10_000


def parse(value: Any, field: Field) -> str:
    return parse_text(value, field, field.max_length or LIMIT)


KIND = FieldKind(
    key="long_text",
    label=Label("多行文本", "Long text"),
    column=Text(),
    parse=parse,
    ops=("contains", "is_null"),
    sample="第一行\n第二行",
    json_schema={"type": "string", "maxLength": LIMIT},
    mask=mask_text,
    sortable=False,
    keyable=False,
)

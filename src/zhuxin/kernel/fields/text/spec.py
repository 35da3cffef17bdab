"""One line of text."""

from sqlalchemy import Text

from zhuxin.core.crypto.masks import mask_text
from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import parse_text
from zhuxin.kernel.fields.types import SEARCH, FieldKind

KIND = FieldKind(
    key="text",
    label=Label("文本", "Text"),
    column=Text(),
    parse=parse_text,
    ops=SEARCH,
    sample="王小明",
    json_schema={"type": "string", "maxLength": 200},
    mask=mask_text,
)

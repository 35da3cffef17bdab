"""An e-mail address."""

import re
from typing import Any

from sqlalchemy import Text

from zhuxin.core.crypto.masks import mask_text
from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import parse_text
from zhuxin.kernel.fields.types import SEARCH, BadValue, Field, FieldKind

ADDRESS = r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,}"
_ADDRESS = re.compile(ADDRESS)


def parse(value: Any, field: Field) -> str:
    text = parse_text(value, field).lower()
    if text and not _ADDRESS.fullmatch(text):
        raise BadValue("value.bad_email", Label("邮箱格式有误", "Not an e-mail address"))
    return text


KIND = FieldKind(
    key="email",
    label=Label("邮箱", "E-mail"),
    column=Text(),
    parse=parse,
    ops=SEARCH,
    sample="wang@example.com",
    json_schema={"type": "string", "format": "email"},
    mask=mask_text,
    identifies=True,
)

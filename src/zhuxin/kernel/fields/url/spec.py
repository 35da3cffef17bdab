"""A web address: http or https, without credentials in it."""

from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Text

from zhuxin.core.crypto.masks import mask_text
from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import parse_text
from zhuxin.kernel.fields.types import SEARCH, BadValue, Field, FieldKind

LIMIT = 500


def parse(value: Any, field: Field) -> str:
    text = parse_text(value, field, min(field.max_length or LIMIT, LIMIT))
    if text and not _is_address(text):
        raise BadValue(
            "value.bad_url",
            Label(
                "请输入网址，如 https://example.com，且不能带用户名和密码",
                "Enter a web address such as https://example.com, without a user name or password",
            ),
        )
    return text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    plain = not any(one.isspace() for one in text) and "\\" not in text
    return (
        plain
        and parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and port != 0
    )


KIND = FieldKind(
    key="url",
    label=Label("网址", "URL"),
    column=Text(),
    parse=parse,
    ops=SEARCH,
    sample="https://example.com/about",
    json_schema={"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": LIMIT},
    mask=mask_text,
    keyable=False,
)

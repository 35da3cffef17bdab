"""Keyset pages: a cursor names the last row seen, so no page is ever counted from the start."""

import base64
import binascii
from typing import Any

import orjson

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label

PAGE_LIMIT = 200
PAGE_DEFAULT = 50


class BadCursor(Invalid):
    code = "page.bad_cursor"
    text = Label("翻页标记无效，请重新打开列表", "The page cursor is not valid; open the list again")


class BadLimit(Invalid):
    code = "page.bad_limit"
    text = Label("每页条数须为 1 到 {limit}", "The page size must be 1 to {limit}")


def encode_cursor(values: list[Any]) -> str:
    """The sort values and id of a row, as one opaque word."""
    return base64.urlsafe_b64encode(orjson.dumps(values, default=str)).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """The values of a cursor that must hold `length` of them."""
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise BadCursor(pointer="/cursor") from None
    if not isinstance(values, list) or len(values) != length:
        raise BadCursor(pointer="/cursor")
    return values


def check_limit(limit: int) -> int:
    """A page size within 1–200."""
    if not 1 <= limit <= PAGE_LIMIT:
        raise BadLimit(pointer="/limit", limit=PAGE_LIMIT)
    return limit

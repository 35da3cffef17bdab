"""A mobile number of mainland China; encrypted, found by the whole number."""

import re
from typing import Any

from sqlalchemy import LargeBinary

from zhuxin.core.crypto.masks import mask_phone
from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import EXACT, BadValue, Field, FieldKind

_MOBILE = re.compile(r"1[3-9]\d{9}")


def parse(value: Any, field: Field) -> str:
    digits = re.sub(r"[\s-]", "", value) if isinstance(value, str) else ""
    digits = digits.removeprefix("+86")
    if not _MOBILE.fullmatch(digits):
        raise BadValue("value.bad_phone", Label("请输入 11 位手机号", "Enter an 11-digit mobile number"))
    return digits


KIND = FieldKind(
    key="phone",
    label=Label("手机号", "Phone"),
    column=LargeBinary(),
    parse=parse,
    ops=EXACT,
    sample="13812348888",
    json_schema={"type": "string", "pattern": r"^1[3-9]\d{9}$"},
    mask=mask_phone,
    encrypted=True,
    sortable=False,
    identifies=True,
)

"""A unified social credit code of an organization (GB 32100) with its check character; public, so not encrypted."""

import re
from typing import Any

from sqlalchemy import Text
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from zhuxin.core.crypto.masks import mask_middle
from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import SEARCH, BadValue, Field, FieldKind


def parse(value: Any, field: Field) -> str:
    text = re.sub(r"[\s-]", "", value).upper() if isinstance(value, str) else ""
    try:
        return uscc.validate(text)
    except ValidationError:
        raise BadValue(
            "value.bad_uscc",
            Label(
                "统一社会信用代码有误，请核对 18 位代码",
                "The unified social credit code is wrong; check its 18 characters",
            ),
        ) from None


def mask(value: str) -> str:
    """91110000600037341L → 9111**********341L."""
    return mask_middle(value, 4, 4)


KIND = FieldKind(
    key="uscc",
    label=Label("统一社会信用代码", "Unified social credit code"),
    column=Text(),
    parse=parse,
    ops=SEARCH,
    sample="91110000600037341L",
    json_schema={"type": "string", "pattern": r"^[0-9A-HJ-NP-RTUW-Y]{18}$"},
    mask=mask,
    identifies=True,
)

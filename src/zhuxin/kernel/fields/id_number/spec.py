"""A resident identity number (GB 11643) with its check digit; encrypted, found by the whole number."""

import re
from typing import Any

from sqlalchemy import LargeBinary
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from zhuxin.core.crypto.masks import mask_id_number
from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import EXACT, BadValue, Field, FieldKind


def parse(value: Any, field: Field) -> str:
    text = re.sub(r"[\s-]", "", value).upper() if isinstance(value, str) else ""
    try:
        return ric.validate(text)
    except ValidationError:
        raise BadValue(
            "value.bad_id_number",
            Label("身份证号有误，请核对 18 位号码", "The ID number is wrong; check its 18 characters"),
        ) from None


KIND = FieldKind(
    key="id_number",
    label=Label("身份证号", "ID number"),
    column=LargeBinary(),
    parse=parse,
    ops=EXACT,
    sample="11010119900307803X",
    json_schema={"type": "string", "pattern": r"^\d{17}[\dX]$"},
    mask=mask_id_number,
    encrypted=True,
    sortable=False,
    identifies=True,
)

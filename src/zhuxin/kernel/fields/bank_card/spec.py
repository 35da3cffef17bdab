"""A bank card number with its Luhn check digit (GB/T 15694); encrypted, found by the whole number."""

import re
from typing import Any

from sqlalchemy import LargeBinary
from stdnum import luhn

from zhuxin.core.crypto.masks import mask_bank_card
from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import EXACT, BadValue, Field, FieldKind


def parse(value: Any, field: Field) -> str:
    digits = re.sub(r"[\s-]", "", value) if isinstance(value, str) else ""
    if not re.fullmatch(r"\d{12,19}", digits) or not luhn.is_valid(digits):
        raise BadValue(
            "value.bad_bank_card", Label("银行卡号有误，请核对", "The bank card number is wrong; check it")
        )
    return digits


KIND = FieldKind(
    key="bank_card",
    label=Label("银行卡号", "Bank card"),
    column=LargeBinary(),
    parse=parse,
    ops=EXACT,
    sample="6222021234567894",
    json_schema={"type": "string", "pattern": r"^\d{12,19}$"},
    mask=mask_bank_card,
    encrypted=True,
    sortable=False,
    identifies=True,
)

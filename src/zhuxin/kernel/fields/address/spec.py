"""A postal address: province, city, district and detail; encrypted, shown to the city, found by the whole address."""

from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import LargeBinary

from zhuxin.core.text import Label
from zhuxin.kernel.fields.address.divisions import is_division
from zhuxin.kernel.fields.parsing import parse_text, wrong_type
from zhuxin.kernel.fields.types import EXACT, BadValue, Field, FieldKind

PARTS = ("province", "city", "district", "detail")
LIMIT = 200


def parse(value: Any, field: Field) -> str:
    """The JSON text of its four parts in their order, so that equal addresses are equal texts."""
    if not isinstance(value, dict) or not {"province", "city", "detail"} <= set(value) <= set(PARTS):
        raise wrong_type(
            "含 province、city、district、detail 的地址",
            "an address of province, city, district and detail",
        )
    one = replace(field, max_length=LIMIT, required=False)
    parts = {name: parse_text(value.get(name) or "", one) for name in PARTS}
    if not is_division(parts["province"], parts["city"], parts["district"]):
        raise BadValue(
            "value.bad_division",
            Label("没有这个省市区", "There is no such province, city and district"),
        )
    if not parts["detail"]:
        raise BadValue("value.required", Label("请填写街道、门牌号", "Enter street and number"))
    return orjson.dumps(parts).decode()


def mask(value: str) -> str:
    """广东省深圳市南山区科技园路 1 号 → 广东省深圳市***."""
    parts = orjson.loads(value)
    city = "" if parts["city"] == parts["province"] else parts["city"]
    return f"{parts['province']}{city}***"


KIND = FieldKind(
    key="address",
    label=Label("地址", "Address"),
    column=LargeBinary(),
    parse=parse,
    ops=EXACT,
    sample={"province": "广东省", "city": "深圳市", "district": "南山区", "detail": "科技园路 1 号"},
    json_schema={
        "type": "object",
        "properties": {name: {"type": "string", "maxLength": LIMIT} for name in PARTS},
        "required": ["province", "city", "detail"],
        "additionalProperties": False,
    },
    render=orjson.loads,
    mask=mask,
    encrypted=True,
    sensitivity="C3",
    sortable=False,
    keyable=False,
)

"""A point on earth: latitude and longitude in degrees of WGS 84, as decimal text so that nothing is rounded."""

from decimal import Decimal
from typing import Any

from sqlalchemy.dialects.postgresql import JSONB

from zhuxin.core.text import Label
from zhuxin.kernel.fields.parsing import parse_decimal
from zhuxin.kernel.fields.types import BadValue, Field, FieldKind

PLACES = 7  # a centimeter
LIMITS = {"lat": 90, "lng": 180}


def parse(value: Any, field: Field) -> dict[str, str]:
    """`{"lat", "lng"}` in the shortest decimal text of each."""
    if not isinstance(value, dict) or set(value) != set(LIMITS):
        raise _bad()
    return {name: _degrees(value[name], limit) for name, limit in LIMITS.items()}


def _degrees(value: Any, limit: int) -> str:
    number = parse_decimal(value, PLACES)
    if abs(number) > limit:
        raise _bad()
    return f"{number.normalize() + Decimal(0):f}"


def _bad() -> BadValue:
    return BadValue(
        "value.bad_location",
        Label(
            '应为 {"lat": "纬度 -90 到 90", "lng": "经度 -180 到 180"}',
            'Must be {"lat": "-90 to 90", "lng": "-180 to 180"}',
        ),
    )


def mask(value: Any) -> str:
    return "***"


_DEGREES = {"type": "string", "pattern": r"^-?\d{1,3}(\.\d{1,7})?$"}
KIND = FieldKind(
    key="location",
    label=Label("位置", "Location"),
    column=JSONB(none_as_null=True),
    parse=parse,
    ops=("is_null",),
    sample={"lat": "39.9042", "lng": "116.4074"},
    json_schema={
        "type": "object",
        "properties": {"lat": _DEGREES, "lng": _DEGREES},
        "required": ["lat", "lng"],
        "additionalProperties": False,
    },
    mask=mask,
    sortable=False,
    keyable=False,
)

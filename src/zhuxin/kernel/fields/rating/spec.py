"""One to five stars."""

from typing import Any

from sqlalchemy import SmallInteger

from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import COMPARE, BadValue, Field, FieldKind

MOST = 5


def parse(value: Any, field: Field) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise BadValue("value.bad_rating", Label(f"应为 1 到 {MOST}", f"Must be 1 to {MOST}"))
    return value


KIND = FieldKind(
    key="rating",
    label=Label("评分", "Rating"),
    column=SmallInteger(),
    parse=parse,
    ops=COMPARE,
    sample=4,
    json_schema={"type": "integer", "minimum": 1, "maximum": MOST},
)

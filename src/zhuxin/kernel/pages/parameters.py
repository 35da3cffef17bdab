"""Parameters of a page: what its address gives, and where blocks use it as `$param.<key>`."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from zhuxin.kernel.definitions.kinds import Faults
from zhuxin.kernel.permissions.caller import Caller

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
PARAMETER_KINDS = ("text", "number", "date", "boolean", "record")
PREFIX = "$param."
LIMIT = 20


def read_parameters(caller: Caller, given: Any, faults: Faults) -> Mapping[str, Mapping[str, Any]]:
    """The parameters by key; what is wrong with them is noted."""
    found: dict[str, Mapping[str, Any]] = {}
    if not isinstance(given, list) or len(given) > LIMIT:
        faults.add(
            "/parameters", "value.wrong_type", f"应为最多 {LIMIT} 项的列表", f"A list of at most {LIMIT}"
        )
        return found
    for place, one in enumerate(given):
        pointer = f"/parameters/{place}"
        if not isinstance(one, Mapping) or not KEY.fullmatch(str(one.get("key"))):
            faults.add(
                f"{pointer}/key", "page.bad_key", "编码只含 a–z、0–9 和 _", "A key has only a–z, 0–9 and _"
            )
            continue
        key = str(one["key"])
        if key in found:
            faults.add(
                f"{pointer}/key", "page.duplicate", f"参数 {key} 重复", f"The parameter {key} is there twice"
            )
        found[key] = one
        if not faults.among(
            f"{pointer}/kind", one.get("kind"), PARAMETER_KINDS, "参数类型", "kind of parameter"
        ):
            continue
        if one["kind"] == "record":
            faults.among(f"{pointer}/object", one.get("object"), caller.catalog.objects, "对象", "object")
        if one.get("default") is not None and not _fits(one["kind"], one["default"]):
            faults.add(
                f"{pointer}/default",
                "value.wrong_type",
                "默认值与类型不符",
                "The default is not of this kind",
            )
    return found


def named_in(value: Any, prefix: str = PREFIX) -> Iterator[str]:
    """Every parameter that a value names, however deep."""
    if isinstance(value, str) and value.startswith(prefix):
        yield value.removeprefix(prefix)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from named_in(one, prefix)
    elif isinstance(value, list):
        for one in value:
            yield from named_in(one, prefix)


def _fits(kind: str, value: Any) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "number":
        try:
            return not isinstance(value, bool) and Decimal(str(value)).is_finite()
        except InvalidOperation:
            return False
    if not isinstance(value, str) or len(value) > 200:
        return False
    if kind == "date" and value != "$today":
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
    return True

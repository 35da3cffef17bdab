"""One row a kind of field: what it takes, refuses, finds and hides. `test_field_kinds` holds every kind against its row."""

from dataclasses import dataclass, field
from typing import Any

NO_ID = "01900000-0000-7000-8000-000000000000"
OPTIONS = ["new", "old", "none"]


@dataclass(frozen=True)
class Row:
    """Two values in their order (a < b), what is refused, and for each operator a value with the records it finds.

    The records are `a` and `b`, with these values, and `c` with none. A value `$name` is an id that the test knows.
    `offered`: people can make such a field. `shown`: how `a` comes out where not as it went in.
    """

    a: Any
    b: Any
    bad: tuple[Any, ...]
    finds: dict[str, tuple[Any, str]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    shown: Any = None
    mask: str | None = None
    offered: bool = True
    made: bool = False


def compared(a: Any, b: Any) -> dict[str, tuple[Any, str]]:
    return {
        "eq": (a, "a"),
        "ne": (a, "bc"),
        "lt": (b, "a"),
        "le": (b, "ab"),
        "gt": (a, "b"),
        "ge": (a, "ab"),
        "between": ([a, b], "ab"),
        "is_null": (True, "c"),
    }


def chosen(a: Any) -> dict[str, tuple[Any, str]]:
    return {
        "eq": (a, "a"),
        "ne": (a, "bc"),
        "in": ([a], "a"),
        "not_in": ([a], "bc"),
        "is_null": (True, "c"),
    }


def searched(a: Any, part: str, start: str) -> dict[str, tuple[Any, str]]:
    return {
        "contains": (part, "a"),
        "starts_with": (start, "a"),
        "eq": (a, "a"),
        "ne": (a, "bc"),
        "in": ([a], "a"),
        "is_null": (False, "ab"),
    }


def exact(a: Any) -> dict[str, tuple[Any, str]]:
    return {"eq": (a, "a"), "is_null": (True, "c")}


_HOME = {"province": "广东省", "city": "深圳市", "district": "南山区", "detail": "科技园路 1 号"}
_PORT = {"province": "上海市", "city": "上海市", "district": "浦东新区", "detail": "世纪大道 100 号"}
_WHEN = ("2026-01-04T08:00:00Z", "2026-01-05T08:00:00Z")

ROWS: dict[str, Row] = {
    "address": Row(
        _HOME,
        _PORT,
        (
            "深圳",
            {"province": "广东省"},
            {**_HOME, "city": "上海市"},
            {**_HOME, "detail": " "},
            {**_HOME, "zip": "1"},
        ),
        exact(_HOME),
        shown="广东省深圳市***",
        mask="广东省深圳市***",
    ),
    "auto_number": Row(
        "PB00000001",
        "PB00000002",
        (5,),
        searched("PB00000001", "00001", "PB00000001") | {"is_null": (True, "")},
        offered=False,
        made=True,
    ),
    "bank_card": Row(
        "6222021234567894",
        "4111111111111111",
        ("6222021234567890", 5, ""),
        exact("6222021234567894"),
        shown="************7894",
        mask="************7894",
    ),
    "boolean": Row(False, True, ("yes", 1), exact(False)),
    "choice": Row("new", "old", ("other", 5), chosen("new"), {"options": OPTIONS}),
    "date": Row(
        "2026-01-04",
        "2026-01-05",
        ("2026-02-30", 5, "05.01.2026"),
        compared("2026-01-04", "2026-01-05") | {"within": ("today", "b")},
    ),
    "datetime": Row(
        *_WHEN, ("later", "2026-01-15T08:00:00", 5), compared(*_WHEN) | {"within": ("today", "b")}
    ),
    "department": Row(
        "$department", "$department2", ("none", 5), chosen("$department") | {"under": ("$department2", "b")}
    ),
    "email": Row(
        "a@example.com",
        "b@example.org",
        ("a@", 5),
        searched("a@example.com", "ple.com", "a@ex"),
        mask="a***********m",
    ),
    "file": Row("$file", "$file2", ("none", 5, NO_ID), chosen("$file")),
    "id_number": Row(
        "11010119900307803X",
        "110101199003078515",
        ("110101199003078516", 5),
        exact("11010119900307803X"),
        shown="1****************X",
        mask="1****************X",
    ),
    "image": Row("$image", "$image2", ("none", 5, NO_ID), chosen("$image")),
    "json": Row({"a": 1}, [1], ({1, 2}, "x" * 200_001), offered=False),
    "location": Row(
        {"lat": "39.9042", "lng": "116.4074"},
        {"lat": "-12.5", "lng": "0"},
        ("39,116", {"lat": "91", "lng": "0"}, {"lat": 1.5, "lng": "0"}, {"lat": "1"}),
        {"is_null": (True, "c")},
        mask="***",
    ),
    "long_text": Row(
        "第一行\n第二行",
        "别的",
        (5, "x" * 10_001, "\x00"),
        {"contains": ("一行\n", "a"), "is_null": (False, "ab")},
        mask="第*****行",
    ),
    "money": Row(
        "12.50", "120.00", ("12.505", 12, "many", "-10000000000000000.00"), compared("12.50", "120.00")
    ),
    "multi_choice": Row(
        ["new", "old"],
        ["none"],
        ("new", ["other"], [5]),
        {
            "has": (["new", "none"], "ab"),
            "has_all": (["new", "old"], "a"),
            "not_has": (["new"], "bc"),
            "is_null": (True, "c"),
        },
        {"options": OPTIONS},
    ),
    "multi_reference": Row(
        ["$record", "$record2"],
        ["$record2"],
        ("none", ["none"], [5]),
        {
            "has": (["$record", NO_ID], "a"),
            "has_all": (["$record2", "$record"], "a"),
            "not_has": (["$record"], "bc"),
            "is_null": (True, "c"),
        },
        {"target": "x_probe"},
    ),
    "number": Row("7.25", "12.00", ("7.255", 1.5, "many"), compared("7.25", "12.00"), {"scale": 2}),
    "percent": Row("0.072", "0.1", ("many", 5, "10000"), compared("0.0720", "0.1")),
    "phone": Row(
        "13800138000",
        "13900139000",
        ("138", 5),
        exact("13800138000"),
        shown="138****8000",
        mask="138****8000",
    ),
    "rating": Row(2, 4, (0, 6, "3", True, 2.5), compared(2, 4)),
    "reference": Row("$record", "$record2", ("none", 5), chosen("$record"), {"target": "x_probe"}),
    "signature": Row("$signature", "$signature2", ("none", 5, NO_ID), chosen("$signature")),
    "text": Row(
        "王小明",
        "赵六",
        (5, "x" * 201, "\x00"),
        searched("王小明", "小", "王"),
        {"searchable": True},
        mask="王*明",
    ),
    "url": Row(
        "http://a.example.com/1",
        "https://b.example.com",
        (
            "ftp://example.com",
            "javascript:alert(1)",
            "https://me:secret@example.com",
            "https://" + "x" * 500,
            "http://",
            "a b",
        ),
        searched("http://a.example.com/1", "a.ex", "http:"),
        mask="h********************1",
    ),
    "user": Row("$user", "$user2", ("none", 5), chosen("$user")),
    "uscc": Row(
        "91110000600037341L",
        "91310000631696382C",
        ("91110000600037341A", "9111", 5),
        searched("91110000600037341L", "6000373", "9111"),
        mask="9111**********341L",
    ),
}

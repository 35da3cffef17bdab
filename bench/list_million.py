"""A list of a million rows of 40 columns, with filter, text search and sort, against the same list of ten thousand."""

import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from support import empty_lender, with_app
from zhuxin.bootstrap import App
from zhuxin.core.text import Label
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.fields.types import Field, Option
from zhuxin.kernel.objects.actions import make_object
from zhuxin.kernel.objects.catalog import load_catalog, move_revision
from zhuxin.kernel.objects.field_actions import add_field
from zhuxin.kernel.objects.indexes.views import build_indexes
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.queries import ListQuery, list_records
from zhuxin.kernel.search.follow import follow_terms

SIZES = (10_000, 1_000_000)
REACH_MS, FLAT = 50, 3.0
ROUNDS = 40
OPTIONS = tuple(Option(value, Label(value, value)) for value in ("new", "open", "closed", "rare"))
# 1 in 2 names holds the frequent term, 1 in 10,000 the rare one; a Chinese name follows: ten surnames, sixty given characters
# of a name of two, of which 万俟 is said once in ten thousand.
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉兰飞鹏浩宇轩子涵欣怡雨佳晨辉建国民红志新海波春梅龙凤林峰云山月星光瑞"
ROWS = """
INSERT INTO {table} (id, created_at, updated_at, version, x_name, x_status, x_amount, {columns})
SELECT gen_random_uuid(), now() - n * interval '1 second', now(), 1,
       CASE WHEN n %% 2 = 0 THEN 'frequent customer ' ELSE 'other person ' END || n
         || CASE WHEN n %% 10000 = 77 THEN ' zebra 万俟' ELSE ' ' END
         || substr('张王李赵刘陈杨黄周吴', 1 + (n / 7) %% 10, 1)
         || substr('{given}', 1 + (n / 70) %% 60, 1) || substr('{given}', 1 + (n / 4200) %% 60, 1),
       CASE WHEN n %% 1000 = 5 THEN 'rare' ELSE (ARRAY['new','open','closed'])[1 + n %% 3] END,
       (n::bigint * 7919) %% 10000000, {values}
FROM generate_series(1, %(rows)s) n
"""
QUERIES = {
    "newest": ListQuery(),
    "frequent term": ListQuery(q="frequent"),
    "rare term": ListQuery(q="zebra"),
    "no such term": ListQuery(q="unicorn"),
    "a surname": ListQuery(q="张"),
    "two characters": ListQuery(q="张伟"),
    "two rare characters": ListQuery(q="万俟"),
    "initials": ListQuery(q="zw"),
    "pinyin": ListQuery(q="zhangwei"),
    "pinyin of none": ListQuery(q="zhuangzhuang"),
    "filter, sort": ListQuery(filter={"field": "x_status", "op": "eq", "value": "open"}, sort="-x_amount"),
    "rare filter, sort": ListQuery(
        filter={"field": "x_status", "op": "eq", "value": "rare"}, sort="-x_amount"
    ),
    "filter, frequent term, sort": ListQuery(
        filter={"field": "x_status", "op": "eq", "value": "open"}, q="frequent", sort="-x_amount"
    ),
    "filter, rare term, sort": ListQuery(
        filter={"field": "x_status", "op": "eq", "value": "open"}, q="zebra", sort="-x_amount"
    ),
}
VIEW = {
    "key": "open",
    "label": {"zh": "未结", "en": "Open"},
    "columns": ["x_name", "x_amount"],
    "filter": {"field": "x_status", "op": "eq", "value": "open"},
    "sort": "-x_amount",
}


def fields() -> list[Field]:
    made = [
        Field("x_name", "text", Label("名称", "Name"), searchable=True, custom=True),
        Field("x_status", "choice", Label("状态", "Status"), options=OPTIONS, custom=True),
        Field("x_amount", "money", Label("金额", "Amount"), custom=True),
    ]
    kinds = ("text", "number", "date", "boolean")
    return made + [
        Field(f"x_c{number}", kinds[number % 4], Label(f"列{number}", f"Column {number}"), custom=True)
        for number in range(30)
    ]


async def make(app: App, rows: int) -> str:
    key = f"x_list{rows}"
    async with app.database.connection() as connection:
        caller = system_caller(await load_catalog(connection))
    async with action_context(app, caller) as context:
        await make_object(context, key, {"label": {"zh": key, "en": key}, "title_field": "x_name"})
        await move_revision(context.connection)
    async with app.database.connection() as connection:
        caller = system_caller(await load_catalog(connection))
    async with action_context(app, caller) as context:
        for one in fields():
            await add_field(context, caller.catalog.object(key), one)
        await follow_terms(context, key)
        await context.connection.execute(
            "INSERT INTO definition (id, kind, key, version, published, body, package, reason)"
            " VALUES (gen_random_uuid(), 'layout', %(key)s, 1, true, %(body)s::jsonb, '', '')",
            {"key": key, "body": json.dumps({"views": [VIEW]})},
        )
        await move_revision(context.connection)
    values = {
        "text": "'text ' || n",
        "number": "n % 97",
        "date": "date '2026-01-01' + (n % 365)",
        "boolean": "n % 2 = 0",
    }
    plain = [one for one in fields() if one.key.startswith("x_c")]
    statement = ROWS.format(
        table=key,
        given=GIVEN,
        columns=", ".join(one.key for one in plain),
        values=", ".join(values[one.kind].replace("%", "%%") for one in plain),
    )
    async with app.database.connection() as connection:
        await connection.execute("SET statement_timeout = 0")
        await connection.execute(statement, {"rows": rows})
        await connection.execute(f"VACUUM ANALYZE {key}")
    await build_indexes(app, key)
    async with app.database.connection() as connection:
        await connection.execute("SET statement_timeout = 0")
        await connection.execute(f"ANALYZE {key}")
    return key


async def ask(app: App, key: str, query: ListQuery) -> float:
    """Milliseconds of one page."""
    async with app.database.connection() as connection:
        caller = system_caller(await app.catalog(connection))
        started = time.perf_counter()
        await list_records(connection, caller, key, query, vault=app.vault, today=None)
        return (time.perf_counter() - started) * 1000


async def measure(app: App) -> dict[str, dict[str, float]]:
    keys = {rows: await make(app, rows) for rows in SIZES}
    found = {}
    for name, query in QUERIES.items():
        p95 = {}
        for rows, key in keys.items():
            for _ in range(5):
                await ask(app, key, query)
            p95[rows] = statistics.quantiles([await ask(app, key, query) for _ in range(ROUNDS)], n=20)[-1]
        small, large = (p95[rows] for rows in SIZES)
        found[name] = {
            "p95_ms_10k": round(small, 1),
            "p95_ms_1m": round(large, 1),
            "times": round(large / small, 2),
        }
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        lender = empty_lender(Path(directory))
        try:
            found: dict[str, Any] = asyncio.run(with_app(lender, measure))
        finally:
            lender.stop()
    worst = max(one["p95_ms_1m"] for one in found.values())
    print(
        json.dumps(
            {
                "name": "list_million",
                "value": worst,
                "unit": "ms",
                "reach": REACH_MS,
                "holds": worst <= REACH_MS,
                "detail": found,
            }
        )
    )


if __name__ == "__main__":
    main()

"""200 objects of 50 fields: how long publishing one more field takes, reading the catalog, and whether requests slow down."""

import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from support import Lender, empty_lender, with_app
from zhuxin.bootstrap import App
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.fields.types import Field, Option
from zhuxin.kernel.objects.actions import make_object
from zhuxin.kernel.objects.catalog import load_catalog, move_revision
from zhuxin.kernel.objects.field_actions import add_field
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.queries import ListQuery, list_records
from zhuxin.kernel.records.writes import create_record

OBJECTS, FIELDS, FEW = 200, 50, 10
PUBLISH_S, LOAD_S, SLOWER = 1.0, 5.0, 1.10
KINDS = ("text", "money", "number", "date", "boolean", "choice")
ROUNDS, ASKS = 7, 60


def field(number: int) -> Field:
    kind = KINDS[number % len(KINDS)]
    options = tuple(Option(value, Label(value, value)) for value in ("a", "b")) if kind == "choice" else ()
    return Field(
        f"x_f{number}", kind, Label(f"字段{number}", f"Field {number}"), options=options, custom=True
    )


async def make(app: App, first: int, last: int) -> None:
    """Objects by number, each with its fields, published together."""
    async with app.database.connection() as connection:
        caller = system_caller(await load_catalog(connection))
    async with action_context(app, caller) as context:
        for number in range(first, last):
            key = f"x_o{number}"
            await make_object(
                context,
                key,
                {"label": {"zh": f"对象{number}", "en": f"Object {number}"}, "title_field": "x_f0"},
            )
        await move_revision(context.connection)
    async with app.database.connection() as connection:
        caller = system_caller(await load_catalog(connection))
    for number in range(first, last):
        async with action_context(app, caller) as context:
            definition = caller.catalog.object(f"x_o{number}")
            for each in range(FIELDS):
                await add_field(context, definition, field(each))
            await move_revision(context.connection)


async def ask(app: App, key: str) -> float:
    """Milliseconds for a page of a list and one write, the catalog known."""
    async with app.database.connection() as connection:
        caller = system_caller(await app.catalog(connection))
        started = time.perf_counter()
        await list_records(connection, caller, key, ListQuery(limit=50), vault=app.vault, today=None)
    async with action_context(app, caller) as context:
        await create_record(context, key, {"x_f0": "甲", "x_f1": "12.00", "x_f5": "a"})
    return (time.perf_counter() - started) * 1000


async def speed(app: App) -> float:
    for _ in range(ASKS):
        await ask(app, "x_o0")
    return statistics.median([await ask(app, "x_o0") for _ in range(ASKS)])


async def measure(app: App) -> dict[str, Any]:
    await make(app, 0, FEW)
    few = statistics.median([await speed(app) for _ in range(ROUNDS)])
    async with app.database.transaction() as connection:
        await connection.execute("DELETE FROM x_o0")
    await make(app, FEW, OBJECTS)
    many = statistics.median([await speed(app) for _ in range(ROUNDS)])
    async with app.database.connection() as connection:
        caller = system_caller(await load_catalog(connection))
    started = time.perf_counter()
    async with action_context(app, caller) as context:
        assert isinstance(context, ActionContext)
        await add_field(context, caller.catalog.object("x_o1"), field(FIELDS))
        await move_revision(context.connection)
    async with app.database.connection() as connection:
        await app.catalog(connection)
    published = time.perf_counter() - started
    started = time.perf_counter()
    async with app.database.connection() as connection:
        catalog = await load_catalog(connection)
    loaded = time.perf_counter() - started
    count = sum(len(one.fields) for one in catalog.objects.values())
    return {
        "objects": len(catalog.objects),
        "fields": count,
        "publish_s": round(published, 3),
        "load_s": round(loaded, 3),
        "request_ms_with_10": round(few, 2),
        "request_ms_with_200": round(many, 2),
        "slower": round(many / few, 3),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        lender: Lender = empty_lender(Path(directory))
        try:
            found = asyncio.run(with_app(lender, measure))
        finally:
            lender.stop()
    holds = found["publish_s"] <= PUBLISH_S and found["load_s"] <= LOAD_S and found["slower"] <= SLOWER
    print(
        json.dumps(
            {
                "name": "many_objects",
                "value": found["publish_s"],
                "unit": "s",
                "reach": PUBLISH_S,
                "holds": holds,
                "detail": found,
            }
        )
    )


if __name__ == "__main__":
    main()

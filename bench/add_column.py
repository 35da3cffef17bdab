"""Fields added to an object of a million records while others read and write it: how long anybody is held up at most.

Another process asks for records and changes some, each in a transaction of its own; meanwhile `field.create` adds fields of
several kinds, those with an index among them. Its worst waits in the time before are given too: a write is also held up where it is
the one that empties the pending list of a text index, which it does whether or not fields are added.
"""

import asyncio
import json
import multiprocessing
import tempfile
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import psycopg

from support import empty_lender, with_app
from zhuxin.bootstrap import App
from zhuxin.kernel.actions.runner import run_action
from zhuxin.kernel.objects.catalog import load_catalog
from zhuxin.kernel.permissions.caller import Caller, system_caller

ROWS = 1_000_000
REACH_MS = 100.0
STRIDE = 7919
QUIET_S, PAUSE_S = 20.0, 0.5
OBJECT = "x_big"
FIELDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("text", {}),
    ("money", {}),
    ("boolean", {"default": True}),
    ("choice", {"options": ["a", "b"]}),
    ("phone", {}),
    ("text", {"searchable": True}),
    ("multi_choice", {"options": ["a", "b"]}),
    ("reference", {"target": OBJECT}),
    ("user", {"target": "user"}),
)
_FILL = f"""INSERT INTO {OBJECT} (id, created_at, updated_at, x_name)
SELECT lpad(to_hex(n), 32, '0')::uuid, now(), now(), 'record ' || n FROM generate_series(1, {ROWS}) n"""
_READ = f"SELECT x_name FROM {OBJECT} WHERE id = lpad(to_hex(%s::int), 32, '0')::uuid"
_WRITE = f"UPDATE {OBJECT} SET updated_at = now() WHERE id = lpad(to_hex(%s::int), 32, '0')::uuid"


def ask(url: str, statement: str, stop: Event, waits: list[tuple[float, float]]) -> None:
    """Run a statement over and over; when each began and how long it took in milliseconds."""
    with psycopg.connect(url, autocommit=True) as connection:
        number = 0
        while not stop.is_set():
            number = (number + STRIDE) % ROWS + 1  # all over the table, as people do
            began = time.time()
            connection.execute(statement, (number,))
            waits.append((began, (time.time() - began) * 1000))
            time.sleep(0.001)


def probe(url: str, stop: Event, told: Any) -> None:
    """A reader and a writer; their waits when they are told to stop."""
    waits: dict[str, list[tuple[float, float]]] = {"read": [], "write": []}
    asking = [
        threading.Thread(target=ask, args=(url, statement, stop, waits[name]))
        for name, statement in (("read", _READ), ("write", _WRITE))
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    told.put(waits)


async def caller_of(app: App) -> Caller:
    async with app.database.connection() as connection:
        return system_caller(await load_catalog(connection))


async def fill(app: App) -> None:
    values = {"key": OBJECT, "label_zh": "大表", "label_en": "Big"}
    await run_action(app, await caller_of(app), "object.create", values)
    async with app.database.connection() as connection:
        await connection.execute("SET statement_timeout = 0")
        for statement in (_FILL, f"VACUUM ANALYZE {OBJECT}", "CHECKPOINT"):
            await connection.execute(statement)
        await connection.execute("RESET statement_timeout")


async def add_fields(app: App, spans: list[tuple[str, float, float]]) -> None:
    """Add every field, with a pause after each; when each addition began and ended."""
    await asyncio.sleep(QUIET_S)
    for number, (kind, more) in enumerate(FIELDS):
        values = {"object": OBJECT, "key": f"f{number}", "label_zh": f"字段{number}", "kind": kind, **more}
        began = time.time()
        await run_action(app, await caller_of(app), "field.create", values)
        await app.queue.app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
        spans.append((f"{kind}{' searched' if 'searchable' in more else ''}", began, time.time()))
        await asyncio.sleep(PAUSE_S)


async def measure(app: App) -> dict[str, Any]:
    await fill(app)
    context = multiprocessing.get_context("spawn")
    stop, told = context.Event(), context.Queue()
    asking = context.Process(target=probe, args=(app.database.url, stop, told), daemon=True)
    asking.start()
    spans: list[tuple[str, float, float]] = []
    try:
        await add_fields(app, spans)
    finally:
        stop.set()
    waits = told.get()
    asking.join()

    def worst(first: float, last: float) -> dict[str, float]:
        return {
            name: round(
                max((ms for began, ms in all if first <= began + ms / 1000 and began <= last), default=0), 1
            )
            for name, all in waits.items()
        }

    by_kind = {name: worst(began, ended) for name, began, ended in spans}
    return {
        "worst": max(ms for one in by_kind.values() for ms in one.values()),
        "detail": {
            "rows": ROWS,
            "asked": sum(map(len, waits.values())),
            "worst_ms_by_kind": by_kind,
            "worst_ms_without": worst(spans[0][1] - QUIET_S + 1, spans[0][1]),
            "took_ms": {name: round((ended - began) * 1000) for name, began, ended in spans},
        },
    }


def main() -> None:
    """Print one line of JSON: the longest that a reader or writer waited while a field was added."""
    with tempfile.TemporaryDirectory() as directory:
        lender = empty_lender(Path(directory))
        try:
            found = asyncio.run(with_app(lender, measure))
        finally:
            lender.stop()
    value = found["worst"]
    print(
        json.dumps(
            {
                "name": "add_column",
                "value": value,
                "unit": "ms",
                "reach": REACH_MS,
                "holds": value < REACH_MS,
                "detail": found["detail"],
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()

"""The record API on an object that people made, against a hand-written endpoint with the same SQL. As `records.py`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from records import Requests, compare
from support import Lender, with_app
from zhuxin.bootstrap import App
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.actions.runner import action_context, call
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.writes import create_record

FIELDS = (
    ("code", "text"),
    ("price", "money"),
    ("cost", "money"),
    ("weight", "number"),
    ("rate", "percent"),
    ("bought_on", "date"),
    ("checked_at", "datetime"),
    ("active", "boolean"),
    ("color", "choice"),
    ("city", "text"),
    ("maker", "text"),
    ("email", "email"),
    ("note", "long_text"),
)
VALUES = {
    "x_name": "资产",
    "x_code": "A-1",
    "x_price": "1234.50",
    "x_cost": "1000.00",
    "x_weight": "12",
    "x_rate": "0.05",
    "x_bought_on": "2026-01-15",
    "x_checked_at": "2026-01-15T08:00:00Z",
    "x_active": True,
    "x_color": "红",
    "x_city": "上海",
    "x_maker": "某厂",
    "x_email": "a@example.com",
    "x_note": "一般",
}


class AssetRequests(Requests):
    read = written = "x_asset"

    def new(self, key: str) -> dict[str, Any]:
        return {**VALUES, "x_code": key}

    def change(self, version: int) -> dict[str, Any]:
        return {"x_name": f"n{version}"}


async def make(app: App) -> list[str]:
    """The object with its fields, 200 records, and the bench's role on it."""
    await _act(app, "object.create", key="asset", label_zh="资产")
    for key, kind in FIELDS:
        options = ["红", "蓝"] if kind == "choice" else None
        await _act(app, "field.create", object="x_asset", key=key, label_zh=key, kind=kind, options=options)
    async with _context(app) as context:
        grants = "jsonb_set(grants, '{objects,x_asset}', grants->'objects'->'product')"
        await context.connection.execute(f"UPDATE role SET grants = {grants} WHERE key = 'bench'")
        await context.connection.execute("UPDATE catalog_revision SET revision = revision + 1")
        return [str((await create_record(context, "x_asset", VALUES))["id"]) for _ in range(200)]


async def _act(app: App, name: str, **values: Any) -> None:
    async with _context(app) as context:
        await call(context, action_named(name), {key: one for key, one in values.items() if one is not None})


@asynccontextmanager
async def _context(app: App) -> AsyncIterator[ActionContext]:
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
    async with action_context(app, system_caller(catalog)) as context:
        yield context


def requests(lender: Lender) -> Requests:
    return AssetRequests(lender.token, asyncio.run(with_app(lender, make)))


if __name__ == "__main__":
    compare("records_custom", requests)

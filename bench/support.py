"""What the benches share: an empty lender with a token, and ports."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from zhuxin.bootstrap import App, install_packages
from zhuxin.core.db.embedded import ensure_database, start_embedded, stop_embedded
from zhuxin.core.settings import Settings
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.identity.tables import USER
from zhuxin.kernel.identity.tokens import create_token
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.records.writes import create_record
from zhuxin.lending.demo.users import PEOPLE, create_people
from zhuxin.preparation import bring_up

PASSWORD = "bench-pass-1"
RIGHTS = {"read": True, "create": True, "update": True, "delete": True, "scope": "all"}


@dataclass
class Lender:
    environment: dict[str, str]
    token: str
    product_ids: list[str]
    channel_id: str
    stop: Callable[[], None]


def wait_until_ready(port: int) -> None:
    """Wait until a server of ours answers; gives up after a minute."""
    for _ in range(600):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def empty_lender(directory: Path) -> Lender:
    """An embedded database with the packages, 200 products, and a token of somebody with rights on them."""
    server = start_embedded(directory)
    settings = Settings(data_dir=directory)
    urls = ensure_database(server)
    bring_up(settings, urls)
    url = urls.app
    token, products, channel = asyncio.run(_fill(App(settings, url)))
    environment = {
        "ZHUXIN_DATABASE_URL": url,
        "ZHUXIN_DATA_DIR": str(directory),
        # One token asks for all: the limit of one person would be what is measured.
        "ZHUXIN_READS_PER_MINUTE": "0",
        "ZHUXIN_WRITES_PER_MINUTE": "0",
    }
    return Lender(environment, token, products, channel, lambda: stop_embedded(server))


async def with_app(lender: Lender, work: Callable[[App], Awaitable[Any]]) -> Any:
    """Do something with an app over the lender's database."""
    environment = lender.environment
    app = App(Settings(data_dir=Path(environment["ZHUXIN_DATA_DIR"])), environment["ZHUXIN_DATABASE_URL"])
    await app.open()
    try:
        async with app.queue.app.open_async():
            return await work(app)
    finally:
        await app.close()


async def _fill(app: App) -> tuple[str, list[str], str]:
    await app.open()
    async with app.queue.app.open_async():
        await install_packages(app)
        async with app.database.connection() as connection:
            catalog = await app.catalog(connection)
        async with action_context(app, system_caller(catalog)) as context:
            products = [await _product(context, number) for number in range(200)]
            channel = (
                await create_record(context, "channel", {"key": "bench", "name": "bench", "kind": "form"})
            )["id"]
            grants = {"objects": {"product": RIGHTS, "channel": RIGHTS}, "actions": [], "menu": []}
            await insert_record(
                context, catalog.object("role"), {"key": "bench", "name": "bench", "grants": grants}
            )
            await insert_record(context, USER, {"username": "bench", "name": "bench"}, role_keys=["bench"])
            await create_people(context, PEOPLE, PASSWORD)
            await context.connection.execute("UPDATE catalog_revision SET revision = revision + 1")
        token = await create_token(app, "bench", "bench")
    await app.close()
    return token, products, channel


async def _product(context: ActionContext, number: int) -> str:
    record = await create_record(
        context,
        "product",
        {
            "key": f"bench{number}",
            "name": f"产品{number}",
            "min_amount": "200.00",
            "max_amount": "500000.00",
            "min_periods": 3,
            "max_periods": 36,
            "annual_rate": "0.1800",
            "penalty_annual_rate": "0.2700",
            "repayment_method": "equal_installment",
            "day_count": "30/360",
            "rounding": "half_up",
            "grace_days": 3,
            "process_key": "consumer_loan",
            "contract_template": "x",
        },
    )
    return str(record["id"])

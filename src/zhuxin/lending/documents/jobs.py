"""Contracts rendered in the background, where many are drawn up at once."""

from typing import Any

from zhuxin.core.jobs.queue import job
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.lending.documents.actions import render_contract


@job("lending.contract.render", queue="low")
async def render(services: Services, contract_id: str) -> Any:
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
    async with action_context(services, system_caller(catalog)) as context:
        await render_contract(context, contract_id)

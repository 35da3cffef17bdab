"""The payer's callback, as a job: tried again until it is taken."""

from zhuxin.core.jobs.queue import job
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.lending.disbursements.actions import complete
from zhuxin.lending.disbursements.payment import CALLBACK_JOB


@job(CALLBACK_JOB, attempts=10)
async def called_back(services: Services, reference: str, outcome: str, reason: str | None) -> None:
    async with services.database.connection() as connection:
        catalog = await services.catalog(connection)
    async with action_context(services, system_caller(catalog, "payment")) as context:
        await complete(context, reference, outcome, reason)

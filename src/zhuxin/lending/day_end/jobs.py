"""The day-end job: progress after each day, resumes after a kill where the business date stands."""

from datetime import date

from zhuxin.core.business_day import business_date
from zhuxin.core.jobs.queue import job
from zhuxin.core.jobs.runs import Progress
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.lending.day_end.actions import JOB, end_day


@job(JOB, lock="day_end")
async def run_day_end(services: Services, run_id: str) -> None:
    progress = Progress(services.database, run_id)
    row = await progress.start()
    if row is None:
        return
    through = date.fromisoformat(row.arguments["through_date"])
    async with services.database.connection() as connection:
        catalog, day = await services.catalog(connection), await business_date(connection)
    done = row.total - (through - day).days - 1
    while day <= through:
        async with action_context(services, system_caller(catalog, "day-end")) as context:
            day = await end_day(context)
        done += 1
        if not await progress.step(done, message=Label(f"已到 {day}", f"Reached {day}")):
            return
    await progress.finish({"business_date": day.isoformat()})

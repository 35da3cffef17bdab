"""The demo as a job: two years of business days with progress, resumed after a kill where the books stand."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from zhuxin.core.business_day import business_date, set_business_date
from zhuxin.core.clock import FrozenClock
from zhuxin.core.jobs.queue import job
from zhuxin.core.jobs.runs import Progress, create_run, list_runs
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.packages.environment import become_demo
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.lending.day_end.actions import end_day
from zhuxin.lending.demo.applicants import Applicant, load_applicants
from zhuxin.lending.demo.behavior import Payer, payer
from zhuxin.lending.demo.collecting import work_cases
from zhuxin.lending.demo.intake import Cast, assemble, take_in
from zhuxin.lending.demo.users import PEOPLE, create_people
from zhuxin.lending.ledger.checks import check_ledger
from zhuxin.lending.loans.queries import list_due_dates
from zhuxin.lending.repayments.actions import PAYS_DUE, PAYS_OFF, Received, receive

JOB = "lending.demo.run"
MONTHS = 24
_TAKEN_IN = """
SELECT d.source, l.id FROM lead d LEFT JOIN application a ON a.lead_id = d.id LEFT JOIN loan l ON l.application_id = a.id
WHERE d.source LIKE 'german_credit#%'
"""


@dataclass
class Payments:
    """What is to be paid on which day, by loan."""

    by_day: dict[date, dict[str, str]] = field(default_factory=dict)

    def plan(self, loan_id: str, due_dates: list[date], how: Payer) -> None:
        """Note the days on which a borrower pays what is due, or pays off."""
        for number, (due, delay) in enumerate(zip(due_dates, how.delays, strict=True), 1):
            if how.settles_at == number:
                self.by_day.setdefault(due, {})[loan_id] = PAYS_OFF
                return
            if delay is not None:
                self.by_day.setdefault(due + timedelta(days=delay), {}).setdefault(loan_id, PAYS_DUE)


async def request_demo(context: ActionContext, applicants: int = 1000) -> str | None:
    """Start the demo on an empty lender, its business date moved two years back; the run's id, None where it was started before."""
    if await list_runs(context.connection, kind="demo", limit=1):
        return None
    today = context.now.date()
    first = date(today.year - MONTHS // 12, today.month, 1)
    await set_business_date(context.connection, first)
    run_id = await create_run(
        context.connection,
        "demo",
        Label("载入演示数据", "Loading the demo"),
        {"first": first.isoformat(), "through": today.isoformat(), "applicants": applicants},
        total=(today - first).days,
        created_by=None,
    )
    await context.enqueue(JOB, run_id=run_id)
    await context.record("demo.requested", first=first.isoformat(), through=today.isoformat())
    return run_id


@job(JOB, lock="demo")
async def run_demo(services: Services, run_id: str) -> None:
    progress = Progress(services.database, run_id)
    row = await progress.start()
    if row is None:
        return
    run = DemoRun(services, date.fromisoformat(row.arguments["first"]), row.arguments["applicants"])
    through = date.fromisoformat(row.arguments["through"])
    day = await run.prepare()
    while day < through:
        day = await run.live_through(day)
        message = Label(f"营业日 {day}", f"Business date {day}")
        if not await progress.step((day - run.first).days, message=message):
            return
    async with services.database.connection() as connection:
        faults = await check_ledger(connection)
    if faults:
        await progress.fail(
            Label(f"总账与贷款不符：{faults}", f"The ledger differs from the loans: {faults}")
        )
        return
    await progress.finish({"business_date": day.isoformat(), "ledger": "balanced"})


class DemoRun:
    """The demo under way. All it remembers can be found again in the books."""

    def __init__(self, services: Services, first: date, applicants: int):
        self.services, self.first = services, first
        self.applicants = load_applicants(first, applicants)
        self.clock = FrozenClock(datetime.now(UTC))
        self.payments = Payments()
        self.cast: Cast | None = None
        self.taken_in: set[str] = set()

    async def prepare(self) -> date:
        """Find out where the books stand; the business date to go on with."""
        async with self.services.database.connection() as connection:
            self.catalog = await self.services.catalog(connection)
            context = ActionContext(
                self.services, connection, system_caller(self.catalog, "demo"), self.clock.now()
            )
            self.cast = await assemble(context)
            rows = await connection.all(_TAKEN_IN)
            by_mark = {one.mark: one for one in self.applicants}
            for row in rows:
                self.taken_in.add(row.source)
                if row.id is not None:
                    await self._plan(connection, row.id, by_mark[row.source])
            return await business_date(connection)

    async def live_through(self, day: date) -> date:
        """Everything that happens on a business date, then its day-end; the next date."""
        self.clock.instant = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        offset = (day - self.first).days
        for one in self.applicants:
            if one.intake_day == offset and one.mark not in self.taken_in:
                await self._take_in(one)
        async with self.services.database.transaction() as connection:
            context = self._context(connection)
            receipts = [
                Received(loan_id, day, "auto_debit", mode)
                for loan_id, mode in sorted(self.payments.by_day.pop(day, {}).items())
            ]
            await receive(context, receipts)
            await work_cases(context, self._cast(), offset)
            context.caller = system_caller(self.catalog, "day-end")
            return await end_day(context)

    async def _take_in(self, one: Applicant) -> None:
        async with self.services.database.transaction() as connection:
            context = self._context(connection)
            loan_id = await take_in(context, self._cast(), one)
            if loan_id is not None:
                await self._plan(connection, loan_id, one)
        self.taken_in.add(one.mark)

    async def _plan(self, connection: Any, loan_id: str, one: Applicant) -> None:
        due_dates = await list_due_dates(connection, loan_id)
        self.payments.plan(loan_id, due_dates, payer(one.index, one.good, len(due_dates)))

    def _context(self, connection: Any) -> ActionContext:
        return ActionContext(self.services, connection, system_caller(self.catalog, "demo"), self.clock.now())

    def _cast(self) -> Cast:
        assert self.cast is not None
        return self.cast


async def make_demo(app: Services, password: str) -> None:
    """The demo's people, all with one password, and its data, where they are not there yet."""
    async with app.database.connection() as connection:
        catalog = await app.catalog(connection)
    async with action_context(app, system_caller(catalog, "installer")) as context:
        await become_demo(context.connection)
        await create_people(context, PEOPLE, password)
        if app.settings.demo_applicants:
            await request_demo(context, app.settings.demo_applicants)

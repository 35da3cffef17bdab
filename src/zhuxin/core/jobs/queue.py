"""The job system: `@job` names a function, `enqueue` puts it into the queue within the caller's transaction."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import procrastinate
from procrastinate import PsycopgConnector

from zhuxin.core.db.database import RECONNECT_S, Connection
from zhuxin.core.errors import StorageFull, Unavailable
from zhuxin.core.storage import means_full

AGAIN_S = 10

JobFunction = Callable[..., Awaitable[Any]]
_functions: dict[str, tuple[JobFunction, dict[str, Any]]] = {}


def job(
    name: str, *, queue: str = "default", attempts: int = 5, lock: str | None = None
) -> Callable[[JobFunction], JobFunction]:
    """Register a job. It is called as `function(services, **arguments)`; it must be safe to run twice.

    A job killed in mid-work is taken up again by the next worker; a failed one is tried `attempts` times with growing
    waits. Jobs of one `lock` never run at the same time.
    """

    def register(function: JobFunction) -> JobFunction:
        retry = Patience(max_attempts=attempts, exponential_wait=2) if attempts > 1 else False
        _functions[name] = (function, {"queue": queue, "retry": retry, "lock": lock})
        return function

    return register


class Patience(procrastinate.RetryStrategy):
    """Retries with growing waits, and without end where the disk is full or the database away: that is no fault of the job."""

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate.jobs.Job
    ) -> procrastinate.RetryDecision | None:
        if isinstance(exception, StorageFull | Unavailable) or means_full(exception):
            return procrastinate.RetryDecision(retry_in={"seconds": AGAIN_S})
        return super().get_retry_decision(exception=exception, job=job)


class Queue:
    """The queue of one process. `services` is handed to every job."""

    def __init__(self, url: str):
        connector = PsycopgConnector(conninfo=url, min_size=1, max_size=4, reconnect_timeout=RECONNECT_S)
        self.app = procrastinate.App(connector=connector)
        self._tasks: dict[str, Any] = {}

    def bind(self, services: Any) -> None:
        """Make every registered job known to procrastinate."""
        for name, (function, options) in _functions.items():
            register: Any = self.app.task(name=name, **options)
            self._tasks[name] = register(_with_services(function, services))

    async def enqueue(
        self,
        connection: Connection,
        name: str,
        arguments: dict[str, Any],
        *,
        at: datetime | None = None,
    ) -> None:
        """Put a job into the queue in the connection's transaction; a rollback leaves no job."""
        options: dict[str, Any] = {"connection": connection.raw}
        if at is not None:
            options["schedule_at"] = at
        await self._tasks[name].configure(**options).defer_async(**arguments)


def _with_services(function: JobFunction, services: Any) -> JobFunction:
    async def run(**arguments: Any) -> Any:
        return await function(services, **arguments)

    run.__name__ = function.__name__
    return run

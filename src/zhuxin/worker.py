"""The worker process: jobs, the sealing of the audit log, and jobs whose worker died."""

import asyncio
import contextlib
import signal

from procrastinate.exceptions import ConnectorException
from psycopg import Error

from zhuxin.bootstrap import App, forget_old_reads, seal_audit, seal_files, ship_anchors
from zhuxin.core.errors import Refusal
from zhuxin.core.log import log
from zhuxin.kernel.notify.alerts import raise_alerts

SEAL_EVERY_S = 1.0
ALERT_EVERY_S = 30.0
FORGET_EVERY_S = 3600.0
RESCUE_EVERY_S = 3.0
HEARTBEAT_S = 2.0
DEAD_AFTER_S = 10.0


async def run_worker(app: App, *, concurrency: int = 4) -> None:
    """Work until SIGINT or SIGTERM, then let running jobs end or be taken up by the next worker."""
    await app.open()
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with app.queue.app.open_async():
        tasks = [
            asyncio.create_task(_jobs(app, concurrency)),
            asyncio.create_task(_repeat(SEAL_EVERY_S, lambda: seal_audit(app))),
            asyncio.create_task(_repeat(SEAL_EVERY_S, lambda: ship_anchors(app))),
            asyncio.create_task(_repeat(FORGET_EVERY_S, lambda: forget_old_reads(app))),
            asyncio.create_task(_repeat(FORGET_EVERY_S, lambda: seal_files(app))),
            asyncio.create_task(_repeat(ALERT_EVERY_S, lambda: raise_alerts(app))),
            asyncio.create_task(_repeat(RESCUE_EVERY_S, lambda: rescue_jobs(app))),
        ]
        log.info("worker started")
        await stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await app.close()
    log.info("worker stopped")


async def _jobs(app: App, concurrency: int) -> None:
    """The job loop; begun again when the database was away."""
    while True:
        try:
            await app.queue.app.run_worker_async(
                concurrency=concurrency,
                install_signal_handlers=False,
                fetch_job_polling_interval=1.0,
                listen_notify=True,
                update_heartbeat_interval=HEARTBEAT_S,
                stalled_worker_timeout=DEAD_AFTER_S,
                shutdown_graceful_timeout=2.0,
            )
        except (ConnectorException, Error, OSError) as error:
            log.warning("worker lost the database", error=str(error))
            await asyncio.sleep(1)


async def _repeat(every_s: float, deed: object) -> None:
    """Do something again and again; a fault is logged and the next turn tried."""
    while True:
        try:
            await deed()  # type: ignore[operator]
        except (ConnectorException, Error, OSError, Refusal) as error:
            log.warning("housekeeping failed", error=str(error))
        await asyncio.sleep(every_s)


async def rescue_jobs(app: App) -> int:
    """Put the jobs of workers that died back into the queue; how many."""
    manager = app.queue.app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_S))
    for one in stalled:
        with contextlib.suppress(ConnectorException):
            await manager.retry_job(one)
    return len(stalled)

"""A try at a secret: counted as wrong before it is looked at, and forgiven where it is right."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from zhuxin.core.db.database import Connection
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.log_in.delays import Counted, count, forgive, key_of


class _TooEarly(Exception):
    """Takes back what was counted."""


async def may_try(services: Services, counted: Counted) -> bool:
    """Count a try; False where it comes too early, which is then not counted."""
    try:
        async with services.database.transaction() as connection:
            if not await count(connection, counted, services.clock.now()):
                raise _TooEarly
    except _TooEarly:
        return False
    return True


async def counted_try(
    services: Services, subject: str, examine: Callable[[Connection], Awaitable[bool]]
) -> bool:
    """Whether a secret of a subject that is logged in, or half so, was right; looked at only where it is time to."""
    settings = services.settings
    longest = timedelta(minutes=settings.login_wait_minutes)
    counted = Counted(key_of("subject", subject), None, None, settings.login_attempts, longest)
    if not await may_try(services, counted):
        return False
    async with services.database.transaction() as connection:
        right = await examine(connection)
        if right:
            await forgive(connection, counted, services.clock.now())
    return right

"""The log of what was asked of outside systems."""

from typing import Any

from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.connectors.tables import connector_call


async def log_call(
    context: ActionContext,
    connector: str,
    operation: str,
    *,
    reference: str,
    attempt: int,
    request: dict[str, Any],
    response: dict[str, Any],
) -> None:
    """Note a call with its answer; sensitive values go in masked."""
    await context.connection.insert(
        connector_call,
        {
            "id": new_id(),
            "created_at": context.now,
            "connector": connector,
            "operation": operation,
            "reference": reference,
            "attempt": attempt,
            "request": request,
            "response": response,
        },
    )

"""What a feature does when a record of its object was created, in the same transaction: numbers, assignment, defaults."""

from collections.abc import Awaitable, Callable
from typing import Any

from zhuxin.kernel.actions.context import ActionContext

CreatedHook = Callable[[ActionContext, str], Awaitable[None]]
CREATED: dict[str, CreatedHook] = {}
# What else points to records: `async (context, object key, id that stays, id that goes)`, run when two are merged.
MergedHook = Callable[[ActionContext, str, str, str], Awaitable[None]]
MERGED: list[MergedHook] = []


def after_create(object_key: str) -> Callable[[CreatedHook], CreatedHook]:
    """Register the hook of an object: `async (context, record_id)`."""

    def register(hook: CreatedHook) -> CreatedHook:
        CREATED[object_key] = hook
        return hook

    return register


async def run_created(context: ActionContext, object_key: str, record_id: Any) -> None:
    if hook := CREATED.get(object_key):
        await hook(context, record_id)

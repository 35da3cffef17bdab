"""Running an action: right, idempotency, checked input, handler, audit and event — one transaction, or nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

import orjson
from psycopg.types.json import Jsonb

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Conflict, Forbidden, Invalid
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.actions.registry import ActionSpec, action_named
from zhuxin.kernel.derived.due import settle
from zhuxin.kernel.permissions.caller import Caller

KEY_LIMIT = 200
_CLAIM = """INSERT INTO idempotency_key (caller, key, action, request_hash) VALUES (%(caller)s, %(key)s, %(action)s, %(hash)s)
ON CONFLICT DO NOTHING RETURNING key"""
_STORED = (
    "SELECT action, request_hash, response FROM idempotency_key WHERE caller = %(caller)s AND key = %(key)s"
)
_ANSWER = "UPDATE idempotency_key SET response = %(response)s WHERE caller = %(caller)s AND key = %(key)s"


class KeyReused(Conflict):
    code = "idempotency.key_reused"
    text = Label(
        "同一幂等键已用于另一个请求，请换一个键",
        "This idempotency key was used for another request; use a new one",
    )


class BadKey(Invalid):
    code = "idempotency.bad_key"
    text = Label("幂等键应为 1 到 200 个字符", "An idempotency key has 1 to 200 characters")


@asynccontextmanager
async def action_context(
    services: Services, caller: Caller, *, dry_run: bool = False, on: Connection | None = None
) -> AsyncIterator[ActionContext]:
    """A transaction for writes in a caller's name, `on` a connection that is held already; a dry run is rolled back."""
    async with services.database.transaction(roll_back=dry_run, on=on) as connection:
        context = ActionContext(services, connection, caller, services.clock.now(), dry_run)
        yield context
        await settle(context)


async def run_action(
    services: Services,
    caller: Caller,
    name: str,
    values: Any,
    *,
    idempotency_key: str | None = None,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Run an action by name; its result. A repeated key gives the first answer again and does nothing.

    Raises `Forbidden`, `InvalidFields`, `KeyReused`, or what the action itself refuses; then nothing was changed.
    """
    spec = action_named(name)
    if not caller.rights.may_call(name) or (spec.internal and not caller.system):
        raise Forbidden
    inputs = parse_values(spec.inputs, values)
    async with action_context(services, caller, dry_run=dry_run) as context:
        return await once(context, name, idempotency_key, values, lambda: spec.handler(context, **inputs))


async def once(context: ActionContext, name: str, key: str | None, request: Any, deed: Any) -> dict[str, Any]:
    """Do a deed once per caller and key, without one each time; a concurrent twin waits for the first one's commit."""
    result: dict[str, Any]
    if key is None:
        result = await deed()
        return result
    if not 0 < len(key) <= KEY_LIMIT:
        raise BadKey(pointer="/headers/Idempotency-Key")
    caller_key = context.caller.user_id or context.caller.name
    digest = sha256(orjson.dumps([name, request], option=orjson.OPT_SORT_KEYS)).digest()
    names = {"caller": caller_key, "key": key}
    claimed = await context.connection.find(_CLAIM, {**names, "action": name, "hash": digest})
    if claimed is None:
        stored = await context.connection.find(_STORED, names)
        if stored is None or bytes(stored.request_hash) != digest:
            raise KeyReused
        answer: dict[str, Any] = stored.response
        return answer
    result = await deed()
    await context.connection.execute(_ANSWER, {**names, "response": Jsonb(result)})
    return result


async def call(context: ActionContext, spec: ActionSpec, values: Any) -> dict[str, Any]:
    """Run an action inside another's transaction, as processes do; the right was checked when they were published."""
    result: dict[str, Any] = await spec.handler(context, **parse_values(spec.inputs, values))
    await settle(context)
    return result

"""Running an action: right, idempotency, checked input, handler, audit and event — one transaction, or nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from typing import Any

import orjson

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Conflict, Forbidden, Invalid
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.actions.registry import ActionSpec, action_named
from zhuxin.kernel.derived.due import settle
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.principal import Principal
from zhuxin.kernel.permissions.step_up import check_named, check_step_up
from zhuxin.kernel.second_person.ask import ask_second_person, needs_second_person

KEY_LIMIT = 200
_CLAIM = """INSERT INTO idempotency_key (caller, key, action, request_hash) VALUES (%(caller)s, %(key)s, %(action)s, %(hash)s)
ON CONFLICT DO NOTHING RETURNING key"""
_STORED = (
    "SELECT action, request_hash, answer FROM idempotency_key WHERE caller = %(caller)s AND key = %(key)s"
)
ANSWER_PURPOSE = "idempotency_key.answer"
_ANSWER = "UPDATE idempotency_key SET answer = %(answer)s WHERE caller = %(caller)s AND key = %(key)s"


class KeyReused(Conflict):
    code = "idempotency.key_reused"
    text = Label(
        "同一幂等键已用于另一个请求，请换一个键",
        "This idempotency key was used for another request; use a new one",
    )


class AnswerNotKept(Conflict):
    code = "idempotency.answer_not_kept"
    text = Label(
        "这一请求已执行，其结果不予保存；如需再次执行，请换一个幂等键",
        "This request was carried out and its answer was not kept; use a new key to carry it out again",
    )


class NoDryRun(Invalid):
    code = "action.no_dry_run"
    text = Label("此操作会给出敏感信息，不能试运行", "This action discloses a secret and has no dry run")


class BadKey(Invalid):
    code = "idempotency.bad_key"
    text = Label("幂等键应为 1 到 200 个字符", "An idempotency key has 1 to 200 characters")


class NotForDefinitions(Forbidden):
    code = "action.not_for_definitions"
    text = Label("操作 {action} 不能由流程执行", "No process may run the action {action}")


class BeyondPublisher(Forbidden):
    code = "action.beyond_publisher"
    text = Label(
        "{definition} 的发布人没有操作 {action} 的权限，请由有权限的人重新发布",
        "Who published {definition} has no right to {action}; somebody with the right publishes it anew",
    )


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
    """Run an action by name; its result, or `{"second_person": …}` where it waits for one. A repeated key gives the first
    answer again and does nothing, or is refused where the answer is a secret.

    Raises `Forbidden`, `InvalidFields`, `NoDryRun`, `KeyReused`, `AnswerNotKept`, or what the action itself refuses; then
    nothing was changed.
    """
    spec = action_named(name)
    authorize(spec, Principal.of(caller))
    if spec.step_up:
        check_step_up(caller, name, services.settings.step_up_minutes)
    elif spec.everyone and caller.token_id is not None:
        check_named(caller, name)
    if dry_run and spec.discloses:
        raise NoDryRun
    inputs = parse_values(spec.inputs, values)
    async with action_context(services, caller, dry_run=dry_run) as context:
        deed = partial(_carry_out, context, spec, inputs, values)
        return await once(context, name, idempotency_key, values, deed, keep=not spec.discloses)


async def _carry_out(
    context: ActionContext, spec: ActionSpec, inputs: dict[str, Any], values: Any
) -> dict[str, Any]:
    """Do it, or ask a second person to let it be done."""
    if await needs_second_person(context, spec, inputs):
        return await ask_second_person(context, spec, inputs, values)
    if not spec.everyone and not context.caller.rights.may_call(spec.name):
        raise Forbidden  # she may only ask
    result: dict[str, Any] = await spec.handler(context, **inputs)
    return result


def authorize(spec: ActionSpec, principal: Principal) -> None:
    """The one check of a right to act, made each time an action runs. Raises `Forbidden`, or for a definition `NotForDefinitions`
    or `BeyondPublisher`."""
    if principal.definition is None:
        if not spec.allows(principal.rights):
            raise Forbidden
        return
    if not spec.for_definitions:
        raise NotForDefinitions(action=spec.name)
    if not principal.rights.may_call(spec.name):
        raise BeyondPublisher(action=spec.name, definition=principal.definition)


async def once(
    context: ActionContext, name: str, key: str | None, request: Any, deed: Any, *, keep: bool = True
) -> dict[str, Any]:
    """Do a deed once per caller and key, without one each time; a concurrent twin waits for the first one's commit.

    The answer is kept encrypted for a repeated request, or not at all without `keep`: a repeated request is then refused."""
    result: dict[str, Any]
    if key is None:
        result = await deed()
        return result
    if not 0 < len(key) <= KEY_LIMIT:
        raise BadKey(pointer="/headers/Idempotency-Key")
    vault = context.services.vault
    caller_key = context.caller.user_id or context.caller.name
    digest = sha256(orjson.dumps([name, request], option=orjson.OPT_SORT_KEYS)).digest()
    names = {"caller": caller_key, "key": key}
    claimed = await context.connection.find(_CLAIM, {**names, "action": name, "hash": digest})
    if claimed is None:
        stored = await context.connection.find(_STORED, names)
        if stored is None or bytes(stored.request_hash) != digest:
            raise KeyReused
        if stored.answer is None:
            raise AnswerNotKept
        answer: dict[str, Any] = orjson.loads(vault.decrypt(stored.answer, ANSWER_PURPOSE))
        return answer
    result = await deed()
    if keep:
        answer_text = orjson.dumps(result, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
        kept = vault.encrypt(answer_text, ANSWER_PURPOSE)
        await context.connection.execute(_ANSWER, {**names, "answer": kept})
    return result


async def call(
    context: ActionContext, spec: ActionSpec, values: Any, principal: Principal | None = None
) -> dict[str, Any]:
    """Run an action inside another's transaction, as the caller, or as a definition on behalf of who published it."""
    authorize(spec, principal or Principal.of(context.caller))
    inputs = parse_values(spec.inputs, values)
    result: dict[str, Any]
    if principal is None:
        result = await _carry_out(context, spec, inputs, values)
    else:
        result = await spec.handler(context, **inputs)
    await settle(context)
    return result

"""Deciding on requests, and setting which actions need a second person."""

from typing import Any

import orjson
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from zhuxin.core.errors import Forbidden, Missing
from zhuxin.core.money import format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.actions.registry import ACTIONS, ActionSpec, action, action_named
from zhuxin.kernel.derived.due import settle
from zhuxin.kernel.identity.holders import find_caller
from zhuxin.kernel.objects.catalog import move_revision
from zhuxin.kernel.objects.define import field, options
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Rights
from zhuxin.kernel.second_person.ask import facts_of, purpose
from zhuxin.kernel.second_person.errors import (
    BadRule,
    FactsChanged,
    NotWaiting,
    OwnRequest,
    RequesterLost,
    RequestExpired,
)
from zhuxin.kernel.second_person.tables import second_person_request as request
from zhuxin.kernel.second_person.tables import second_person_rule as rule
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson
from zhuxin.kernel.timeline import register_labels

_REQUEST = field("reference", "request_id", "复核申请", "Request", required=True)
_OPINION = field("text", "opinion", "意见", "Opinion", max_length=200)

register_labels(
    {
        "second_person.asked": ("提交复核", "Second person asked"),
        "second_person.approved": ("复核通过", "Approved by a second person"),
        "second_person.refused": ("复核拒绝", "Refused by a second person"),
        "second_person.withdrawn": ("撤回复核申请", "Request withdrawn"),
        "second_person.rule_set": ("设置复核规则", "Rule of second persons set"),
    }
)


def may_decide(rights: Rights, spec: ActionSpec) -> bool:
    """Whether these rights let decide on others' requests of an action: the action's own right, or `<action>.approve`."""
    return rights.may_call(spec.name) or rights.may_call(f"{spec.name}.approve")


# What it lets run may give out a secret, such as a link to set a password with.
@action(
    "second_person.approve",
    "复核通过",
    "Approve",
    _REQUEST,
    _OPINION,
    everyone=True,
    discloses=True,
    step_up=True,
)
async def approve(context: ActionContext, request_id: str, opinion: str | None) -> dict[str, Any]:
    """Let a request run, in the requester's name and with every check made anew. Raises what the action itself refuses, and
    `OwnRequest`, `NotWaiting`, `RequestExpired`, `RequesterLost` or `FactsChanged`; then it waits on."""
    row, spec = await _locked(context, request_id)
    decider = context.caller
    if row.requested_by == decider.user_id:
        raise OwnRequest
    if row.expires_at <= context.now:
        raise RequestExpired
    requester = await find_caller(
        context.connection, decider.catalog, row.requested_by, context.now, decider.locale
    )
    if requester is None or not spec.allows(requester.rights):
        raise RequesterLost
    values = orjson.loads(context.services.vault.decrypt(row.inputs_cipher, purpose(request_id)))
    inputs = parse_values(spec.inputs, values)
    context.caller = requester
    try:
        if await facts_of(context, spec, inputs) != row.facts:
            raise FactsChanged
        result = await spec.handler(context, **inputs)
        await settle(context)
    finally:
        context.caller = decider
    await _decide(context, row, "approved", opinion)
    return {"request_id": request_id, "result": result}


@action("second_person.refuse", "拒绝", "Refuse", _REQUEST, _OPINION, everyone=True, danger=True)
async def refuse(context: ActionContext, request_id: str, opinion: str | None) -> dict[str, Any]:
    row, _ = await _locked(context, request_id)
    if row.requested_by == context.caller.user_id:
        raise OwnRequest
    await _decide(context, row, "refused", opinion)
    return {"request_id": request_id}


@action("second_person.withdraw", "撤回", "Withdraw", _REQUEST, everyone=True, danger=True)
async def withdraw(context: ActionContext, request_id: str) -> dict[str, Any]:
    """The requester takes her request back."""
    row, _ = await _locked(context, request_id)
    if row.requested_by != context.caller.user_id:
        raise Forbidden
    await _decide(context, row, "withdrawn", None)
    return {"request_id": request_id}


async def _rule_facts(context: ActionContext, inputs: Inputs) -> list[Fact]:
    """What it is now and what it becomes: nobody approves a rule that another one has replaced meanwhile."""
    spec = action_named(inputs["action"])
    here = context.caller.catalog.second_person.get(spec.name)
    mode = here.mode if here else "installed"
    floor = inputs.get("from_amount")
    return [
        Fact(Label("操作", "Action"), f"{spec.label.zh}（{spec.name}）"),
        Fact(Label("现在", "Now"), f"{mode} {here.from_amount if here and here.from_amount else ''}".strip()),
        Fact(Label("改为", "Becomes"), inputs["mode"] + (f" ≥ {format_minor(floor)}" if floor else "")),
    ]


@action(
    "second_person.set_rule",
    "设置复核规则",
    "Set the rule of a second person",
    field("text", "action", "操作", "Action", required=True, max_length=80),
    field(
        "choice",
        "mode",
        "何时复核",
        "When",
        required=True,
        options=options("always:总是:Always", "amount:达到金额:From an amount", "never:不需要:Never"),
    ),
    field("money", "from_amount", "起点金额", "From amount"),
    second_person=SecondPerson(shows=_rule_facts),
)
async def set_rule(context: ActionContext, action: str, mode: str, from_amount: int | None) -> dict[str, Any]:
    """Which actions need a second person, and from which amount. The rule of this action itself cannot be set."""
    spec = action_named(action)
    known = spec.second_person
    if not _settable(spec):
        raise BadRule(pointer="/action")
    if (mode == "amount") != (from_amount is not None) or (
        mode == "amount" and (known is None or known.amount is None)
    ):
        raise BadRule(pointer="/from_amount")
    values = {
        "mode": mode,
        "from_amount": from_amount,
        "set_at": context.now,
        "set_by": context.caller.user_id,
    }
    await context.connection.execute(
        insert(rule)
        .values(action=action, **values)
        .on_conflict_do_update(index_elements=["action"], set_=values)
    )
    await move_revision(context.connection)
    await context.record(
        "second_person.rule_set", action=action, mode=mode, from_amount=from_amount, note=spec.label.zh
    )
    return {"action": action, "mode": mode}


def _settable(spec: ActionSpec) -> bool:
    """Whether a second person may be asked for an action at all: not where it is about one's own things, nor for deciding itself."""
    own = spec.everyone and spec.second_person is None
    return spec.for_people and not own and not spec.discloses and not spec.name.startswith("second_person.")


def list_rules(caller: Caller) -> list[dict[str, Any]]:
    """Every action that may need a second person, with the rule in force; `from_amount` as a decimal string."""
    found = []
    for spec in ACTIONS.values():
        rule_here = caller.catalog.second_person.get(spec.name)
        if not _settable(spec):
            continue
        declared = spec.second_person
        installed = "never" if declared is None else "always" if declared.applies is None else "declared"
        found.append(
            {
                "action": spec.name,
                "label": spec.label.to_json(),
                "mode": rule_here.mode if rule_here else installed,
                "installed": installed,
                "by_amount": declared is not None and declared.amount is not None,
                "from_amount": format_minor(rule_here.from_amount)
                if rule_here and rule_here.from_amount is not None
                else None,
            }
        )
    return found


async def _locked(context: ActionContext, request_id: str) -> tuple[Any, ActionSpec]:
    """A waiting request that the caller made or may decide on, locked: whoever comes second finds it decided."""
    row = await context.connection.find(select(request).where(request.c.id == request_id).with_for_update())
    spec = ACTIONS.get(row.action) if row is not None else None
    if row is None or spec is None:
        raise Missing
    if row.requested_by != context.caller.user_id and not may_decide(context.caller.rights, spec):
        raise Missing
    if row.status != "waiting":
        raise NotWaiting
    return row, spec


async def _decide(context: ActionContext, row: Any, status: str, opinion: str | None) -> None:
    await context.connection.execute(
        update(request)
        .where(request.c.id == row.id)
        .values(
            status=status,
            opinion=opinion,
            decided_by=context.caller.user_id,
            decider_name=context.caller.name,
            decided_at=context.now,
        )
    )
    await context.record(
        f"second_person.{status}",
        object=row.object,
        record_id=row.record_id,
        action=row.action,
        request_id=row.id,
        requester=row.requester_name,
        opinion=opinion,
    )

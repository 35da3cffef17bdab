"""What sales does with leads: assignment in turn, follow-up, conversion."""

from typing import Any

from sqlalchemy import column, func

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action, action_named
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.hooks import after_create
from zhuxin.kernel.records.rows import get_visible_row, set_columns
from zhuxin.kernel.second_person.ask import ask_second_person, needs_second_person
from zhuxin.lending.applications.actions import ASKED, open_application
from zhuxin.lending.leads.errors import LeadClosed
from zhuxin.lending.leads.tables import LEAD
from zhuxin.lending.parties.actions import find_or_create_party, grant_consents, pays_elsewhere

_LEAD_ID = field("reference", "lead_id", "线索", "Lead", required=True, target="lead")
_OPEN = {"field": "status", "op": "in", "value": ["new", "assigned", "following"]}
_LONGEST_WAITING = """
SELECT u.id, u.department_id FROM user_account u
LEFT JOIN LATERAL (SELECT max(created_at) AS last FROM lead WHERE owner_id = u.id) l ON true
WHERE u.status = 'active' AND 'sales' = ANY(u.role_keys) ORDER BY l.last NULLS FIRST, u.username LIMIT 1
"""


@after_create("lead")
async def assign_in_turn(context: ActionContext, lead_id: str) -> None:
    """A new lead goes to the sales person who has waited longest; one that sales entered stays with who entered it."""
    if "sales" in context.caller.role_keys:
        await _assign(context, lead_id, context.caller.user_id, context.caller.department_id)
        return
    next_in_turn = await context.connection.find(_LONGEST_WAITING)
    if next_in_turn is not None:
        await _assign(context, lead_id, next_in_turn.id, next_in_turn.department_id)


@action(
    "lead.assign",
    "分配",
    "Assign",
    _LEAD_ID,
    field("user", "owner_id", "客户经理", "Owner", required=True, target="user"),
    object="lead",
    record_key="lead_id",
    enabled_when=_OPEN,
    run_by="anyone",
)
async def assign(context: ActionContext, lead_id: str, owner_id: str) -> dict[str, Any]:
    row = await _lock(context, lead_id)
    person = await get_visible_row(context, "user", owner_id)
    await _assign(context, lead_id, person.id, person.department_id)
    await context.record(
        "lending.lead.assigned",
        object="lead",
        record_id=lead_id,
        changes=[{"field": "owner_id", "old": row.owner_id, "new": owner_id}],
    )
    return {"lead_id": lead_id, "owner_id": owner_id}


@action(
    "lead.follow_up",
    "记录跟进",
    "Log follow-up",
    _LEAD_ID,
    field("long_text", "note", "跟进内容", "Note", required=True, max_length=2000),
    object="lead",
    record_key="lead_id",
    enabled_when=_OPEN,
    run_by="anyone",
)
async def follow_up(context: ActionContext, lead_id: str, note: str) -> dict[str, Any]:
    await _lock(context, lead_id)
    await set_columns(context, "lead", lead_id, status="following", last_contact_at=context.now, note=note)
    await context.record("lending.lead.followed_up", object="lead", record_id=lead_id, note=note)
    return {"lead_id": lead_id}


@action(
    "lead.close",
    "关闭线索",
    "Close lead",
    _LEAD_ID,
    field("text", "reason", "原因", "Reason", required=True, max_length=200),
    object="lead",
    record_key="lead_id",
    enabled_when=_OPEN,
    run_by="anyone",
)
async def close(context: ActionContext, lead_id: str, reason: str) -> dict[str, Any]:
    await _lock(context, lead_id)
    await set_columns(context, "lead", lead_id, status="closed")
    await context.record("lending.lead.closed", object="lead", record_id=lead_id, reason=reason)
    return {"lead_id": lead_id}


@action(
    "lead.convert",
    "转为进件",
    "Convert to application",
    _LEAD_ID,
    field("id_number", "id_number", "身份证号", "ID number", required=True, sensitivity="C3"),
    field("bank_card", "bank_card", "收款银行卡", "Bank card", required=True, sensitivity="C3"),
    field("text", "bank_name", "开户行", "Bank", max_length=60),
    *ASKED,
    field(
        "boolean",
        "consent_credit_query",
        "客户已授权查询征信",
        "The customer agreed to a credit query",
        required=True,
        minimum="true",
    ),
    field(
        "boolean",
        "consent_data_processing",
        "客户已同意处理个人信息",
        "The customer agreed to data processing",
        required=True,
        minimum="true",
    ),
    object="lead",
    record_key="lead_id",
    enabled_when=_OPEN,
)
async def convert(
    context: ActionContext,
    lead_id: str,
    id_number: str,
    bank_card: str,
    bank_name: str | None,
    product_id: str,
    amount: int,
    periods: Any,
    purpose: str | None,
    monthly_income: int | None,
    consent_credit_query: bool,
    consent_data_processing: bool,
) -> dict[str, Any]:
    """Make the lead a customer with consents and a draft application; a known ID number finds its customer again."""
    row = await _lock(context, lead_id)
    phone = context.services.vault.decrypt(row.phone_cipher, "lead.phone")
    party_id = await find_or_create_party(
        context,
        name=row.name,
        phone=phone,
        id_number=id_number,
        bank_card=bank_card,
        bank_name=bank_name,
        owner_id=row.owner_id,
        department_id=row.department_id,
    )
    await grant_consents(context, party_id, ("credit_query", "data_processing"), channel="sales")
    application_id = await open_application(
        context,
        row,
        {
            "party_id": party_id,
            "product_id": product_id,
            "lead_id": lead_id,
            "amount": amount,
            "periods": periods,
            "purpose": purpose or row.purpose,
            "monthly_income": monthly_income,
        },
    )
    await set_columns(context, "lead", lead_id, status="converted", party_id=party_id)
    await context.record(
        "lending.lead.converted",
        object="lead",
        record_id=lead_id,
        subject_id=party_id,
        application_id=application_id,
    )
    done: dict[str, Any] = {"lead_id": lead_id, "party_id": party_id, "application_id": application_id}
    if await pays_elsewhere(context, party_id, bank_card):
        # A card that is known already changes by a request of its own; until it is approved, the known one stays.
        spec = action_named("party.change_payee")
        values = {"party_id": party_id, "bank_card": bank_card, "bank_name": bank_name}
        if await needs_second_person(context, spec, values):
            return done | {
                "payee_request": (await ask_second_person(context, spec, values, values))["second_person"]
            }
        await spec.handler(context, **values)
    return done


async def _lock(context: ActionContext, lead_id: str) -> Any:
    row = await get_visible_row(context, "lead", lead_id, lock=True)
    if row.status in ("converted", "closed"):
        raise LeadClosed(
            status=next(
                option.label.zh for option in LEAD.fields["status"].options if option.value == row.status
            )
        )
    return row


async def _assign(
    context: ActionContext, lead_id: str, owner_id: str | None, department_id: str | None
) -> None:
    await set_columns(
        context,
        "lead",
        lead_id,
        owner_id=owner_id,
        department_id=department_id,
        status=func.coalesce(func.nullif(column("status"), "new"), "assigned"),
    )

"""Paying a loan out: requested once per contract, completed by the payer's callback, retried when it failed."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.errors import Missing
from zhuxin.core.money import format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.rows import get_row, get_visible_row, set_columns
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson
from zhuxin.kernel.workflows.queries import approvers_of
from zhuxin.lending.applications.errors import ConsentMissing
from zhuxin.lending.disbursements.errors import (
    AlreadyRequested,
    MakerIsChecker,
    NotFailed,
    NotSigned,
    PartyFrozen,
    PayeeMissing,
)
from zhuxin.lending.disbursements.payment import PAYMENT, PaymentOrder
from zhuxin.lending.disbursements.tables import DISBURSEMENT
from zhuxin.lending.documents.actions import CONTRACT_ID
from zhuxin.lending.loans.actions import book_loan
from zhuxin.lending.parties.actions import missing_consents

disbursement = DISBURSEMENT.table


async def _payment(context: ActionContext, inputs: Inputs) -> list[Fact]:
    """What is paid to whom; what it rests on is compared by its version."""
    row = await get_row(context, "contract", inputs["contract_id"])
    payee = await get_row(context, "party", row.party_id)
    return [
        Fact(Label("合同", "Contract"), row.number),
        Fact(Label("收款人", "Payee"), payee.name),
        Fact(Label("开户行", "Bank"), payee.bank_name or "—"),
        Fact(Label("收款账户", "Account"), payee.bank_card_masked or "—"),
        Fact(Label("放款金额", "Amount"), format_minor(row.principal)),
        Fact(Label("客户版本", "Version of the customer"), str(payee.version), hidden=True),
    ]


async def _principal(context: ActionContext, inputs: Inputs) -> int:
    return int((await get_row(context, "contract", inputs["contract_id"])).principal)


@action(
    "disbursement.request",
    "发起放款",
    "Request disbursement",
    CONTRACT_ID,
    object="contract",
    record_key="contract_id",
    enabled_when={"field": "status", "op": "eq", "value": "signed"},
    confirm=("将向客户本人账户付款，确定吗？", "This pays the customer's own account. Go on?"),
    step_up=True,
    second_person=SecondPerson(shows=_payment, amount=_principal),
)
async def request(context: ActionContext, contract_id: str) -> dict[str, Any]:
    """Place the payment order. Key control points: contract signed, consent present, payee = borrower, maker ≠ checker."""
    row = await get_visible_row(context, "contract", contract_id, lock=True)
    payee = await check_control_points(context, row)
    if await context.connection.value(
        select(disbursement.c.id).where(disbursement.c.contract_id == contract_id)
    ):
        raise AlreadyRequested
    record = await insert_record(
        context,
        DISBURSEMENT,
        {
            "party_id": row.party_id,
            "application_id": row.application_id,
            "contract_id": row.id,
            "amount": row.principal,
            "payee_masked": payee.bank_card_masked,
            "status": "requested",
            "attempts": 1,
        },
        owner_id=row.owner_id,
        department_id=row.department_id,
    )
    await _place_order(context, record["id"], 1, row.principal, payee)
    await context.record(
        "lending.disbursement.requested",
        object="contract",
        record_id=contract_id,
        subject_id=row.party_id,
        amount=format_minor(row.principal),
        disbursement_id=record["id"],
    )
    return {
        "disbursement_id": record["id"],
        "amount": format_minor(row.principal),
        "payee": payee.bank_card_masked,
    }


async def check_control_points(context: ActionContext, row: Any) -> Any:
    """The payee's row, if every control point holds for a contract."""
    if row.status != "signed":
        raise NotSigned
    if missing := await missing_consents(context, row.party_id):
        raise ConsentMissing(purposes="、".join(missing))
    payee = await get_row(context, "party", row.party_id)
    if payee.status != "active":
        raise PartyFrozen
    if payee.bank_card_cipher is None:
        raise PayeeMissing
    approvers = await approvers_of(context.connection, row.application_id)
    if context.caller.user_id and context.caller.user_id in approvers:
        raise MakerIsChecker
    return payee


@action(
    "disbursement.retry",
    "重新放款",
    "Retry",
    field("reference", "disbursement_id", "放款", "Disbursement", required=True, target="disbursement"),
    object="disbursement",
    record_key="disbursement_id",
    enabled_when={"field": "status", "op": "eq", "value": "failed"},
)
async def retry(context: ActionContext, disbursement_id: str) -> dict[str, Any]:
    """Place a failed order again, under a new reference."""
    row = await get_visible_row(context, "disbursement", disbursement_id, lock=True)
    if row.status != "failed":
        raise NotFailed
    signed = await get_row(context, "contract", row.contract_id)
    payee = await check_control_points(context, signed)
    attempt = int(row.attempts) + 1
    await set_columns(
        context, "disbursement", disbursement_id, status="requested", attempts=attempt, failure_reason=None
    )
    await _place_order(context, disbursement_id, attempt, row.amount, payee)
    await context.record(
        "lending.disbursement.retried",
        object="disbursement",
        record_id=disbursement_id,
        subject_id=row.party_id,
        attempt=attempt,
    )
    return {"disbursement_id": disbursement_id, "attempt": attempt}


async def _place_order(
    context: ActionContext, disbursement_id: str, attempt: int, amount: int, payee: Any
) -> None:
    reference = f"{disbursement_id}-{attempt}"
    await set_columns(context, "disbursement", disbursement_id, reference=reference)
    account = context.services.vault.decrypt(payee.bank_card_cipher, "party.bank_card")
    await PAYMENT.pay(context, PaymentOrder(reference, disbursement_id, attempt, amount, payee.name, account))


async def complete(context: ActionContext, reference: str, outcome: str, reason: str | None) -> str | None:
    """Take the payer's callback: book the loan, or note the failure. A callback that comes twice, or late, changes nothing.

    The new loan's id, if one was booked now.
    """
    row = await context.connection.find(
        select(disbursement).where(disbursement.c.reference == reference).with_for_update()
    )
    if row is None:
        raise Missing
    if row.status != "requested":
        return None
    if outcome != "succeeded":
        await set_columns(context, "disbursement", row.id, status="failed", failure_reason=reason)
        await context.record(
            "lending.disbursement.failed",
            object="disbursement",
            record_id=row.id,
            subject_id=row.party_id,
            reason=reason,
        )
        return None
    signed = await get_row(context, "contract", row.contract_id, lock=True)
    applied = await get_row(context, "application", row.application_id)
    terms = await get_row(context, "product", signed.product_id)
    loan_id = await book_loan(context, signed, terms, applied, await context.business_date())
    await set_columns(context, "disbursement", row.id, status="succeeded", completed_at=context.now)
    await set_columns(context, "application", row.application_id, status="disbursed")
    await context.record(
        "lending.loan.disbursed",
        object="loan",
        record_id=loan_id,
        subject_id=row.party_id,
        amount=format_minor(row.amount),
    )
    return loan_id

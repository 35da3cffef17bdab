"""Applications: opened from a lead, submitted into the product's process, approved or rejected by it."""

from collections.abc import Mapping
from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields, Missing
from zhuxin.core.money import format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.rows import get_row, get_visible_row, set_columns
from zhuxin.kernel.records.store import insert_record
from zhuxin.kernel.workflows.engine import start_process
from zhuxin.lending.applications.errors import (
    ConsentMissing,
    IdentityMissing,
    NotDraft,
    OutsideProduct,
    ProductInactive,
)
from zhuxin.lending.applications.tables import APPLICATION
from zhuxin.lending.parties.actions import PURPOSES, missing_consents

APPLICATION_ID = field(
    "reference", "application_id", "进件", "Application", required=True, target="application"
)
# What an application is opened with, asked for wherever one is opened.
ASKED = tuple(
    APPLICATION.fields[key] for key in ("product_id", "amount", "periods", "purpose", "monthly_income")
)


async def open_application(context: ActionContext, lead_row: Any, values: Mapping[str, Any]) -> str:
    """A draft application that belongs to who owns the lead; raises `InvalidFields` where the product forbids it."""
    try:
        terms = await get_row(context, "product", values["product_id"])
    except Missing:
        unknown = Label("没有这个产品", "There is no such product")
        raise InvalidFields([FieldFault("/product_id", "reference.unknown", unknown)]) from None
    check_against_product(terms, values["amount"], values["periods"])
    record = await insert_record(
        context,
        APPLICATION,
        {**values, "status": "draft", "repayment_method": terms.repayment_method},
        owner_id=lead_row.owner_id,
        department_id=lead_row.department_id,
    )
    return str(record["id"])


def check_against_product(terms: Any, amount: int, periods: Any) -> None:
    """Amount and periods within what the product offers; raises `ProductInactive` or `InvalidFields`."""
    if not terms.active:
        raise ProductInactive(pointer="/product_id")
    faults = []
    if not terms.min_amount <= amount <= terms.max_amount:
        text = OutsideProduct.text.format(
            low=format_minor(terms.min_amount), high=format_minor(terms.max_amount)
        )
        faults.append(FieldFault("/amount", OutsideProduct.code, text))
    if not terms.min_periods <= periods <= terms.max_periods:
        faults.append(
            FieldFault(
                "/periods",
                OutsideProduct.code,
                OutsideProduct.text.format(low=terms.min_periods, high=terms.max_periods),
            )
        )
    if faults:
        raise InvalidFields(faults)


@action(
    "application.submit",
    "提交审批",
    "Submit",
    APPLICATION_ID,
    object="application",
    record_key="application_id",
    enabled_when={"field": "status", "op": "eq", "value": "draft"},
)
async def submit(context: ActionContext, application_id: str) -> dict[str, Any]:
    """Start the product's process. Consent and identity are key control points: no process can skip them."""
    row = await get_visible_row(context, "application", application_id, lock=True)
    if row.status != "draft":
        raise NotDraft
    terms = await get_row(context, "product", row.product_id)
    check_against_product(terms, row.amount, row.periods)
    if missing := await missing_consents(context, row.party_id):
        raise ConsentMissing(purposes="、".join(PURPOSES[purpose].zh for purpose in missing))
    person = await get_row(context, "party", row.party_id)
    if person.id_number_blind is None:
        raise IdentityMissing
    await set_columns(context, "application", application_id, status="in_review", submitted_at=context.now)
    await context.record(
        "lending.application.submitted",
        object="application",
        record_id=application_id,
        subject_id=row.party_id,
    )
    title = f"{row.number} {person.name} {format_minor(row.amount)}"
    instance_id = await start_process(context, terms.process_key, application_id, title)
    await set_columns(context, "application", application_id, process_instance_id=instance_id)
    moved = await get_row(context, "application", application_id)
    return {"application_id": application_id, "process_instance_id": instance_id, "status": moved.status}


@action(
    "application.approve",
    "批准",
    "Approve",
    APPLICATION_ID,
    field("money", "amount", "批准金额", "Amount"),
    run_by="definitions",
    needs_decision=True,
)
async def approve(context: ActionContext, application_id: str, amount: int | None) -> dict[str, Any]:
    """The process approves: by default the amount applied for, at the product's rate."""
    row = await get_row(context, "application", application_id)
    product = await get_row(context, "product", row.product_id)
    await set_columns(
        context,
        "application",
        application_id,
        status="approved",
        approved_amount=amount or row.amount,
        approved_rate=product.annual_rate,
        decided_at=context.now,
    )
    await context.record(
        "lending.application.approved",
        object="application",
        record_id=application_id,
        subject_id=row.party_id,
        amount=format_minor(amount or row.amount),
    )
    return {"application_id": application_id}


@action(
    "application.reject",
    "拒绝",
    "Reject",
    APPLICATION_ID,
    field("text", "reason", "原因", "Reason", max_length=200),
    run_by="definitions",
)
async def reject(context: ActionContext, application_id: str, reason: str | None) -> dict[str, Any]:
    row = await get_row(context, "application", application_id)
    await set_columns(context, "application", application_id, status="rejected", decided_at=context.now)
    await context.record(
        "lending.application.rejected",
        object="application",
        record_id=application_id,
        subject_id=row.party_id,
        reason=reason,
    )
    return {"application_id": application_id}

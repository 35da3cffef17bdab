"""Applications: opened from a lead, submitted into the product's process, approved or rejected by it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.errors import FieldFault, InvalidFields, Missing
from zhuxin.core.money import format_minor
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.queries import find_row
from zhuxin.kernel.records.writes import insert_record
from zhuxin.kernel.workflows.engine import start_process
from zhuxin.lending.applications.errors import (
    ConsentMissing,
    IdentityMissing,
    NotDraft,
    OutsideProduct,
    ProductInactive,
)
from zhuxin.lending.applications.tables import APPLICATION
from zhuxin.lending.parties.actions import missing_consents
from zhuxin.lending.parties.tables import CONSENT, PARTY
from zhuxin.lending.products.tables import PRODUCT

application, party, product = APPLICATION.table, PARTY.table, PRODUCT.table
APPLICATION_ID = field(
    "reference", "application_id", "进件", "Application", required=True, target="application"
)


async def open_application(context: ActionContext, lead_row: Any, values: Mapping[str, Any]) -> str:
    """A draft application that belongs to who owns the lead; raises `InvalidFields` where the product forbids it."""
    terms = await context.connection.find(select(product).where(product.c.id == values["product_id"]))
    check_against_product(terms, values["amount"], values["periods"])
    assert terms is not None
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
    if terms is None:
        raise InvalidFields(
            [
                FieldFault(
                    "/product_id", "reference.unknown", Label("没有这个产品", "There is no such product")
                )
            ]
        )
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
    row = await find_row(context, APPLICATION, application_id, lock=True)
    if row.status != "draft":
        raise NotDraft
    terms = await context.connection.find(select(product).where(product.c.id == row.product_id))
    check_against_product(terms, row.amount, row.periods)
    if missing := await missing_consents(context, row.party_id):
        labels = {option.value: option.label.zh for option in CONSENT.fields["purpose"].options}
        raise ConsentMissing(purposes="、".join(labels[purpose] for purpose in missing))
    person = await context.connection.find(
        select(party.c.name, party.c.id_number_blind).where(party.c.id == row.party_id)
    )
    if person is None or person.id_number_blind is None:
        raise IdentityMissing
    await _set(context, application_id, status="in_review", submitted_at=context.now)
    await context.record(
        "lending.application.submitted",
        object="application",
        record_id=application_id,
        subject_id=row.party_id,
    )
    assert terms is not None
    title = f"{row.number} {person.name} {format_minor(row.amount)}"
    instance_id = await start_process(context, terms.process_key, application_id, title)
    await _set(context, application_id, process_instance_id=instance_id)
    status = await context.connection.value(
        select(application.c.status).where(application.c.id == application_id)
    )
    return {"application_id": application_id, "process_instance_id": instance_id, "status": status}


@action(
    "application.approve",
    "批准",
    "Approve",
    APPLICATION_ID,
    field("money", "amount", "批准金额", "Amount"),
    internal=True,
)
async def approve(context: ActionContext, application_id: str, amount: int | None) -> dict[str, Any]:
    """The process approves: by default the amount applied for, at the product's rate."""
    row = await _row(context, application_id)
    rate = await context.connection.value(select(product.c.annual_rate).where(product.c.id == row.product_id))
    await _set(
        context,
        application_id,
        status="approved",
        approved_amount=amount or row.amount,
        approved_rate=rate,
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
    internal=True,
)
async def reject(context: ActionContext, application_id: str, reason: str | None) -> dict[str, Any]:
    row = await _row(context, application_id)
    await _set(context, application_id, status="rejected", decided_at=context.now)
    await context.record(
        "lending.application.rejected",
        object="application",
        record_id=application_id,
        subject_id=row.party_id,
        reason=reason,
    )
    return {"application_id": application_id}


async def _row(context: ActionContext, application_id: str) -> Any:
    row = await context.connection.find(select(application).where(application.c.id == application_id))
    if row is None:
        raise Missing
    return row


async def _set(context: ActionContext, application_id: str, **values: Any) -> None:
    await context.connection.execute(
        update(application)
        .where(application.c.id == application_id)
        .values(**values, version=application.c.version + 1, updated_at=context.now)
    )

"""One applicant's way from lead to loan: the same actions people call, in one transaction per applicant."""

from datetime import UTC, datetime, timedelta
from typing import Any

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.actions.runner import call
from zhuxin.kernel.identity.holders import list_callers
from zhuxin.kernel.permissions.caller import Caller, system_caller
from zhuxin.kernel.records.rows import get_row
from zhuxin.kernel.records.writes import create_record, update_record
from zhuxin.kernel.workflows.queries import find_open_task
from zhuxin.lending.demo.applicants import CHANNELS, Applicant
from zhuxin.lending.disbursements.actions import complete
from zhuxin.lending.documents.actions import draw_up
from zhuxin.lending.leads.queries import list_channels
from zhuxin.lending.products.queries import get_product

RENDER_AFTER = timedelta(minutes=5)
REJECTED_EVERY = 3  # underwriters reject every third applicant they review


class Cast:
    """The demo lender's people as callers, and the records applicants refer to."""

    def __init__(self, callers: dict[str, Caller], channels: list[str], product_id: str, product: Any):
        self.callers, self.channels, self.product_id, self.product = callers, channels, product_id, product
        self.by_id = {caller.user_id: caller for caller in callers.values()}


async def assemble(context: ActionContext) -> Cast:
    """Find people, channels and product; made by the installer and `create_people`."""
    callers = await list_callers(context.connection, context.caller.catalog, context.now)
    channels = await list_channels(context.connection)
    product = await get_product(context.connection, "consumer_loan")
    return Cast(callers, [row.id for row in channels][: len(CHANNELS)], product.id, product)


async def take_in(context: ActionContext, cast: Cast, one: Applicant) -> str | None:
    """Lead, conversion, rules, approval, contract, disbursement; the loan's id, or None where it was declined."""
    context.caller = system_caller(context.caller.catalog, "web form")
    lead_record = await create_record(
        context,
        "lead",
        {
            "name": one.name,
            "phone": one.phone,
            "channel_id": cast.channels[one.channel % len(cast.channels)],
            "source": one.mark,
            "amount": one.fields["amount"],
            "periods": one.fields["periods"],
            "purpose": one.fields.get("purpose"),
        },
    )
    context.caller = cast.by_id[(await get_row(context, "lead", lead_record["id"])).owner_id]
    converted = await _do(
        context,
        "lead.convert",
        {
            "lead_id": lead_record["id"],
            "id_number": one.id_number,
            "bank_card": one.bank_card,
            "bank_name": one.bank_name,
            "product_id": cast.product_id,
            "amount": one.fields["amount"],
            "periods": one.fields["periods"],
            "purpose": one.fields.get("purpose"),
            "consent_credit_query": True,
            "consent_data_processing": True,
        },
    )
    application_id = converted["application_id"]
    await _answer_form(context, application_id, one)
    await _do(context, "application.submit", {"application_id": application_id})
    await _review(context, cast, application_id, one)
    approved = (await get_row(context, "application", application_id)).status == "approved"
    return await _pay_out(context, cast, application_id) if approved else None


async def _do(context: ActionContext, name: str, values: dict[str, Any]) -> dict[str, Any]:
    return await call(context, action_named(name), values)


async def _answer_form(context: ActionContext, application_id: str, one: Applicant) -> None:
    """The package's own fields of the application."""
    version = (await get_row(context, "application", application_id)).version
    own = {key: value for key, value in one.fields.items() if key.startswith("x_")}
    await update_record(context, "application", application_id, own, version)


async def _review(context: ActionContext, cast: Cast, application_id: str, one: Applicant) -> None:
    """Underwriters answer what the rules referred to them: most pass, every third is rejected."""
    while True:
        open_task = await find_open_task(context.connection, application_id)
        if open_task is None:
            return
        context.caller = cast.by_id[open_task.assignee_id]
        passes = one.index % REJECTED_EVERY != 0
        await _do(
            context,
            "task.complete",
            {
                "task_id": open_task.id,
                "outcome": "approve" if passes else "reject",
                "opinion": "收入与负债相符，同意" if passes else "还款来源不足，不同意",
            },
        )


async def _pay_out(context: ActionContext, cast: Cast, application_id: str) -> str | None:
    """Contract (its PDF follows as a job), signature, order, and the payer's callback at once."""
    context.caller = cast.callers["operations"]
    contract_id = await draw_up(context, application_id)
    later = datetime.now(UTC) + RENDER_AFTER  # the pages come first, and the PDFs when the demo is through
    await context.enqueue("lending.contract.render", at=later, contract_id=contract_id)
    await _do(context, "contract.sign", {"contract_id": contract_id})
    requested = await _do(context, "disbursement.request", {"contract_id": contract_id})
    if asked := requested.get("second_person"):
        context.caller = cast.callers["finance"]
        decision = {"request_id": asked["request_id"], "opinion": "核对无误"}
        requested = (await _do(context, "second_person.approve", decision))["result"]
    ordered = await get_row(context, "disbursement", requested["disbursement_id"])
    return await complete(context, ordered.reference, "succeeded", None)

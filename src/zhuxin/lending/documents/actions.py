"""Contracts: made from the approval, rendered, signed; and papers attached to an application."""

from typing import Any

from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.files.attach import takes_files
from zhuxin.kernel.files.store import keep_file
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.printing.typeset import render_pdf
from zhuxin.kernel.records.rows import get_row, get_visible_row, set_columns
from zhuxin.kernel.records.store import insert_record
from zhuxin.lending.applications.actions import APPLICATION_ID
from zhuxin.lending.applications.errors import NotApproved
from zhuxin.lending.documents.contract_pdf import contract_data
from zhuxin.lending.documents.errors import ContractExists, NotToBeSigned
from zhuxin.lending.documents.tables import CONTRACT, DOCUMENT

CONTRACT_ID = field("reference", "contract_id", "合同", "Contract", required=True, target="contract")


@action(
    "contract.generate",
    "生成合同",
    "Make contract",
    APPLICATION_ID,
    object="application",
    record_key="application_id",
    enabled_when={"field": "status", "op": "eq", "value": "approved"},
    run_by="anyone",
)
async def generate(context: ActionContext, application_id: str) -> dict[str, Any]:
    """Make the contract of an approved application, with its PDF."""
    contract_id = await draw_up(context, application_id)
    file_id = await render_contract(context, contract_id)
    return {"contract_id": contract_id, "file_id": file_id}


async def draw_up(context: ActionContext, application_id: str) -> str:
    """The contract record of an approved application, without its PDF yet."""
    row = await get_visible_row(context, "application", application_id, lock=True)
    if row.status == "contracted":
        raise ContractExists
    if row.status != "approved":
        raise NotApproved
    record = await insert_record(
        context,
        CONTRACT,
        {
            "party_id": row.party_id,
            "application_id": row.id,
            "product_id": row.product_id,
            "principal": row.approved_amount,
            "annual_rate": row.approved_rate,
            "periods": row.periods,
            "repayment_method": row.repayment_method,
            "status": "generated",
        },
        owner_id=row.owner_id,
        department_id=row.department_id,
    )
    await set_columns(context, "application", row.id, status="contracted")
    await context.record(
        "lending.contract.generated",
        object="application",
        record_id=row.id,
        subject_id=row.party_id,
        contract_id=record["id"],
    )
    return str(record["id"])


async def render_contract(context: ActionContext, contract_id: str) -> str:
    """Render the PDF of a contract that has none yet and keep it; the file's id. Safe to run twice."""
    row = await get_row(context, "contract", contract_id, lock=True)
    if row.file_id:
        return str(row.file_id)
    product = await get_row(context, "product", row.product_id)
    party = await get_row(context, "party", row.party_id)
    template = context.caller.catalog.definition("template", product.contract_template)
    data = contract_data(
        row, product, party, context.services.settings.lender_name, await context.business_date()
    )
    content = await render_pdf(template.body["source"], data)
    kept = await keep_file(context, f"{row.number}.pdf", content, object="contract", record_id=contract_id)
    await set_columns(context, "contract", contract_id, file_id=kept["id"])
    return str(kept["id"])


@action(
    "contract.sign",
    "签署合同",
    "Sign contract",
    CONTRACT_ID,
    object="contract",
    record_key="contract_id",
    enabled_when={"field": "status", "op": "eq", "value": "generated"},
    confirm=("确认客户已当面或在线签署？", "Has the customer signed, in person or online?"),
)
async def sign(context: ActionContext, contract_id: str) -> dict[str, Any]:
    row = await get_visible_row(context, "contract", contract_id, lock=True)
    if row.status != "generated":
        raise NotToBeSigned
    await set_columns(context, "contract", contract_id, status="signed", signed_at=context.now)
    await context.record(
        "lending.contract.signed", object="contract", record_id=contract_id, subject_id=row.party_id
    )
    return {"contract_id": contract_id, "status": "signed"}


@takes_files("application")
async def attach_document(
    context: ActionContext, application_id: str, kind: str, name: str, content: bytes
) -> dict[str, Any]:
    """Keep a paper handed in with an application."""
    kind = parse_values([DOCUMENT.fields["kind"]], {"kind": kind})["kind"]
    row = await get_visible_row(context, "application", application_id)
    kept = await keep_file(context, name, content, object="application", record_id=application_id)
    document_id = new_id()
    await context.connection.insert(
        DOCUMENT.table,
        {
            "id": document_id,
            "created_at": context.now,
            "updated_at": context.now,
            "created_by": context.caller.user_id,
            "owner_id": row.owner_id,
            "department_id": row.department_id,
            "name": kept["name"],
            "kind": kind,
            "party_id": row.party_id,
            "application_id": application_id,
            "file_id": kept["id"],
        },
    )
    return {**kept, "document_id": document_id}

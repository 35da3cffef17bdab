"""What collectors do with a case: contact within the rules, take promises, hand over."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from zhuxin.core.ids import new_id
from zhuxin.core.money import format_minor
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.rows import get_visible_row, set_columns
from zhuxin.lending.collections.errors import CaseClosed, PromiseInPast, PromiseTooMuch
from zhuxin.lending.collections.guard import contact_refusal
from zhuxin.lending.collections.tables import CONTACT, PROMISE
from zhuxin.lending.loans.books import load_books

contact, promise = CONTACT.table, PROMISE.table
_CASE_ID = field("reference", "collection_case_id", "案件", "Case", required=True, target="collection_case")
_OPEN = {"field": "status", "op": "in", "value": ["open", "promised"]}


@action(
    "collection.log_contact",
    "登记联系",
    "Log contact",
    _CASE_ID,
    CONTACT.fields["channel"],
    CONTACT.fields["outcome"],
    CONTACT.fields["note"],
    object="collection_case",
    record_key="collection_case_id",
    enabled_when=_OPEN,
)
async def log_contact(
    context: ActionContext, collection_case_id: str, channel: str, outcome: str, note: str | None
) -> dict[str, Any]:
    """Log a contact that was made now; refused in quiet hours, over the day's limit, or after a complaint."""
    row = await _lock(context, collection_case_id)
    settings = context.services.settings
    zone = ZoneInfo(settings.time_zone)
    midnight = context.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    of_party = contact.c.party_id == row.party_id
    today = await context.connection.value(
        select(func.count()).where(of_party, contact.c.contacted_at >= midnight)
    )
    complained = await context.connection.value(
        select(func.count()).where(of_party, contact.c.outcome == "complaint")
    )
    if refusal := contact_refusal(
        context.now,
        zone,
        start_hour=settings.contact_start_hour,
        end_hour=settings.contact_end_hour,
        contacts_today=today,
        limit=settings.contacts_per_day,
        complained=bool(complained),
    ):
        raise refusal
    contact_id = new_id()
    await context.connection.insert(
        contact,
        {
            **_owned(context, row),
            "id": contact_id,
            "channel": channel,
            "outcome": outcome,
            "note": note,
            "contacted_at": context.now,
        },
    )
    await set_columns(
        context,
        "collection_case",
        row.id,
        contacts=row.contacts + 1,
        next_contact_at=context.now + timedelta(days=1),
    )
    await _tell(context, row, "lending.collection.contacted", channel=channel, outcome=outcome, note=note)
    return {"contact_id": contact_id, "collection_case_id": row.id}


@action(
    "collection.promise",
    "登记承诺",
    "Take promise",
    _CASE_ID,
    PROMISE.fields["amount"],
    PROMISE.fields["promise_date"],
    object="collection_case",
    record_key="collection_case_id",
    enabled_when=_OPEN,
)
async def take_promise(
    context: ActionContext, collection_case_id: str, amount: int, promise_date: date
) -> dict[str, Any]:
    """Note what the borrower promised to pay by when; day-end finds whether it was kept."""
    row = await _lock(context, collection_case_id)
    today = await context.business_date()
    if promise_date < today:
        raise PromiseInPast(pointer="/promise_date", today=today.isoformat())
    book = (await load_books(context.connection, [row.loan_id]))[row.loan_id]
    payoff = book.position(today).payoff_minor
    if amount > payoff:
        raise PromiseTooMuch(pointer="/amount", payoff=format_minor(payoff))
    promise_id = new_id()
    await context.connection.insert(
        promise,
        {
            **_owned(context, row),
            "id": promise_id,
            "amount": amount,
            "created_on": today,
            "promise_date": promise_date,
            "status": "open",
        },
    )
    await set_columns(context, "collection_case", row.id, status="promised")
    await _tell(
        context,
        row,
        "lending.promise.taken",
        amount=format_minor(amount),
        promise_date=promise_date.isoformat(),
    )
    return {"promise_id": promise_id, "collection_case_id": row.id}


@action(
    "collection.assign",
    "改派",
    "Reassign",
    _CASE_ID,
    field("user", "collector_id", "催收员", "Collector", required=True, target="user"),
    object="collection_case",
    record_key="collection_case_id",
    enabled_when=_OPEN,
    run_by="anyone",
)
async def assign_case(context: ActionContext, collection_case_id: str, collector_id: str) -> dict[str, Any]:
    row = await _lock(context, collection_case_id)
    person = await get_visible_row(context, "user", collector_id)
    await set_columns(
        context, "collection_case", row.id, owner_id=person.id, department_id=person.department_id
    )
    await _tell(
        context,
        row,
        "lending.collection.assigned",
        changes=[{"field": "owner_id", "old": row.owner_id, "new": person.id}],
    )
    return {"collection_case_id": row.id, "owner_id": person.id}


async def _lock(context: ActionContext, case_id: str) -> Any:
    row = await get_visible_row(context, "collection_case", case_id, lock=True)
    if row.status == "closed":
        raise CaseClosed
    return row


def _owned(context: ActionContext, row: Any) -> dict[str, Any]:
    """What a contact and a promise share: their case, customer, loan, and who wrote them."""
    return {
        "created_at": context.now,
        "updated_at": context.now,
        "created_by": context.caller.user_id,
        "owner_id": row.owner_id,
        "department_id": row.department_id,
        "collection_case_id": row.id,
        "party_id": row.party_id,
        "loan_id": row.loan_id,
    }


async def _tell(context: ActionContext, row: Any, name: str, **detail: Any) -> None:
    await context.record(
        name,
        object="collection_case",
        record_id=row.id,
        subject_id=row.party_id,
        loan_id=row.loan_id,
        **detail,
    )

"""Customers: found again by ID number, with consents kept one by one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.crypto.masks import mask_bank_card
from zhuxin.core.db.statements import any_of
from zhuxin.core.ids import new_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.records.rows import get_row, get_visible_row, require_visible, set_columns
from zhuxin.kernel.records.store import insert_record, stored_columns
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson
from zhuxin.lending.parties.errors import NameMismatch
from zhuxin.lending.parties.tables import CONSENT, PARTY

party, consent = PARTY.table, CONSENT.table
CONSENT_TEXT_VERSION = "2026-01"
PURPOSES = {option.value: option.label for option in CONSENT.fields["purpose"].options}


async def find_or_create_party(
    context: ActionContext,
    *,
    name: str,
    phone: str,
    id_number: str,
    bank_card: str,
    bank_name: str | None,
    owner_id: str | None,
    department_id: str | None,
) -> str:
    """The id of the customer with this ID number, made where there is none.

    Found whoever's customer it is: one person is one record. A known one stays as she is; raises `NameMismatch` where she is
    known by another name, and another card is for `party.change_payee`.
    """
    blind = context.services.vault.blind(id_number, "id_number")
    await context.connection.execute(
        "SELECT pg_advisory_xact_lock(%(person)s)", {"person": int.from_bytes(blind[:8], signed=True)}
    )
    known = await context.connection.find(
        select(party.c.id, party.c.name)
        .where(
            any_of(party.c.id_number_blind, context.services.vault.blinds(id_number, "id_number")),
            party.c.deleted_at.is_(None),
        )
        .order_by(party.c.id)
        .with_for_update()
    )
    if known is not None:
        if known.name.strip() != name.strip():
            raise NameMismatch(pointer="/id_number")
        await context.record(
            "lending.party.recognized", object="party", record_id=known.id, subject_id=known.id
        )
        return str(known.id)
    record = await insert_record(
        context,
        PARTY,
        {
            "name": name,
            "phone": phone,
            "id_number": id_number,
            "bank_card": bank_card,
            "bank_name": bank_name,
        },
        birth_date=_birth_date(id_number),
        gender="male" if int(id_number[16]) % 2 else "female",
        status="active",
        owner_id=owner_id,
        department_id=department_id,
    )
    return str(record["id"])


async def _payee_facts(context: ActionContext, inputs: Inputs) -> list[Fact]:
    row = await get_row(context, "party", inputs["party_id"])
    card = mask_bank_card(inputs["bank_card"])
    return [
        Fact(Label("客户", "Customer"), row.name),
        Fact(PARTY.fields["bank_card"].label, f"{row.bank_card_masked or '—'} → {card}"),
        Fact(PARTY.fields["bank_name"].label, f"{row.bank_name or '—'} → {inputs.get('bank_name') or '—'}"),
    ]


@action(
    "party.change_payee",
    "更换收款卡",
    "Change the payee's card",
    field("reference", "party_id", "客户", "Customer", required=True, target="party"),
    field("bank_card", "bank_card", "收款银行卡", "Bank card", required=True, sensitivity="C3"),
    field("text", "bank_name", "开户行", "Bank", max_length=60),
    object="party",
    record_key="party_id",
    second_person=SecondPerson(shows=_payee_facts),
)
async def change_payee(
    context: ActionContext, party_id: str, bank_card: str, bank_name: str | None
) -> dict[str, Any]:
    """Pay a customer to another card from now on. Asked for by who sees the customer, or owns an application of hers."""
    applied = await find_owned_application(context, party_id)
    if applied is None:
        await require_visible(context, "party", [party_id], reach="read")
    row = await get_row(context, "party", party_id, lock=True)
    columns = stored_columns(context, PARTY, {"bank_card": bank_card})
    await set_columns(context, "party", party_id, **columns, bank_name=bank_name)
    change = {"field": "bank_card", "old": row.bank_card_masked, "new": columns["bank_card_masked"]}
    await context.record(
        "lending.party.payee_changed",
        object="party",
        record_id=party_id,
        subject_id=party_id,
        changes=[change, {"field": "bank_name", "old": row.bank_name, "new": bank_name}],
    )
    return {"party_id": party_id}


async def find_owned_application(context: ActionContext, party_id: str) -> str | None:
    """The id of an application of a customer that the caller owns, or None."""
    found: str | None = await context.connection.value(
        "SELECT id FROM application WHERE party_id = %(party)s AND owner_id = %(owner)s LIMIT 1",
        {"party": party_id, "owner": context.caller.user_id},
    )
    return found


async def pays_elsewhere(context: ActionContext, party_id: str, bank_card: str) -> bool:
    """Whether a customer is paid to another card than this one."""
    blinds = context.services.vault.blinds(bank_card, "bank_card")
    there = await context.connection.value(select(party.c.bank_card_blind).where(party.c.id == party_id))
    return there is None or bytes(there) not in blinds


def _birth_date(id_number: str) -> date:
    """Digits 7–14 of a resident identity number (GB 11643)."""
    return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))


async def grant_consents(
    context: ActionContext, party_id: str, purposes: Iterable[str], *, channel: str
) -> None:
    """Keep what the customer agreed to, with the version of the text."""
    await context.connection.insert_many(
        consent,
        [
            {
                "id": new_id(),
                "created_at": context.now,
                "updated_at": context.now,
                "created_by": context.caller.user_id,
                "party_id": party_id,
                "purpose": purpose,
                "text_version": CONSENT_TEXT_VERSION,
                "channel": channel,
                "granted_at": context.now,
            }
            for purpose in purposes
        ],
    )
    await context.record(
        "lending.consent.granted",
        object="party",
        record_id=party_id,
        subject_id=party_id,
        purposes=list(purposes),
    )


async def missing_consents(context: ActionContext, party_id: str) -> list[str]:
    """Purposes a loan needs that the customer has not agreed to, or has withdrawn."""
    rows = await context.connection.all(
        select(consent.c.purpose)
        .where(consent.c.party_id == party_id, consent.c.withdrawn_at.is_(None))
        .distinct()
    )
    given = {row.purpose for row in rows}
    return [purpose for purpose in PURPOSES if purpose not in given]


@action(
    "consent.withdraw",
    "撤回同意",
    "Withdraw consent",
    field("reference", "consent_id", "授权", "Consent", required=True, target="consent"),
    object="consent",
    record_key="consent_id",
    danger=True,
)
async def withdraw_consent(context: ActionContext, consent_id: str) -> dict[str, Any]:
    """The customer takes a consent back; what was done before stays."""
    row = await get_visible_row(context, "consent", consent_id, lock=True)
    await context.connection.execute(
        update(consent)
        .where(consent.c.id == consent_id, consent.c.withdrawn_at.is_(None))
        .values(withdrawn_at=context.now)
    )
    await context.record(
        "lending.consent.withdrawn",
        object="party",
        record_id=row.party_id,
        subject_id=row.party_id,
        purpose=row.purpose,
    )
    return {"consent_id": consent_id}

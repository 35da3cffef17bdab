"""Builders of leads, applications, contracts and loans, by the actions people call."""

import itertools
from dataclasses import dataclass
from typing import Any

from stdnum import luhn
from stdnum.cn import ric

from support.app import acting
from zhuxin.bootstrap import App
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action_named
from zhuxin.kernel.actions.runner import call
from zhuxin.kernel.records.writes import create_record, update_record
from zhuxin.lending.disbursements.actions import complete
from zhuxin.lending.documents.actions import draw_up

_numbers = itertools.count(1)

# What an applicant answers, and what the rules of the installed package make of it.
APPROVED = {
    "x_age": 40,
    "x_checking_account": "none",
    "x_credit_history": "critical",
    "x_savings": "savings_1000_up",
    "x_employment": "years_7_up",
    "x_installment_rate": 1,
    "x_property": "real_estate",
    "x_housing": "own",
    "x_other_plans": "none",
    "x_other_debtors": "none",
    "x_existing_credits": 1,
}
REFERRED = {**APPROVED, "x_credit_history": "delayed"}
DECLINED = {**APPROVED, "x_age": 17}


@dataclass(frozen=True)
class Person:
    """A made-up person with valid numbers."""

    name: str
    phone: str
    id_number: str
    bank_card: str


def new_person(*, card_ends_0000: bool = False) -> Person:
    """Somebody who was not there before; a card that ends in 0000 makes the simulator fail its first payment."""
    number = next(_numbers)
    body = f"110101{1950 + number // 1000 % 50}0101{number % 1000:03d}"
    id_number = body + ric.calc_check_digit(body + "0")
    card = next(
        text
        for serial in itertools.count(number * 1000)
        if (text := _card(serial, zeros=card_ends_0000)).endswith("0000") == card_ends_0000
    )
    return Person(f"测试{number}", f"139{number:08d}", id_number, card)


def _card(serial: int, *, zeros: bool) -> str:
    digits = f"622202{serial:09d}000" if zeros else f"622202{serial:012d}"
    return str(digits + luhn.calc_check_digit(digits))


@dataclass(frozen=True)
class Applied:
    """Where an application stands after it was made."""

    person: Person
    lead_id: str
    party_id: str
    application_id: str
    status: str


async def make_lead(app: App, *, owner: str = "sales", person: Person | None = None, **values: Any) -> str:
    """A lead that a sales person entered; its id."""
    person = person or new_person()
    async with acting(app, owner) as context:
        channel = await context.connection.value("SELECT id FROM channel ORDER BY key LIMIT 1")
        lead = await create_record(
            context, "lead", {"name": person.name, "phone": person.phone, "channel_id": channel, **values}
        )
        return str(lead["id"])


async def product_id(app: App) -> str:
    async with app.database.connection() as connection:
        return str(await connection.value("SELECT id FROM product WHERE key = 'consumer_loan'"))


async def conversion(app: App, lead_id: str, person: Person, **terms: Any) -> dict[str, Any]:
    """The input of `lead.convert`."""
    return {
        "lead_id": lead_id,
        "id_number": person.id_number,
        "bank_card": person.bank_card,
        "product_id": await product_id(app),
        "amount": "12000.00",
        "periods": 12,
        "consent_credit_query": True,
        "consent_data_processing": True,
        **terms,
    }


async def make_application(
    app: App,
    answers: dict[str, Any] = APPROVED,
    *,
    owner: str = "sales",
    person: Person | None = None,
    submit: bool = True,
    **terms: Any,
) -> Applied:
    """An application of a new customer, submitted: approved, in review or rejected as its answers have it."""
    person = person or new_person()
    lead_id = await make_lead(app, owner=owner, person=person)
    values = await conversion(app, lead_id, person, **terms)
    async with acting(app, owner) as context:
        made = await _do(context, "lead.convert", **values)
        application_id = made["application_id"]
        await update_record(context, "application", application_id, answers, 1)
        status = "draft"
        if submit:
            status = (await _do(context, "application.submit", application_id=application_id))["status"]
    return Applied(person, lead_id, made["party_id"], application_id, status)


async def make_contract(app: App, *, signed: bool = True, **terms: Any) -> str:
    """The contract of an approved application, without its PDF; its id."""
    applied = await make_application(app, **terms)
    async with acting(app, "operations") as context:
        contract_id = await draw_up(context, applied.application_id)
        if signed:
            await _do(context, "contract.sign", contract_id=contract_id)
    return contract_id


async def make_loan(app: App, **terms: Any) -> str:
    """A loan paid out on the business date; its id. By default 12000.00 at 18 % in 12 equal installments."""
    contract_id = await make_contract(app, **terms)
    async with acting(app, "operations") as context:
        made = await _do(context, "disbursement.request", contract_id=contract_id)
        reference = await context.connection.value(
            "SELECT reference FROM disbursement WHERE id = %(id)s", {"id": made["disbursement_id"]}
        )
        loan_id = await complete(context, reference, "succeeded", None)
        # The order's own callback stays in the queue; it comes twice then, and must change nothing.
    assert loan_id is not None
    return loan_id


async def _do(context: ActionContext, name: str, **values: Any) -> dict[str, Any]:
    return await call(context, action_named(name), values)

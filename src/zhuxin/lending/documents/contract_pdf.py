"""What the template of a contract is given."""

from datetime import date
from decimal import Decimal
from typing import Any

from zhuxin.core.money import format_minor
from zhuxin.kernel.printing.amount_words import amount_in_words
from zhuxin.lending.documents.tables import CONTRACT
from zhuxin.lending.loans.actions import schedule_terms
from zhuxin.lending.schedules.calc import build_schedule
from zhuxin.lending.schedules.rates import rates_of


def contract_data(
    contract: Any, product: Any, party: Any, lender_name: str, start_date: date
) -> dict[str, Any]:
    """What the template is given; amounts as text, rates in percent, and every charge in the disclosed rates."""
    terms = schedule_terms(contract, product, start_date)
    rows = build_schedule(terms)
    rates = rates_of(terms, rows)
    method = next(
        o.label.zh
        for o in CONTRACT.fields["repayment_method"].options
        if o.value == contract.repayment_method
    )
    columns = {
        "principal": "principal_minor",
        "interest": "interest_minor",
        "fee": "fee_minor",
        "payment": "payment_minor",
    }
    return {
        "contract": {
            "number": contract.number,
            "principal": f"{Decimal(contract.principal) / 100:,.2f}",
            "principal_upper": amount_in_words(contract.principal),
            "annual_rate_percent": percent(contract.annual_rate),
            "periods": int(contract.periods),
            "method_label": method,
        },
        "lender": {"name": lender_name},
        "borrower": {
            "name": party.name,
            "id_number_masked": party.id_number_masked,
            "phone_masked": party.phone_masked,
            "bank_card_masked": party.bank_card_masked,
        },
        "product": {"name": product.name, "penalty_rate_percent": percent(product.penalty_annual_rate)},
        "rates": {
            "nominal_annual": percent(rates.nominal_annual),
            "effective_annual": percent(rates.effective_annual),
            "xirr": percent(rates.xirr),
        },
        "schedule": [
            {
                "number": row.number,
                "due_date": row.due_date.isoformat(),
                "balance": format_minor(row.balance_minor),
                **{key: format_minor(getattr(row, column)) for key, column in columns.items()},
            }
            for row in rows
        ],
        "totals": {
            key: format_minor(sum(getattr(row, column) for row in rows)) for key, column in columns.items()
        },
        "date": start_date.isoformat(),
    }


def percent(ratio: Decimal) -> str:
    """0.072 → "7.20"."""
    return f"{ratio * 100:.2f}"

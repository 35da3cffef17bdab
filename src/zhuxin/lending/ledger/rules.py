"""The posting rules a lender starts with. A product may bring its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from zhuxin.lending.ledger.types import AccountCode, PostingRule

_ASSET_OF: Final[Mapping[str, AccountCode]] = {
    "fee": AccountCode.FEES_RECEIVABLE,
    "penalty": AccountCode.PENALTY_RECEIVABLE,
    "compound": AccountCode.PENALTY_RECEIVABLE,
    "interest": AccountCode.INTEREST_RECEIVABLE,
    "principal": AccountCode.LOANS,
}
_INCOME_OF: Final[Mapping[str, AccountCode]] = {
    "fee": AccountCode.FEE_INCOME,
    "penalty": AccountCode.PENALTY_INCOME,
    "compound": AccountCode.PENALTY_INCOME,
    "interest": AccountCode.INTEREST_INCOME,
}


def _clearing(kind: str, debit: AccountCode) -> Iterable[PostingRule]:
    """Every component owed is cleared against one account."""
    return (PostingRule(kind, component, debit, asset) for component, asset in _ASSET_OF.items())


def _earning(kind: str, components: Iterable[str]) -> Iterable[PostingRule]:
    """Income becomes owed."""
    return (PostingRule(kind, name, _ASSET_OF[name], _INCOME_OF[name]) for name in components)


DEFAULT_RULES: Final[tuple[PostingRule, ...]] = (
    PostingRule("disbursed", "principal", AccountCode.LOANS, AccountCode.BANK),
    PostingRule("disbursed", "fee", AccountCode.BANK, AccountCode.FEE_INCOME),
    *_earning("accrued", ("penalty", "compound", "interest")),
    *_earning("fell_due", ("fee",)),
    *_earning("charged", ("fee",)),
    *_clearing("repaid", AccountCode.BANK),
    PostingRule("repaid", "credit", AccountCode.BANK, AccountCode.CUSTOMER_CREDIT),
    *_clearing("settled_early", AccountCode.BANK),
    PostingRule("settled_early", "credit", AccountCode.BANK, AccountCode.CUSTOMER_CREDIT),
    *_clearing("credit_used", AccountCode.CUSTOMER_CREDIT),
    *_clearing("waived", AccountCode.WAIVERS),
)

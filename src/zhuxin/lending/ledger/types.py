"""Accounts, posting rules and postings. Amounts are integer minor units of the journal's currency."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class AccountCode(StrEnum):
    """The accounts a loan posts to, by their codes in the chart of accounts of Chinese lenders."""

    BANK = "1002"
    INTEREST_RECEIVABLE = "1132"
    PENALTY_RECEIVABLE = "1133"
    FEES_RECEIVABLE = "1134"
    LOANS = "1301"
    CUSTOMER_CREDIT = "2203"
    INTEREST_INCOME = "6011"
    PENALTY_INCOME = "6012"
    FEE_INCOME = "6021"
    WAIVERS = "6711"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the chart, with its Chinese and English name."""

    code: AccountCode
    name_zh: str
    name_en: str


CHART_OF_ACCOUNTS: Final = (
    Account(AccountCode.BANK, "银行存款", "Bank"),
    Account(AccountCode.INTEREST_RECEIVABLE, "应收利息", "Interest receivable"),
    Account(AccountCode.PENALTY_RECEIVABLE, "应收罚息", "Penalty interest receivable"),
    Account(AccountCode.FEES_RECEIVABLE, "应收费用", "Fees receivable"),
    Account(AccountCode.LOANS, "贷款本金", "Loans, principal"),
    Account(AccountCode.CUSTOMER_CREDIT, "预收客户款", "Customer credit"),
    Account(AccountCode.INTEREST_INCOME, "利息收入", "Interest income"),
    Account(AccountCode.PENALTY_INCOME, "罚息收入", "Penalty interest income"),
    Account(AccountCode.FEE_INCOME, "手续费收入", "Fee income"),
    Account(AccountCode.WAIVERS, "减免支出", "Waivers"),
)


@dataclass(frozen=True, slots=True)
class PostingRule:
    """What a positive amount of one component does when one kind of thing happens; below 0 it is mirrored.

    `kind` is a loan event's kind or one of accrued, fell_due, credit_used; `component` is a loan component
    or credit.
    """

    kind: str
    component: str
    debit: str
    credit: str


class Posting(NamedTuple):
    """One line of a journal; one of the two amounts is 0 and neither is below 0."""

    account: str
    debit_minor: int
    credit_minor: int

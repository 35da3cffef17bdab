"""Postings: balanced whatever happens, on the accounts an accountant expects, and replayed by difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuxin.lending.ledger.calc import accrual_postings, difference, is_balanced, postings
from zhuxin.lending.ledger.errors import NoPostingRule
from zhuxin.lending.ledger.rules import DEFAULT_RULES
from zhuxin.lending.ledger.types import CHART_OF_ACCOUNTS, AccountCode, Posting, PostingRule

COMPONENTS = ("fee", "penalty", "compound", "interest", "principal", "credit")
REPAID = st.dictionaries(st.sampled_from(COMPONENTS), st.integers(-(10**13), 10**13))


def test_disbursement() -> None:
    assert postings("disbursed", {"principal": 12_000_000}) == (
        Posting("1002", 0, 12_000_000),
        Posting("1301", 12_000_000, 0),
    )


def test_a_repayment_clears_what_was_receivable() -> None:
    amounts = {
        "fee": 100,
        "penalty": 20,
        "compound": 3,
        "interest": 72_000,
        "principal": 967_428,
        "credit": 50,
    }
    assert postings("repaid", amounts) == (
        Posting("1002", 1_039_601, 0),
        Posting("1132", 0, 72_000),
        Posting("1133", 0, 23),
        Posting("1134", 0, 100),
        Posting("1301", 0, 967_428),
        Posting("2203", 0, 50),
    )


def test_a_settlement_that_uses_credit() -> None:
    assert postings("settled_early", {"principal": 1_000, "credit": -300}) == (
        Posting("1002", 700, 0),
        Posting("1301", 0, 1_000),
        Posting("2203", 300, 0),
    )


def test_income_is_recognized_by_accrual() -> None:
    assert accrual_postings(2_400, 100, 12) == (
        Posting("1132", 2_400, 0),
        Posting("1133", 112, 0),
        Posting("6011", 0, 2_400),
        Posting("6012", 0, 112),
    )
    assert accrual_postings(0, 0, 0) == ()


def test_a_waiver_is_the_lenders_loss() -> None:
    assert postings("waived", {"penalty": 700}) == (Posting("1133", 0, 700), Posting("6711", 700, 0))


def test_an_unknown_component_is_refused() -> None:
    with pytest.raises(NoPostingRule) as refusal:
        postings("disbursed", {"interest": 1})
    assert (refusal.value.kind, refusal.value.component) == ("disbursed", "interest")


def test_a_products_rule_overrides_the_default() -> None:
    rules = (*DEFAULT_RULES, PostingRule("waived", "penalty", "6012", "1133"))
    assert postings("waived", {"penalty": 700}, rules)[1] == Posting("6012", 700, 0)


def test_every_rule_posts_to_accounts_of_the_chart() -> None:
    codes = {account.code for account in CHART_OF_ACCOUNTS}
    assert codes == set(AccountCode)
    assert {rule.debit for rule in DEFAULT_RULES} | {rule.credit for rule in DEFAULT_RULES} <= codes


@given(REPAID)
def test_every_journal_balances_and_has_one_sided_lines(amounts: dict[str, int]) -> None:
    lines = postings("repaid", amounts)
    assert is_balanced(lines)
    for line in lines:
        assert min(line.debit_minor, line.credit_minor) == 0 < max(line.debit_minor, line.credit_minor)


@given(REPAID, REPAID)
def test_the_difference_brings_the_old_journal_to_the_new(old: dict[str, int], new: dict[str, int]) -> None:
    before, after = postings("repaid", old), postings("repaid", new)
    correction = difference(before, after)
    assert is_balanced(correction)
    assert difference((), (*before, *correction)) == after
    assert difference(after, after) == ()

"""Turn what happened to a loan into balanced postings. The rules in prose: `docs/algorithms/ledger.md`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from zhuxin.lending.ledger.errors import NoPostingRule
from zhuxin.lending.ledger.rules import DEFAULT_RULES
from zhuxin.lending.ledger.types import Posting, PostingRule


def postings(
    kind: str, amounts: Mapping[str, int], rules: tuple[PostingRule, ...] = DEFAULT_RULES
) -> tuple[Posting, ...]:
    """Return the postings of one happening, one per account touched, by account code.

    `amounts` maps a component (or `credit`) to minor units; an amount below 0 posts the mirror image. Debits
    equal credits. Raises `NoPostingRule` for a component the rules do not know for this kind.
    """
    accounts = _accounts_by_key(rules)
    net: defaultdict[str, int] = defaultdict(int)
    for component, amount_minor in amounts.items():
        if not amount_minor:
            continue
        pair = accounts.get((kind, component))
        if pair is None:
            raise NoPostingRule(kind, component)
        net[pair[0]] += amount_minor
        net[pair[1]] -= amount_minor
    return _from_net(net)


def accrual_postings(
    interest_minor: int,
    penalty_minor: int,
    compound_minor: int,
    rules: tuple[PostingRule, ...] = DEFAULT_RULES,
) -> tuple[Posting, ...]:
    """Return the postings by which a day's growth becomes income: Dr receivable, Cr income."""
    amounts = {"interest": interest_minor, "penalty": penalty_minor, "compound": compound_minor}
    return postings("accrued", amounts, rules)


def difference(old: Sequence[Posting], new: Sequence[Posting]) -> tuple[Posting, ...]:
    """Return what to post so that `old`, already posted and never edited, comes to `new`."""
    net: defaultdict[str, int] = defaultdict(int)
    for posting in new:
        net[posting.account] += posting.debit_minor - posting.credit_minor
    for posting in old:
        net[posting.account] -= posting.debit_minor - posting.credit_minor
    return _from_net(net)


def is_balanced(lines: Iterable[Posting]) -> bool:
    """Tell whether debits equal credits."""
    return sum(line.debit_minor - line.credit_minor for line in lines) == 0


def _from_net(net: Mapping[str, int]) -> tuple[Posting, ...]:
    lines = tuple(
        Posting(account, max(amount_minor, 0), max(-amount_minor, 0))
        for account, amount_minor in sorted(net.items())
        if amount_minor
    )
    assert is_balanced(lines), "debits must equal credits"
    return lines


@lru_cache(maxsize=256)
def _accounts_by_key(rules: tuple[PostingRule, ...]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (debit, credit) by (kind, component); a rule later in the list wins over an earlier one."""
    return {(rule.kind, rule.component): (str(rule.debit), str(rule.credit)) for rule in rules}

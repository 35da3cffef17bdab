"""What holds for every loan, and a day-by-day model in exact fractions that the position must agree with."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from zhuxin.core.money import round_ratio
from zhuxin.lending.ledger.calc import postings
from zhuxin.lending.loans.calc import position
from zhuxin.lending.loans.types import Component, EventKind, LoanEvent, LoanTerms
from zhuxin.lending.schedules import ScheduleTerms, build_schedule
from zhuxin.lending.schedules.types import RepaymentMethod

START = date(2026, 1, 15)
ROWS = build_schedule(ScheduleTerms(1_200_000, Decimal("0.12"), RepaymentMethod.EQUAL_INSTALLMENT, 6, START))
DISBURSED = LoanEvent(1, EventKind.DISBURSED, START, START, 1_200_000)
DAYS = st.integers(0, 300).map(lambda days: START + timedelta(days=days))
TERMS = st.builds(
    LoanTerms,
    st.just("CNY"),
    st.decimals("0", "0.6", places=4),
    st.decimals("0", "0.6", places=4),
    st.integers(0, 10),
    allocation=st.permutations(list(Component)).map(tuple),
)


def repayments(max_size: int = 8) -> st.SearchStrategy[list[LoanEvent]]:
    return st.lists(st.tuples(DAYS, st.integers(1, 400_000)), max_size=max_size).map(
        lambda money: [
            LoanEvent(k, EventKind.REPAID, day, day, amount) for k, (day, amount) in enumerate(money, start=2)
        ]
    )


@st.composite
def histories(draw: st.DrawFn) -> list[LoanEvent]:
    """Return a loan's events of several kinds, the disbursement first."""
    events = [DISBURSED, *draw(repayments())]
    others = st.sampled_from([EventKind.CHARGED, EventKind.WAIVED])
    for kind, day, amount, component in draw(
        st.lists(
            st.tuples(others, DAYS, st.integers(1, 9_000), st.sampled_from(list(Component)[:4])), max_size=4
        )
    ):
        named = component if kind is EventKind.WAIVED else None
        events.append(LoanEvent(len(events) + 1, kind, day, day, amount, component=named))
    return events


@settings(deadline=None)
@given(TERMS, histories(), DAYS)
def test_money_is_conserved(terms: LoanTerms, events: list[LoanEvent], as_of: date) -> None:
    found = position(terms, ROWS, events, as_of)
    received = 0
    for event in events:
        if event.kind is EventKind.REPAID and event.value_date <= as_of:
            allocation = found.allocations[event.sequence]
            assert allocation.amounts.total_minor + allocation.credit_minor == event.amount_minor
            assert min(*allocation.amounts, allocation.credit_minor) >= 0
            received += event.amount_minor
    applied = sum(installment.paid.total_minor for installment in found.installments)
    assert applied + found.credit_minor == received
    assert found.credit_minor >= 0
    assert all(min(installment.owed) >= 0 for installment in found.installments)
    owed = sum(installment.owed.principal_minor for installment in found.installments)
    assert found.principal_outstanding_minor == owed
    assert found.credit_minor == 0 or found.due.total_minor == 0


@settings(deadline=None)
@given(TERMS, histories(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_booking_does_not_matter(
    terms: LoanTerms, events: list[LoanEvent], as_of: date, random: Random
) -> None:
    shuffled = random.sample(events, len(events))
    assert position(terms, ROWS, shuffled, as_of) == position(terms, ROWS, events, as_of)


@settings(deadline=None)
@given(TERMS, histories(), DAYS, st.data())
def test_a_reversed_event_never_was(
    terms: LoanTerms, events: list[LoanEvent], as_of: date, data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(events))
    if target.kind is EventKind.DISBURSED:
        return
    booked = events[-1].sequence + 1
    reversal = LoanEvent(
        booked, EventKind.REVERSED, as_of, as_of, target.amount_minor, reverses=target.sequence
    )
    without = [event for event in events if event is not target]
    assert position(terms, ROWS, [*events, reversal], as_of) == position(terms, ROWS, without, as_of)


@settings(deadline=None)
@given(TERMS, histories(), DAYS, st.integers(0, 60))
def test_penalty_never_shrinks_by_itself(
    terms: LoanTerms, events: list[LoanEvent], as_of: date, later: int
) -> None:
    early = position(terms, ROWS, events, as_of)
    late = position(terms, ROWS, events, as_of + timedelta(days=later))
    for before, after in zip(
        [i for i in early.installments if i.number], [i for i in late.installments if i.number], strict=True
    ):
        assert before.due.penalty_minor <= after.due.penalty_minor
        assert before.due.compound_minor <= after.due.compound_minor


@settings(deadline=None)
@given(TERMS, histories(), DAYS)
def test_the_ledger_agrees_with_the_position(terms: LoanTerms, events: list[LoanEvent], as_of: date) -> None:
    found = position(terms, ROWS, events, as_of)
    balances: defaultdict[str, int] = defaultdict(int)
    kinds = {event.sequence: event.kind for event in events}
    journals = [
        postings(kinds[sequence], {**allocation.amounts.by_component(), "credit": allocation.credit_minor})
        for sequence, allocation in found.allocations.items()
    ]
    journals += [postings("credit_used", use.amounts.by_component()) for use in found.credit_uses]
    for journal in journals:
        for posting in journal:
            balances[posting.account] += posting.debit_minor - posting.credit_minor
    assert sum(balances.values()) == 0
    assert balances["1301"] == found.principal_outstanding_minor
    assert balances["2203"] == -found.credit_minor


def simulate(terms: LoanTerms, money: list[LoanEvent], as_of: date) -> tuple[list[list[int]], int]:
    """Live each day of the loan: what fell due takes credit, then money comes in, then a day of penalty
    grows.

    Returns what each installment owes by component, and the credit.
    """
    daily = [terms.penalty_annual_rate, terms.compound_annual_rate]
    rates = [Fraction(rate) / terms.day_basis for rate in daily]
    owed = [{"principal": row.principal_minor, "interest": row.interest_minor} for row in ROWS]
    grown = [[Fraction(0), Fraction(0)] for _ in ROWS]
    owing = [[False, False] for _ in ROWS]
    settled = [{"penalty": 0, "compound": 0} for _ in ROWS]

    def outstanding(k: int, name: str) -> int:
        if name in ("principal", "interest"):
            return owed[k][name]
        place = ("penalty", "compound").index(name)
        exact = grown[k][place] if owing[k][place] else Fraction(0)
        return round_ratio(exact.numerator, exact.denominator) - settled[k][name]

    def spend(amount: int, day: date) -> int:
        for k, row in enumerate(ROWS):
            for component in terms.allocation if row.due_date <= day else ():
                if component is Component.FEE:
                    continue
                part = min(amount, outstanding(k, component))
                amount -= part
                if component in owed[k]:
                    owed[k][component] -= part
                else:
                    settled[k][component] += part
        return amount

    credit, day = 0, START
    while True:
        for k, row in enumerate(ROWS):
            if (day - row.due_date).days > terms.grace_days:
                for place, base in enumerate(("principal", "interest")):
                    owing[k][place] = owing[k][place] or owed[k][base] > 0
        credit = spend(credit, day)
        for event in money:
            if event.value_date == day:
                credit += spend(event.amount_minor, day)
        if day == as_of:
            names = ("penalty", "compound", "interest", "principal")
            return [[outstanding(k, name) for name in names] for k in range(len(ROWS))], credit
        for k, row in enumerate(ROWS):
            if row.due_date <= day:
                grown[k][0] += owed[k]["principal"] * rates[0]
                grown[k][1] += owed[k]["interest"] * rates[1]
        day += timedelta(days=1)


@settings(deadline=None, max_examples=60)
@given(TERMS, repayments(), DAYS)
def test_the_position_agrees_with_living_each_day(
    terms: LoanTerms, money: list[LoanEvent], as_of: date
) -> None:
    found = position(terms, ROWS, [DISBURSED, *money], as_of)
    owed, credit = simulate(terms, money, as_of)
    assert [list(installment.owed[1:]) for installment in found.installments] == owed
    assert found.credit_minor == credit

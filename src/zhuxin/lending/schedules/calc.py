"""Build a schedule: first the principal of each installment, then the interest on what is left of it.

Everything is exact integer arithmetic; each amount is rounded once, where it becomes owed. The formulas in
prose: `docs/algorithms/schedules.md`.
"""

from __future__ import annotations

from itertools import accumulate
from math import gcd
from operator import sub

from zhuxin.core.money import Rounding, round_ratio
from zhuxin.lending.schedules.calendar import Calendar, calendar_of
from zhuxin.lending.schedules.checks import check_terms
from zhuxin.lending.schedules.types import FeeTiming, Installment, RepaymentMethod, ScheduleTerms


def build_schedule(terms: ScheduleTerms) -> tuple[Installment, ...]:
    """Return the installments of `terms`; principal sums exactly to the principal lent.

    A bullet loan has one installment, every other method one per period. Raises `InvalidTerms`.
    """
    check_terms(terms)
    calendar = calendar_of(terms)
    if terms.method is RepaymentMethod.BULLET:
        calendar = calendar.merged()
    rate, rate_unit = terms.annual_rate.as_integer_ratio()
    factors = [rate * weight for weight in calendar.weights]
    base = rate_unit * calendar.denominator
    if rate:
        common = gcd(base, *factors)
        factors, base = [factor // common for factor in factors], base // common
    if terms.method is RepaymentMethod.EQUAL_INSTALLMENT:
        principals, interests = _level_amounts(terms, factors, base)
    else:
        principals = _principals(terms, len(factors))
        if terms.method is RepaymentMethod.FLAT:
            interests = _flat_interests(terms, sum(factors), base)
        else:
            interests = _interests_on_balance(terms, principals, factors, base)
    return _assemble(terms, calendar, principals, interests)


def upfront_fees_minor(terms: ScheduleTerms) -> int:
    """Return what the borrower pays at disbursement, outside every installment."""
    return _fees_minor(terms, FeeTiming.UPFRONT)


def _fees_minor(terms: ScheduleTerms, timing: FeeTiming) -> int:
    return sum(fee.amount_minor for fee in terms.fees if fee.timing is timing)


def _principals(terms: ScheduleTerms, count: int) -> list[int]:
    """Return the principal of each installment where it does not hang on the interest."""
    if terms.method is RepaymentMethod.CUSTOM:
        return list(terms.custom_principals_minor or ())
    if terms.method in (RepaymentMethod.EQUAL_PRINCIPAL, RepaymentMethod.FLAT):
        return _even_shares(terms.principal_minor, count, terms.principal_grace_periods, terms.rounding)
    return [0] * (count - 1) + [terms.principal_minor]


def _even_shares(total_minor: int, count: int, skipped: int, rounding: Rounding) -> list[int]:
    """Share a total over all but the first `skipped` of `count`: rounded once, and the last takes what is
    left.
    """
    share = round_ratio(total_minor, count - skipped, rounding)
    shares = [0] * skipped
    left = total_minor
    for _ in range(count - skipped - 1):
        part = min(share, left)
        shares.append(part)
        left -= part
    return [*shares, left]


def _level_amounts(terms: ScheduleTerms, factors: list[int], base: int) -> tuple[list[int], list[int]]:
    """Return principals and interests; principal is installment minus interest, within 0 and the balance.

    The interest rate of period k is `factors[k] / base`. A first period so long that its interest is above
    the level installment pays interest only, and the rest is level over the periods after it.
    """
    grace, balance, rounding = terms.principal_grace_periods, terms.principal_minor, terms.rounding
    level = _level_minor(terms, factors[grace:], base)
    if grace == 0 and len(factors) > 1 and level < round_ratio(balance * factors[0], base, rounding):
        grace = 1
        level = _level_minor(terms, factors[1:], base)
    principals, interests = [], []
    last = len(factors) - 1
    for index, factor in enumerate(factors):
        interest = round_ratio(balance * factor, base, rounding)
        if index == last:
            principal = balance
        elif index < grace or level < interest:
            principal = 0
        else:
            principal = level - interest
            if principal > balance:
                principal = balance
        principals.append(principal)
        interests.append(interest)
        balance -= principal
    if terms.interest_grace_periods:
        interests = _interests_on_balance(terms, principals, factors, base)
    return principals, interests


def _level_minor(terms: ScheduleTerms, factors: list[int], base: int) -> int:
    """Return the level installment over these periods, rounded once."""
    value, divisor = _annuity(factors, base)
    multiple = terms.installment_multiple_minor
    if multiple is None:
        return round_ratio(terms.principal_minor * divisor, value, terms.rounding)
    return multiple * round_ratio(terms.principal_minor * divisor, value * multiple, Rounding.HALF_UP)


def _annuity(factors: list[int], base: int) -> tuple[int, int]:
    """Return what 1 per period is worth at the start, as an exact (numerator, denominator).

    Σₖ Πᵢ≤ₖ (1 + rᵢ)⁻¹ with rᵢ = factors[i] / base. Even periods use the closed form ((1+r)ⁿ − 1) /
    (r·(1+r)ⁿ); others walk back from the last period: v ← (1 + v) / (1 + rᵢ).
    """
    first, count = factors[0], len(factors)
    if first and factors.count(first) == count:
        growth = (base + first) ** count
        return base * (growth - base**count), first * growth
    value, divisor = 0, 1
    for factor in reversed(factors):
        value, divisor = base * (divisor + value), (base + factor) * divisor
    return value, divisor


def _interests_on_balance(
    terms: ScheduleTerms, principals: list[int], factors: list[int], base: int
) -> list[int]:
    """Return each installment's interest on the balance before it; a grace's interest joins the one after
    it.
    """
    grace, rounding = terms.interest_grace_periods, terms.rounding
    if terms.method is RepaymentMethod.BULLET:
        grace = 0
    balance, carried = terms.principal_minor, 0
    interests = []
    for index, (principal, factor) in enumerate(zip(principals, factors, strict=True)):
        owed = balance * factor
        balance -= principal
        if index < grace:
            carried += owed
            interests.append(0)
            continue
        interests.append(round_ratio(owed + carried, base, rounding))
        carried = 0
    return interests


def _flat_interests(terms: ScheduleTerms, factor: int, base: int) -> list[int]:
    """Fix the total interest first, then share it evenly over the periods; the last takes what is left."""
    count, grace = terms.periods, terms.interest_grace_periods
    total = round_ratio(terms.principal_minor * factor, base, terms.rounding)
    shares = _even_shares(total, count, 0, terms.rounding)
    if grace:
        deferred = min(round_ratio(total * (grace + 1), count, terms.rounding), total)
        share, left = shares[0], total - deferred
        shares = [0] * grace + [deferred]
        for _ in range(count - grace - 1):
            shares.append(min(share, left))
            left -= shares[-1]
        shares[-1] += left
    return shares


def _assemble(
    terms: ScheduleTerms, calendar: Calendar, principals: list[int], interests: list[int]
) -> tuple[Installment, ...]:
    """Join dates and amounts, add the fees, and run the balance down to 0."""
    count = len(principals)
    fee_each, fee_end = 0, 0
    if terms.fees:
        fee_each = _fees_minor(terms, FeeTiming.PER_PERIOD) * (terms.periods // count)
        fee_end = _fees_minor(terms, FeeTiming.AT_END)
    fees = [fee_each] * (count - 1) + [fee_each + fee_end]
    payments = map(sum, zip(principals, interests, fees, strict=True))
    balances = list(accumulate(principals, sub, initial=terms.principal_minor))[1:]
    assert balances[-1] == 0, "principal must sum to what was lent"
    dates = (calendar.start_dates, calendar.due_dates, calendar.days)
    return tuple(
        map(Installment, range(1, count + 1), *dates, principals, interests, fees, payments, balances)
    )

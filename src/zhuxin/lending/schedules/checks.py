"""What terms must satisfy before a schedule is built from them."""

from __future__ import annotations

from typing import Final

from zhuxin.core.dates import PeriodUnit
from zhuxin.lending.schedules.errors import InvalidTerms
from zhuxin.lending.schedules.types import FeeTiming, RepaymentMethod, ScheduleTerms

MAX_PRINCIPAL_MINOR: Final = 10**13
MAX_PERIODS: Final = 600
MAX_FEES: Final = 50
MAX_TERM: Final = {PeriodUnit.MONTH: 1200, PeriodUnit.WEEK: 5200, PeriodUnit.DAY: 36500}
"""A hundred years in each unit."""
MAX_STUB_DAYS: Final = 3660
LAST_START_YEAR: Final = 9000


def check_terms(terms: ScheduleTerms) -> None:
    """Raise `InvalidTerms` for the first thing wrong with the terms; pointers are those of `POST /quotes`."""
    if not 0 < terms.principal_minor <= MAX_PRINCIPAL_MINOR:
        raise InvalidTerms(
            "schedule.principal_out_of_range",
            "/principal",
            "本金应大于 0，且不能过大",
            "the principal must be above 0 and sane",
        )
    if not terms.annual_rate.is_finite() or terms.annual_rate < 0:
        raise InvalidTerms(
            "schedule.rate_out_of_range", "/annual_rate", "利率不能小于 0", "the rate must be 0 or more"
        )
    if not 1 <= terms.periods <= MAX_PERIODS:
        raise InvalidTerms(
            "schedule.periods_out_of_range",
            "/periods",
            f"期数应为 1 到 {MAX_PERIODS}",
            f"there are 1 to {MAX_PERIODS} periods",
        )
    _check_dates(terms)
    if not 0 <= terms.principal_grace_periods < terms.periods:
        raise InvalidTerms(
            "schedule.grace_too_long",
            "/principal_grace_periods",
            "宽限期数应小于期数",
            "grace must be below the periods",
        )
    if not 0 <= terms.interest_grace_periods < terms.periods:
        raise InvalidTerms(
            "schedule.grace_too_long",
            "/interest_grace_periods",
            "宽限期数应小于期数",
            "grace must be below the periods",
        )
    if terms.installment_multiple_minor is not None:
        _check_multiple(terms, terms.installment_multiple_minor)
    if terms.fees:
        _check_fees(terms)
    if terms.method is RepaymentMethod.CUSTOM or terms.custom_principals_minor is not None:
        _check_custom(terms)


def _check_dates(terms: ScheduleTerms) -> None:
    if terms.period_length < 1:
        raise InvalidTerms(
            "schedule.period_length_out_of_range",
            "/period_length",
            "每期至少 1 个单位",
            "a period has 1 unit or more",
        )
    if terms.periods * terms.period_length > MAX_TERM[terms.period_unit]:
        raise InvalidTerms(
            "schedule.too_long", "/periods", "贷款最长一百年", "a loan runs for a hundred years at most"
        )
    if terms.start_date.year > LAST_START_YEAR:
        raise InvalidTerms(
            "schedule.date_out_of_range",
            "/start_date",
            f"起息日最晚到 {LAST_START_YEAR} 年",
            f"the year {LAST_START_YEAR} is the last",
        )
    if terms.first_due_date is None:
        return
    stub_days = (terms.first_due_date - terms.start_date).days
    if stub_days <= 0:
        raise InvalidTerms(
            "schedule.first_due_too_early",
            "/first_due_date",
            "应晚于起息日",
            "it must be after the start date",
        )
    if stub_days > MAX_STUB_DAYS:
        raise InvalidTerms(
            "schedule.first_due_too_late",
            "/first_due_date",
            "不能晚于起息日十年以上",
            "it is more than ten years off",
        )


def _check_multiple(terms: ScheduleTerms, multiple_minor: int) -> None:
    pointer = "/installment_multiple"
    if not 0 < multiple_minor <= MAX_PRINCIPAL_MINOR:
        raise InvalidTerms(
            "schedule.multiple_out_of_range", pointer, "取整倍数应大于 0", "a multiple must be above 0"
        )
    if terms.method is not RepaymentMethod.EQUAL_INSTALLMENT:
        raise InvalidTerms(
            "schedule.multiple_without_level",
            pointer,
            "只有等额本息可以取整",
            "only equal installments have a multiple",
        )


def _check_fees(terms: ScheduleTerms) -> None:
    if len(terms.fees) > MAX_FEES:
        raise InvalidTerms(
            "schedule.too_many_fees", "/fees", f"最多 {MAX_FEES} 项费用", f"there are at most {MAX_FEES} fees"
        )
    for index, fee in enumerate(terms.fees):
        if not 0 <= fee.amount_minor <= MAX_PRINCIPAL_MINOR:
            raise InvalidTerms(
                "schedule.fee_out_of_range",
                f"/fees/{index}/amount",
                "费用不能小于 0",
                "a fee must be 0 or more",
            )
    upfront_minor = sum(fee.amount_minor for fee in terms.fees if fee.timing is FeeTiming.UPFRONT)
    if upfront_minor >= terms.principal_minor:
        raise InvalidTerms(
            "schedule.upfront_fees_too_high",
            "/fees",
            "前收费用应小于本金",
            "upfront fees must be below the principal",
        )


def _check_custom(terms: ScheduleTerms) -> None:
    pointer, principals = "/principals", terms.custom_principals_minor
    if principals is None or terms.method is not RepaymentMethod.CUSTOM:
        raise InvalidTerms(
            "schedule.principals_mismatch",
            pointer,
            "只有自定义方式可以指定各期本金",
            "principals go with the method custom alone",
        )
    if len(principals) != terms.periods or min(principals) < 0:
        raise InvalidTerms(
            "schedule.principals_count",
            pointer,
            "每期应有一个本金，不能小于 0",
            "there is one principal, 0 or more, per period",
        )
    if sum(principals) != terms.principal_minor:
        raise InvalidTerms(
            "schedule.principals_sum",
            pointer,
            "各期本金之和应等于本金",
            "the principals must add up to the principal",
        )
    if any(principals[: terms.principal_grace_periods]):
        raise InvalidTerms(
            "schedule.principal_in_grace",
            pointer,
            "本金宽限期内不能有本金",
            "no principal falls due in its grace",
        )

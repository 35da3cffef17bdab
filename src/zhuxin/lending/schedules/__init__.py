"""Repayment schedules and what a loan costs: pure, exact to the minor unit."""

from zhuxin.lending.schedules.calc import build_schedule
from zhuxin.lending.schedules.types import Fee, Installment, ScheduleTerms

__all__ = ["Fee", "Installment", "ScheduleTerms", "build_schedule"]

"""Figures kept by day-end, since the past cannot be asked of the present."""

from sqlalchemy import Column, Date, Integer, PrimaryKeyConstraint, Table

from zhuxin.core.db.schema import MINOR, metadata, text_column

portfolio_day = Table(
    "portfolio_day",
    metadata,
    Column("business_date", Date, nullable=False),
    text_column("bucket"),
    Column("loans", Integer, nullable=False),
    Column("outstanding_minor", MINOR, nullable=False),
    PrimaryKeyConstraint("business_date", "bucket"),
)

cohort_month = Table(
    "cohort_month",
    metadata,
    Column("cohort", Date, nullable=False),
    Column("month_end", Date, nullable=False),
    Column("disbursed_minor", MINOR, nullable=False),
    Column("late_minor", MINOR, nullable=False),  # outstanding of loans 30 or more days past due
    PrimaryKeyConstraint("cohort", "month_end"),
)

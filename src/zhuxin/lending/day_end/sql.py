"""The set-based statements of day-end. `%(day)s` is the business date that ends, `%(next)s` the one that begins."""

# Rounding of a nonnegative number the way the loan's product rounds; `{x}` is the number.
_ROUNDED = """CASE l.rounding WHEN 'down' THEN trunc({x}) WHEN 'up' THEN ceil({x})
    WHEN 'half_even' THEN CASE WHEN ({x}) - trunc({x}) = 0.5 THEN 2 * round(({x}) / 2) ELSE round({x}) END
    ELSE round({x}) END"""


def _accrued(day: str) -> str:
    """Interest of the running period up to a day, straight line by calendar days, as `loans/fold.py` computes it."""
    return _ROUNDED.format(x=f"i.interest::numeric * ({day} - i.start_date) / i.days")


def _penalty(day: str) -> str:
    """Penalty up to a day, exactly counted and rounded once, as `loans/lines.py` computes it."""
    exact = (
        f"(i.penalty_days + (i.principal - i.paid_principal)::numeric * greatest(0, {day} - i.penalty_from))"
        " * l.penalty_annual_rate / 360"
    )
    return f"CASE WHEN {day} - i.due_date > l.grace_days THEN {_ROUNDED.format(x=exact)} ELSE 0 END"


INTEREST = f"""
SELECT l.product_id, coalesce(sum(
    {_accrued("%(day)s")} - CASE WHEN %(day)s - 1 <= i.start_date THEN 0 ELSE {_accrued("(%(day)s - 1)")} END), 0)::bigint AS minor
FROM installment i JOIN loan l ON l.id = i.loan_id
WHERE i.start_date < %(day)s AND i.due_date >= %(day)s AND (i.settled_date IS NULL OR i.settled_date >= %(day)s)
GROUP BY l.product_id
"""
PENALTY = f"""
SELECT l.product_id, coalesce(sum({_penalty("%(day)s")} - {_penalty("(%(day)s - 1)")}), 0)::bigint AS minor
FROM installment i JOIN loan l ON l.id = i.loan_id
WHERE i.settled_date IS NULL AND i.due_date < %(day)s AND i.penalty_from < %(day)s AND i.principal > i.paid_principal
  AND l.penalty_annual_rate > 0
GROUP BY l.product_id
"""
FEES = """
SELECT l.product_id, sum(i.fee)::bigint AS minor FROM installment i JOIN loan l ON l.id = i.loan_id
WHERE i.due_date = %(day)s AND i.fee > 0 AND (i.settled_date IS NULL OR i.settled_date >= %(day)s) GROUP BY l.product_id
"""
USING_CREDIT = """
SELECT DISTINCT l.id FROM loan l JOIN installment i ON i.loan_id = l.id AND i.due_date = %(day)s AND i.settled_date IS NULL
WHERE l.credit_balance > 0
"""
# Loans whose bucket, category or overdue amount is another on the day that begins.
MOVES = """
WITH aged AS (
    SELECT l.id, l.grace_days, (%(next)s - l.oldest_unpaid_date) AS days FROM loan l
    WHERE l.status <> 'settled' AND l.oldest_unpaid_date < %(next)s - l.grace_days
      AND (l.status <> 'overdue' OR (%(next)s - l.oldest_unpaid_date) %% 30 = 1
           OR (%(next)s - l.oldest_unpaid_date) IN (271, 361)
           OR EXISTS (SELECT 1 FROM installment i WHERE i.loan_id = l.id AND i.due_date = %(day)s - l.grace_days))
), owed AS (
    SELECT a.id, a.days, sum(i.principal - i.paid_principal + i.interest - i.paid_interest + i.fee - i.paid_fee)::bigint AS overdue
    FROM aged a JOIN installment i ON i.loan_id = a.id AND i.settled_date IS NULL AND i.due_date < %(next)s - a.grace_days
    GROUP BY a.id, a.days
)
UPDATE loan SET status = 'overdue', overdue_amount = owed.overdue,
    bucket = (ARRAY['M1','M2','M3','M4','M5','M6','M6+'])[least((owed.days + 29) / 30, 7)],
    worst_bucket = (ARRAY['M0','M1','M2','M3','M4','M5','M6','M6+'])[greatest(
        array_position(ARRAY['M0','M1','M2','M3','M4','M5','M6','M6+'], worst_bucket), least((owed.days + 29) / 30, 7) + 1)],
    classification = CASE WHEN owed.days > 360 THEN 'loss' WHEN owed.days > 270 THEN 'doubtful'
                          WHEN owed.days > 90 THEN 'substandard' ELSE 'special_mention' END,
    version = version + 1, updated_at = %(now)s
FROM owed WHERE loan.id = owed.id
"""
NEXT_DUE = """
UPDATE loan SET next_due_date = n.due_date, next_due_amount = coalesce(n.payment, 0), version = loan.version + 1, updated_at = %(now)s
FROM installment past
LEFT JOIN LATERAL (
    SELECT i.due_date, i.principal - i.paid_principal + i.interest - i.paid_interest + i.fee - i.paid_fee AS payment
    FROM installment i WHERE i.loan_id = past.loan_id AND i.due_date >= %(next)s AND i.settled_date IS NULL
    ORDER BY i.due_date LIMIT 1) n ON true
WHERE past.due_date = %(day)s AND loan.id = past.loan_id AND loan.status <> 'settled'
"""
PORTFOLIO = """
INSERT INTO portfolio_day (business_date, bucket, loans, outstanding_minor)
SELECT %(day)s, bucket, count(*), sum(outstanding_principal) FROM loan WHERE status <> 'settled' GROUP BY bucket
ON CONFLICT DO NOTHING
"""
COHORTS = """
INSERT INTO cohort_month (cohort, month_end, disbursed_minor, late_minor)
SELECT date_trunc('month', disbursed_date)::date, %(day)s, sum(principal),
       coalesce(sum(outstanding_principal) FILTER (WHERE bucket NOT IN ('M0', 'M1')), 0)
FROM loan GROUP BY 1 ON CONFLICT DO NOTHING
"""

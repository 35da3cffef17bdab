import type { FieldDef } from '@/api/types'

type Say = (key: string) => string

/** Terms asked for only when wanted. */
export const advancedKeys = new Set(['first_due_date', 'day_count', 'rounding', 'principal_grace_periods', 'holiday_rule', 'fee_amount', 'fee_timing'])

/** The terms of a quote as fields of the one form renderer. */
export function quoteFields(t: Say): FieldDef[] {
  const label = (key: string) => ({ zh: t(key), en: t(key) })
  const options = (prefix: string, values: string[]) => values.map((value) => ({ value, label: label(`quote.${prefix}.${value}`) }))
  const field = (key: string, kind: string, more: Partial<FieldDef> = {}): FieldDef => ({ key, kind, label: label(`quote.${key}`), required: true, ...more })
  return [
    field('principal', 'money', { min: '0.01', max: '1000000000.00' }),
    field('annual_rate', 'percent', { min: '0', max: '10' }),
    field('repayment_method', 'choice', { options: options('method', ['equal_installment', 'equal_principal', 'interest_first', 'bullet', 'flat']) }),
    field('periods', 'number', { min: 1, max: 600 }),
    field('period_unit', 'choice', { options: options('unit', ['month', 'week', 'day']) }),
    field('start_date', 'date'),
    field('first_due_date', 'date', { required: false }),
    field('day_count', 'choice', { options: ['30/360', '30E/360', 'actual/360', 'actual/365', 'actual/actual'].map((value) => ({ value, label: { zh: value, en: value } })) }),
    field('rounding', 'choice', { options: options('round', ['half_up', 'half_even', 'down', 'up']) }),
    field('principal_grace_periods', 'number', { required: false, min: 0 }),
    field('holiday_rule', 'choice', { options: options('holiday', ['none', 'following', 'modified_following', 'preceding']) }),
    { key: 'fee_amount', kind: 'money', label: label('quote.feeAmount'), help: label('quote.feeHelp'), min: '0' },
    { key: 'fee_timing', kind: 'choice', label: label('quote.feeTiming'), options: options('timing', ['upfront', 'per_period', 'at_end']) },
  ]
}

/** Form values -> the body of POST /quotes. */
export function quoteInput(values: Record<string, unknown>): Record<string, unknown> {
  const { fee_amount: amount, fee_timing: timing, periods, principal_grace_periods: grace, ...rest } = values
  return {
    ...rest,
    periods: Number(periods),
    ...(grace === undefined ? {} : { principal_grace_periods: Number(grace) }),
    ...(amount ? { fees: [{ code: 'service', timing: timing ?? 'upfront', amount }] } : {}),
  }
}

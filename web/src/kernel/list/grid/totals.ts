import type { Group } from '@/api/groups'
import type { FieldDef } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { formatAmount } from '@/lib/money'
import type { Column } from '../columns'

const LIMIT = 6

/** A bound, a price of one, or a rate: the sum of several says nothing. */
const BOUND = /(^|_)(min|max|limit|per|rate)(_|$)/

/** The columns that are added up unasked: amounts that the caller may read and the server can sum. A sum of scores, ages or periods says nothing; who wants one chooses it at the column. */
export function measurable(columns: readonly Column[]): FieldDef[] {
  return columns.map(({ field }) => field).filter((field) => field.kind === 'money' && !BOUND.test(field.key) && field.access !== 'masked' && field.sortable !== false).slice(0, LIMIT)
}

/** 「合计 金额 1,200.00」 */
export function measureWords(field: FieldDef, group: Group): string {
  const value = group[`sum:${field.key}`]
  const shown = value === null || value === undefined ? '—' : formatAmount(String(value), 2)
  return say('views.total', { name: pick(field.label), value: shown })
}

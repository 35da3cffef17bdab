import type { Group } from '@/api/groups'
import type { FieldDef } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { formatAmount } from '@/lib/money'
import type { Column } from '../columns'

const LIMIT = 6

/** The columns whose values add up to something: amounts and numbers that the caller may read and the server can sum. */
export function measurable(columns: readonly Column[]): FieldDef[] {
  return columns.map(({ field }) => field).filter((field) => (field.kind === 'money' || field.kind === 'number') && field.access !== 'masked' && field.sortable !== false).slice(0, LIMIT)
}

/** 「合计 金额 1,200.00」 */
export function measureWords(field: FieldDef, group: Group): string {
  const value = group[`sum:${field.key}`]
  const shown = value === null || value === undefined ? '—' : formatAmount(String(value), field.kind === 'money' ? 2 : field.scale ?? 0)
  return say('views.total', { name: pick(field.label), value: shown })
}

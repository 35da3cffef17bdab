import type { Filter } from '@/api/types'
import { compareDecimal, isDecimal } from '@/lib/money'

export interface Variables { '$user.id'?: string; '$today'?: string }

function compare(a: unknown, b: unknown): number | null {
  if (a === null || a === undefined || b === null || b === undefined) return null
  const left = String(a)
  const right = String(b)
  if (isDecimal(left) && isDecimal(right)) return compareDecimal(left, right)
  return left === right ? 0 : left < right ? -1 : 1
}

const same = (a: unknown, b: unknown) => (a ?? null) === (b ?? null) || compare(a, b) === 0

/** Whether a record meets a filter (for `enabled_when`); an operator this page does not know does not stand in the way. */
export function meets(filter: Filter | null | undefined, record: Record<string, unknown>, variables: Variables = {}): boolean {
  if (!filter) return true
  if ('and' in filter) return filter.and.every((part) => meets(part, record, variables))
  if ('or' in filter) return filter.or.some((part) => meets(part, record, variables))
  if ('not' in filter) return !meets(filter.not, record, variables)
  const value = record[filter.field]
  const wanted = typeof filter.value === 'string' && filter.value in variables ? variables[filter.value as keyof Variables] : filter.value
  const order = compare(value, wanted)
  switch (filter.op) {
    case 'eq': return same(value, wanted)
    case 'ne': return !same(value, wanted)
    case 'in': return Array.isArray(wanted) && wanted.some((one) => same(value, one))
    case 'not_in': return Array.isArray(wanted) && !wanted.some((one) => same(value, one))
    case 'lt': return order !== null && order < 0
    case 'le': return order !== null && order <= 0
    case 'gt': return order !== null && order > 0
    case 'ge': return order !== null && order >= 0
    case 'contains': return String(value ?? '').toLowerCase().includes(String(wanted ?? '').toLowerCase())
    case 'starts_with': return String(value ?? '').toLowerCase().startsWith(String(wanted ?? '').toLowerCase())
    case 'between': return Array.isArray(wanted) && (compare(value, wanted[0]) ?? -1) >= 0 && (compare(value, wanted[1]) ?? 1) <= 0
    case 'has': return Array.isArray(value) && Array.isArray(wanted) && wanted.some((one) => value.includes(one))
    case 'has_all': return Array.isArray(value) && Array.isArray(wanted) && wanted.every((one) => value.includes(one))
    case 'not_has': return !Array.isArray(value) || !Array.isArray(wanted) || !wanted.some((one) => value.includes(one))
    case 'is_null': return (value === null || value === undefined || value === '') === (wanted !== false)
    default: return true
  }
}

/** The fields a filter looks at. */
export function fieldsUsed(filter: Filter | null | undefined): string[] {
  if (!filter) return []
  if ('and' in filter) return filter.and.flatMap(fieldsUsed)
  if ('or' in filter) return filter.or.flatMap(fieldsUsed)
  if ('not' in filter) return fieldsUsed(filter.not)
  return [filter.field]
}

import type { FieldDef, Filter } from '@/api/types'

/** The chips of a filter: what is joined by `and` at the top. */
export function partsOf(filter: Filter | null | undefined): Filter[] {
  if (!filter) return []
  return 'and' in filter ? filter.and : [filter]
}

/** Whether any one of several conditions is enough. */
export function isAny(filter: Filter | null | undefined): filter is { or: Filter[] } {
  return Boolean(filter && 'or' in filter)
}

/** The conditions of a filter of which all, or any one, are to hold. */
export function joined(parts: (Filter | null)[], any: boolean): Filter | null {
  const kept = parts.filter((part): part is Filter => Boolean(part))
  return any && kept.length > 1 ? { or: kept } : joinParts(kept)
}

export function joinParts(parts: (Filter | null | undefined)[]): Filter | null {
  const kept = parts.filter((part): part is Filter => Boolean(part)).flatMap((part) => ('and' in part ? part.and : [part]))
  if (kept.length === 0) return null
  return kept.length === 1 ? kept[0]! : { and: kept }
}

const FILES = new Set(['file', 'image', 'signature'])
const DEFAULT_OPS: Record<string, string[]> = {
  number: ['eq', 'lt', 'le', 'gt', 'ge', 'between'], money: ['eq', 'lt', 'le', 'gt', 'ge', 'between'], percent: ['eq', 'lt', 'le', 'gt', 'ge', 'between'],
  date: ['eq', 'lt', 'le', 'gt', 'ge', 'between'], datetime: ['lt', 'gt', 'between'], boolean: ['eq'], choice: ['in', 'not_in'], reference: ['eq', 'is_null'],
  user: ['eq', 'is_null'], department: ['eq', 'is_null'], phone: ['eq'], id_number: ['eq'], bank_card: ['eq'],
}

/** Operators a person can build; `within` and `under` are shown in words but not offered, and of a file only whether there is one. */
export function opsOf(field: FieldDef): string[] {
  const ops = field.ops && field.ops.length > 0 ? field.ops : DEFAULT_OPS[field.kind] ?? ['contains', 'eq', 'is_null']
  return ops.filter((op) => (FILES.has(field.kind) ? op === 'is_null' : !['within', 'under'].includes(op)))
}

export function isFilterable(field: FieldDef): boolean {
  return field.kind !== 'json' && opsOf(field).length > 0 && !(field.ops && field.ops.length === 0)
}

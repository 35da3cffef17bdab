import type { Group } from '@/api/groups'
import type { FieldDef, RecordRow } from '@/api/types'
import { pick, say } from '@/lib/i18n'

export interface BoardColumn { value: string | null; label: string; count: number }

/** The columns of a board: the options of the field in their order, or the values there are; what is empty comes first where there is any. */
export function boardColumns(field: FieldDef, groups: readonly Group[]): BoardColumn[] {
  const count = (value: string | null) => groups.find((one) => textOf(one.by[0]) === value)?.count ?? 0
  const empty = { value: null, label: say('views.empty'), count: count(null) }
  const options = field.options?.map((one) => ({ value: one.value, label: pick(one.label), count: count(one.value) }))
  const booleans = field.kind === 'boolean' ? [true, false].map((one) => ({ value: String(one), label: say(one ? 'common.yes' : 'common.no'), count: count(String(one)) })) : undefined
  const found = groups.filter((one) => (one.by[0] ?? null) !== null).map((one) => ({ value: textOf(one.by[0]), label: one.labels[0] ?? textOf(one.by[0]) ?? '', count: one.count }))
  const columns = options ?? booleans ?? found
  return empty.count > 0 || !field.required ? [empty, ...columns] : columns
}

export function textOf(value: unknown): string | null {
  return value === null || value === undefined || value === '' ? null : String(value)
}

/** The rows of each column; a card on its way stands where it is going. */
export function dealCards(rows: readonly RecordRow[], field: string, columns: readonly BoardColumn[], moving: Readonly<Record<string, string | null>>): RecordRow[][] {
  return columns.map((column) => rows.filter((row) => (row.id in moving ? moving[row.id] ?? null : textOf(row[field])) === column.value))
}

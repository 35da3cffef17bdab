import type { Condition, Filter, RecordRow } from '@/api/types'
import { joinParts } from '../../filters/parts'
import type { Values } from '../useChanges'

/** The same filter asked of the record above; null where it reaches further than one reference. */
function above(filter: Filter, parent: string): Filter | null {
  if ('and' in filter || 'or' in filter) {
    const parts = ('and' in filter ? filter.and : filter.or).map((part) => above(part, parent))
    if (parts.some((part) => part === null)) return null
    return 'and' in filter ? { and: parts as Filter[] } : { or: parts as Filter[] }
  }
  if ('not' in filter) {
    const part = above(filter.not, parent)
    return part && { not: part }
  }
  return filter.field.includes('.') || filter.field === 'id' ? null : { ...filter, field: `${parent}.${filter.field}` }
}

/** The records a tree begins with: those below none, or below one that the list does not show; null where that cannot be asked. */
export function rootsOf(filter: Filter | null, parent: string): Filter | null {
  const there: Condition = { field: `${parent}.created_at`, op: 'is_null', value: false }
  const shown = filter ? above(filter, parent) : there
  if (!shown) return null
  return joinParts([filter, { or: [{ field: parent, op: 'is_null', value: true }, { not: joinParts([there, filter && shown])! }] }])
}

export function childrenOf(filter: Filter | null, parent: string, id: string): Filter {
  return joinParts([filter, { field: parent, op: 'eq', value: id }])!
}

/**
 * Whether a fetched record is still drawn below `parent`. Branches are read one by one: a record that is being moved leaves
 * its old place as soon as it is known to be elsewhere, so that it is never drawn twice.
 */
export function isHere(row: RecordRow, key: string, parent: string | null, moving?: Values): boolean {
  if (parent !== null) return row[key] === parent
  return !moving?.[key] || row[key] !== moving[key]
}

/** What is read of one branch. */
export interface Read { rows: RecordRow[]; below: Record<string, number>; error: unknown; isPending: boolean; refetch: () => unknown; more: boolean; isFetchingMore: boolean; fetchMore: () => unknown }
export interface Shown { kind: 'row'; key: string; record: RecordRow; parent: string | null; level: number; count: number }
/** One line of a tree: a record, or where its branch goes on, is being read, or could not be. */
export type Entry = Shown | { kind: 'wait' | 'more' | 'error'; key: string; parent: string | null; level: number }

/** The lines of a tree from top to bottom, as far as it is open and read. */
export function entriesOf(reads: ReadonlyMap<string | null, Read>, open: ReadonlySet<string>, key: string, moving: Readonly<Record<string, Values>>, parent: string | null = null, level = 1): Entry[] {
  const read = reads.get(parent)
  const rest = (kind: 'wait' | 'more' | 'error') => ({ kind, key: `${kind} ${parent}`, parent, level })
  if (!read || read.isPending) return [rest('wait')]
  if (read.error) return [rest('error')]
  const rows = read.rows.filter((row) => isHere(row, key, parent, moving[row.id])).flatMap((record): Entry[] => {
    const count = read.below[record.id] ?? 0
    const row: Shown = { kind: 'row', key: record.id, record, parent, level, count }
    return count > 0 && open.has(record.id) ? [row, ...entriesOf(reads, open, key, moving, record.id, level + 1)] : [row]
  })
  return read.more ? [...rows, rest('more')] : rows
}

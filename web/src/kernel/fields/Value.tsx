import type { FieldDef, RecordRow } from '@/api/types'
import { specOf } from './registry'

/** One value of a record; a dash where there is none. */
export function Value({ field, record }: { field: FieldDef; record: RecordRow }) {
  const value = record[field.key]
  if (value === null || value === undefined || value === '') return <span className="muted" aria-label="—">—</span>
  const { Display } = specOf(field.kind)
  return <Display field={field} value={value} label={record._labels?.[field.key]} />
}

import type { FieldDef, RecordRow } from '@/api/types'
import { formatMoney } from '@/lib/money'
import { currentMe } from '../catalog'
import { specOf } from './registry'

/** One value of a record; a dash where there is none. Outside of lists money carries its sign. */
export function Value({ field, record, sign }: { field: FieldDef; record: RecordRow; sign?: boolean }) {
  const value = record[field.key]
  if (value === null || value === undefined || value === '') return <span className="muted" aria-label="—">—</span>
  if (sign && field.kind === 'money') return <span className="num">{formatMoney(String(value), String(record.currency ?? currentMe().lender.currency))}</span>
  const { Display } = specOf(field.kind)
  return <Display field={field} value={value} label={record._labels?.[field.key]} />
}

import { pick } from '@/lib/i18n'
import type { RecordRow } from '@/api/types'
import { Value } from '@/kernel/fields/Value'
import type { Column } from '../columns'

/** A few facts of a record on its card. */
export function CardFacts({ columns, record, className }: { columns: Column[]; record: RecordRow; className?: string }) {
  return (
    <dl className={className}>
      {columns.map(({ key, field }) => (
        <div key={key}><dt className="ellipsis">{pick(field.label)}</dt><dd className="ellipsis"><Value field={field} record={record} /></dd></div>
      ))}
    </dl>
  )
}

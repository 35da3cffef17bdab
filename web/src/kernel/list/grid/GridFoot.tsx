import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '@/api/groups'
import type { FieldDef, Filter, Total, ViewDef } from '@/api/types'
import { formatAmount } from '@/lib/money'
import { specOf } from '@/kernel/fields/registry'
import { totalsOf, type Column } from '../columns'

interface Props { object: string; columns: Column[]; lefts: (number | undefined)[]; template: string; width: number; selectable: boolean; totals: NonNullable<ViewDef['totals']>; filter: Filter | null; q?: string }

/** Totals at the foot of their columns, over every row of the list and not only those loaded. */
export function GridFoot({ object, columns, lefts, template, width, selectable, totals, filter, q }: Props) {
  const { t } = useTranslation()
  const wordOf = ({ key, field }: Column) => (totals[key] && totalsOf(field).includes(totals[key]) ? totals[key] : undefined)
  const measures = columns.flatMap((column) => { const word = wordOf(column); return word && word !== 'count' ? [`${word}:${column.key}`] : [] })
  const { data } = useQuery({ ...groupsQuery(object, { measures, filter, q }), placeholderData: (old) => old })
  const whole = data?.groups[0]
  return (
    <div role="row" className="grid-row grid-foot num" style={{ gridTemplateColumns: template, minWidth: width }}>
      {selectable && <div role="cell" className="cell select pinned" style={{ left: 0 }} />}
      {columns.map((column, at) => {
        const word = wordOf(column)
        const value = word === 'count' ? whole?.count.toLocaleString() : word && whole ? totalWords(column.field, word, whole[`${word}:${column.key}`]) : ''
        return (
          <div key={column.key} role="cell" style={lefts[at] === undefined ? undefined : { left: lefts[at] }} className={`cell${column.spec.align ? ' right' : ''}${lefts[at] === undefined ? '' : ' pinned'}`}>
            {word && <span className="ellipsis"><span className="muted">{t(`columns.total.${word}`)}</span> <b>{value ?? '…'}</b></span>}
          </div>
        )
      })}
    </div>
  )
}

function totalWords(field: FieldDef, word: Total, value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (field.kind === 'money') return formatAmount(String(value), 2)
  if (field.kind === 'number' || field.kind === 'rating') return formatAmount(String(value), word === 'avg' ? Math.max(2, field.scale ?? 0) : field.scale ?? 0)
  return specOf(field.kind).words(value, field)
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '@/api/groups'
import type { Filter } from '@/api/types'
import type { Column } from './columns'
import { measurable, measureWords } from './grid/totals'

interface Props { object: string; columns: Column[]; filter: Filter | null; q: string; loaded: number; total?: { total?: number; estimated?: boolean }; more: boolean; phone: boolean; bin: boolean; keys: string }

/** How many rows there are, many of them as an estimate, and what amounts add up to: summed by itself only where all rows are here anyway. */
export function ListFoot({ object, columns, filter, q, loaded, total, more, phone, bin, keys }: Props) {
  const { t } = useTranslation()
  const key = JSON.stringify([filter, q])
  const [asked, setAsked] = useState('')
  const measures = measurable(columns)
  const wanted = asked === key
  const { data, isFetching } = useQuery({
    ...groupsQuery(object, { measures: measures.map((field) => `sum:${field.key}`), filter, q: q || undefined }),
    enabled: !bin && (wanted || (!more && measures.length > 0)),
  })
  // Figures of the list may be at hand; they are not those of its bin.
  const whole = bin ? undefined : data?.groups[0]
  return (
    <div className="list-foot num">
      {!more ? <span>{t('list.end', { n: loaded.toLocaleString(), count: loaded })}</span> : (
        <>
          <span>{t('list.loaded', { n: loaded.toLocaleString() })}</span>
          {wanted && whole ? <span>{t('list.total', { n: whole.count.toLocaleString() })}</span> : total?.total !== undefined && (
            <span>{t(total.estimated ? 'list.about' : 'list.total', { n: total.total.toLocaleString() })}</span>
          )}
          {!bin && !(wanted && whole) && (total?.estimated || measures.length > 0) && (
            <button type="button" className="plain" style={{ color: 'var(--accent)' }} onClick={() => setAsked(key)} disabled={isFetching}>{t('list.countTotal')}</button>
          )}
        </>
      )}
      {whole && (wanted || !more) && measures.map((field) => <span key={field.key}>{measureWords(field, whole)}</span>)}
      <span className="grow" />
      {!phone && <span className="keys">{keys}</span>}
    </div>
  )
}

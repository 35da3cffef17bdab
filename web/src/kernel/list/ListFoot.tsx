import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '@/api/queries'
import type { Filter } from '@/api/types'

/** How many rows there are: counted on demand only. */
export function ListFoot({ object, filter, q, loaded, more, phone }: { object: string; filter: Filter | null; q: string; loaded: number; more: boolean; phone: boolean }) {
  const { t } = useTranslation()
  const key = JSON.stringify([filter, q])
  const [asked, setAsked] = useState('')
  const wanted = asked === key
  const { data, isFetching } = useQuery({ ...recordsQuery(object, { filter, q: q || undefined, limit: 1, count: true }), enabled: wanted && more })
  return (
    <div className="list-foot num">
      {!more ? <span>{t('list.end', { n: loaded.toLocaleString() })}</span> : (
        <>
          <span>{t('list.loaded', { n: loaded.toLocaleString() })}</span>
          {wanted && data?.total !== undefined ? <span>{t('list.total', { n: data.total.toLocaleString() })}</span> : (
            <button type="button" className="plain" style={{ color: 'var(--accent)' }} onClick={() => setAsked(key)} disabled={isFetching}>{t('list.countTotal')}</button>
          )}
        </>
      )}
      <span className="grow" />
      {!phone && <span>{t('list.keys')}</span>}
    </div>
  )
}

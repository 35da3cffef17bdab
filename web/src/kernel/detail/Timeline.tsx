import { Button, Select } from 'antd'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/client'
import type { Change, ObjectDef, Page, TimelineItem } from '@/api/types'
import { formatInstant, relativeInstant } from '@/lib/dates'
import { localeTag, pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { useCan, useCatalog } from '../catalog'
import { specOf } from '../fields/registry'
import { CommentBox } from './CommentBox'

/** A change in words: 「状态：新线索 → 跟进中」. */
export function ChangeLine({ change, object }: { change: Change; object?: ObjectDef }) {
  const { t } = useTranslation()
  const field = object?.fields.find((f) => f.key === change.field)
  const words = (value: unknown) => {
    if (value === null || value === undefined || value === '') return '—'
    if (change.titles) return listWords([value].flat().map((id) => change.titles?.[String(id)] ?? t('detail.unseen')))
    return field ? specOf(field.kind).words(value, field) : typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return <>{t('detail.changed', { field: field ? pick(field.label) : pick(change.label) || change.field, old: words(change.old), new: words(change.new) })}</>
}

/** Changes of fields the caller knows; what no catalog names (internals, hidden fields) is never shown. */
export function knownChanges(changes: Change[] | undefined, objects: ObjectDef[]): Change[] {
  const known = new Set(objects.flatMap((object) => object.fields.map((field) => field.key)))
  return (changes ?? []).filter((change) => known.has(change.field))
}

export function Timeline({ object, id }: { object: ObjectDef; id: string }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const can = useCan()
  const [field, setField] = useState<string>()
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['timeline', object.key, id, field],
    queryFn: ({ pageParam }) => get<Page<TimelineItem>>(`/timeline/${object.key}/${id}`, { cursor: pageParam, field }),
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  if (isPending) return <Bones lines={6} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  const items = data.pages.flatMap((page) => page.items)
  return (
    <>
      {can('record.comment') && <CommentBox object={object.key} id={id} onSaid={() => void refetch()} />}
      <Select size="small" allowClear value={field} onChange={setField} placeholder={t('detail.allChanges')} aria-label={t('detail.historyOf')} showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%', marginBottom: 8 }}
        options={object.fields.filter((one) => !one.derived && one.kind !== 'children').map((one) => ({ value: one.key, label: pick(one.label) }))} />
      {items.length === 0 && <EmptyState title={t('detail.noTimeline')} tight />}
      <ol className="timeline">
        {items.map((item) => (
          <li key={item.id}>
            <div className="row small">
              <b className="grow ellipsis">{pick(item.label)}</b>
              <time className="muted" dateTime={item.at} title={formatInstant(item.at)}>{relativeInstant(item.at, new Date(), localeTag())}</time>
            </div>
            {item.summary && pick(item.summary) !== pick(item.label) && <p className="small">{pick(item.summary)}</p>}
            {knownChanges(item.changes, objects).filter((change) => !field || change.field === field).slice(0, 6).map((change, at) => <p key={at} className="small muted"><ChangeLine change={change} object={objects.find((one) => one.key === item.object) ?? object} /></p>)}
            <p className="small muted">{item.actor?.name ?? t('detail.system')}</p>
          </li>
        ))}
      </ol>
      {hasNextPage && <Button size="small" type="link" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.loadMore')}</Button>}
    </>
  )
}

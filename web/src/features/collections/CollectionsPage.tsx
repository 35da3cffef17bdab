import { Segmented } from 'antd'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter, ObjectDef, RecordRow } from '@/api/types'
import { fieldOf, titleOf, useObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { Value } from '@/kernel/fields/Value'
import { useRecords } from '@/kernel/list/useRecords'
import { SplitPage } from '@/ui/SplitPage'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { usePhone } from '@/ui/useMedia'
import { CaseView } from './CaseView'

/** Cases still to be worked: status option words differ by installation, so "closed" ones are left out by value. */
function queueFilter(object: ObjectDef, mine: boolean): Filter | null {
  const status = fieldOf(object, object.detail.status ?? 'status')
  const open = status?.options?.filter((o) => !/clos|settled|cured|written/.test(o.value)).map((o) => o.value)
  const parts: Filter[] = []
  if (status && open && open.length > 0) parts.push({ field: status.key, op: 'in', value: open })
  const owner = object.fields.find((f) => /^(owner|assignee|collector)_id$/.test(f.key))
  if (mine && owner) parts.push({ field: owner.key, op: 'eq', value: '$user.id' })
  return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : { and: parts }
}

function CaseItem({ object, record, current, onOpen }: { object: ObjectDef; record: RecordRow; current: boolean; onOpen: () => void }) {
  const name = record._labels?.party_id ?? titleOf(object, record)
  const next = object.fields.find((f) => /^next_/.test(f.key))
  const figures = (object.detail.figures ?? []).map((key) => fieldOf(object, key)).filter((f) => f !== undefined).slice(0, 2)
  return (
    <li>
      <button type="button" className="plain split-item" aria-current={current} onClick={onOpen}>
        <span className="row"><b className="grow ellipsis">{name}</b>{figures[0] && <span className="num"><Value field={figures[0]} record={record} /></span>}</span>
        <span className="line2">
          <span className="grow ellipsis">{name === titleOf(object, record) ? '' : titleOf(object, record)}</span>
          {figures[1] && <span>{pick(figures[1].label)} <Value field={figures[1]} record={record} /></span>}
          {next && record[next.key] ? <span>{pick(next.label)} <Value field={next} record={record} /></span> : null}
        </span>
      </button>
    </li>
  )
}

/** The collector's queue: who to contact next, and what was said before. */
export function CollectionsPage() {
  const { t } = useTranslation()
  const object = useObject('collection_case')
  if (!object) return <EmptyState title={t('error.noRight')} help={t('error.noRightHelp')} />
  return <Queue object={object} />
}

function Queue({ object }: { object: ObjectDef }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const search = useSearch({ strict: false }) as { case?: string }
  const [scope, setScope] = useState<'all' | 'mine'>('all')
  const sort = useMemo(() => object.fields.find((f) => f.key.startsWith('next_') && f.sortable)?.key ?? object.views[0]?.sort ?? undefined, [object])
  const filter = useMemo(() => queueFilter(object, scope === 'mine'), [object, scope])
  const { rows, isPending, error, refetch, hasNextPage, fetchNextPage } = useRecords('collection_case', { filter, sort })
  const open = useCallback((id: string | undefined) => void navigate({ to: '/collections', search: { case: id } as never, replace: !phone }), [navigate, phone])
  const first = rows[0]?.id
  useEffect(() => { if (!phone && !search.case && first) open(first) }, [phone, search.case, first, open])
  return (
    <SplitPage title={t('collections.queue')} open={Boolean(search.case)} onBack={() => open(undefined)}
      tools={<Segmented size="small" value={scope} onChange={setScope} aria-label={t('collections.queue')} options={[{ value: 'all' as const, label: t('collections.all') }, { value: 'mine' as const, label: t('collections.mine') }]} />}
      list={isPending ? <Bones lines={8} /> : error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : rows.length === 0 ? <EmptyState title={t('collections.none')} tight /> : (
        <>
          <ul>{rows.map((record) => <CaseItem key={record.id} object={object} record={record} current={record.id === search.case} onOpen={() => open(record.id)} />)}</ul>
          {hasNextPage && <p style={{ padding: 12, textAlign: 'center' }}><button type="button" className="plain" style={{ color: 'var(--accent)' }} onClick={() => void fetchNextPage()}>{t('common.loadMore')}</button></p>}
        </>
      )}
      detail={search.case ? <CaseView key={search.case} object={object} id={search.case} /> : <EmptyState title={rows.length > 0 ? t('collections.choose') : t('collections.none')} />}
    />
  )
}

import { Button, Input, Segmented, Select } from 'antd'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/client'
import { rightsObjectsQuery } from '@/api/rights'
import type { AuditItem, Page } from '@/api/types'
import { currentCatalog, findObject, useCatalog } from '@/kernel/catalog'
import { ChangeLine, knownChanges } from '@/kernel/detail/Timeline'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { ReadsTable } from './ReadsTable'
import './admin.css'

function AuditRow({ item, name }: { item: AuditItem; name: (object: string) => string }) {
  const object = item.object ? findObject(item.object) : undefined
  const changes = knownChanges(item.changes, currentCatalog().objects)
  return (
    <tr>
      <td>{formatInstant(item.at)}</td>
      <td>{item.actor?.name ?? '—'}</td>
      <td className="wrap">
        {pick(item.summary) || item.action}
        {changes.length > 0 && (
          <div className="muted small audit-changes">{changes.slice(0, 8).map((change, at) => <div key={at}><ChangeLine change={change} object={object} /></div>)}</div>
        )}
      </td>
      <td><code className="small">{item.action}</code></td>
      <td>{item.object && item.record_id && object ? <Link to="/o/$object/$id" params={{ object: item.object, id: item.record_id } as never}>{pick(object.label)} …{item.record_id.slice(-6)}</Link> : item.object ? name(item.object) : ''}</td>
      <td><code className="small">{item.address ?? ''}</code></td>
      <td><code className="small">{item.request_id?.slice(-12) ?? ''}</code></td>
    </tr>
  )
}

/** The append-only log: who did what and when. */
export function AuditPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { objects } = useCatalog()
  // The log names objects that its reader may not open, and so are not in her catalog.
  const named = useQuery(rightsObjectsQuery).data?.items ?? objects
  const name = (key: string) => pick(named.find((one) => one.key === key)?.label) || key
  const search = useSearch({ strict: false }) as { object?: string; record_id?: string; tab?: 'reads' }
  const put = (part: typeof search) => void navigate({ to: '.', search: { ...search, ...part } as never, replace: true })
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', search.object ?? '', search.record_id ?? ''],
    queryFn: ({ pageParam }) => get<Page<AuditItem>>('/audit', { cursor: pageParam, limit: 50, object: search.object, record_id: search.record_id }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: search.tab !== 'reads',
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="page">
      <div className="page-head" data-guide="page-head"><h1>{t('admin.audit')}</h1><span className="muted small">{t('admin.auditHelp')}</span></div>
      <div className="row row-wrap" data-guide="audit-filter" style={{ marginBottom: 12 }}>
        <Segmented value={search.tab ?? 'deeds'} onChange={(tab) => put({ tab: tab === 'reads' ? 'reads' : undefined })} options={[{ value: 'deeds', label: t('admin.deeds') }, { value: 'reads', label: t('admin.reads') }]} />
        <Select style={{ width: 200 }} allowClear placeholder={t('admin.allObjects')} aria-label={t('admin.object')} value={search.object} onChange={(object?: string) => put({ object })} options={named.map((o) => ({ value: o.key, label: pick(o.label) }))} />
        <Input style={{ width: 320 }} allowClear placeholder={t('admin.record')} aria-label={t('admin.record')} defaultValue={search.record_id} onPressEnter={(e) => put({ record_id: e.currentTarget.value.trim() || undefined })} onClear={() => put({ record_id: undefined })} />
      </div>
      {search.tab === 'reads' ? <ReadsTable object={search.object} recordId={search.record_id} name={name} /> : <div className="panel">
        {isPending ? <Bones lines={10} /> : error ? <ErrorState error={error} onRetry={() => void refetch()} /> : items.length === 0 ? <EmptyState title={t('admin.auditNone')} /> : (
          <div className="scroll-x" tabIndex={0} role="region" aria-label={t('admin.audit')}>
            <table className="sheet">
              <thead><tr><th>{t('admin.when')}</th><th>{t('admin.who')}</th><th>{t('admin.what')}</th><th>{t('detail.actions')}</th><th>{t('admin.record')}</th><th>{t('admin.address')}</th><th>{t('admin.requestId')}</th></tr></thead>
              <tbody>{items.map((item) => <AuditRow key={item.id} item={item} name={name} />)}</tbody>
            </table>
          </div>
        )}
      </div>}
      {search.tab !== 'reads' && hasNextPage && <p style={{ textAlign: 'center', padding: 12 }}><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.loadMore')}</Button></p>}
    </div>
  )
}

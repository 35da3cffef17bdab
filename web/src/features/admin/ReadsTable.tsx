import { Button } from 'antd'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/client'
import type { Page, ReadItem } from '@/api/types'
import { formatInstant } from '@/lib/dates'
import { Bones, EmptyState, ErrorState } from '@/ui/states'

/** Who read what: of a record or customer, or of an object. */
export function ReadsTable({ object, recordId, name }: { object?: string; recordId?: string; name: (object: string) => string }) {
  const { t } = useTranslation()
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['reads', object ?? '', recordId ?? ''],
    queryFn: ({ pageParam }) => get<Page<ReadItem>>('/audit/reads', { cursor: pageParam, limit: 50, object, record_id: recordId }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  if (isPending) return <div className="panel"><Bones lines={10} /></div>
  if (error) return <div className="panel"><ErrorState error={error} onRetry={() => void refetch()} /></div>
  if (items.length === 0) return <div className="panel"><EmptyState title={t('admin.auditNone')} /></div>
  return (
    <>
      <div className="panel">
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('admin.reads')}>
          <table className="sheet">
            <thead><tr><th>{t('admin.when')}</th><th>{t('admin.who')}</th><th>{t('admin.how')}</th><th>{t('admin.object')}</th><th>{t('admin.howMany')}</th><th>{t('admin.address')}</th><th>{t('admin.requestId')}</th></tr></thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.id}>
                  <td>{formatInstant(item.at)}</td>
                  <td>{item.actor.name}</td>
                  <td>{t(`admin.readKinds.${item.kind}`, item.kind)}</td>
                  <td>{item.object ? name(item.object) : ''}</td>
                  <td>{item.count}</td>
                  <td><code className="small">{item.address ?? ''}</code></td>
                  <td><code className="small">{item.request_id?.slice(-12) ?? ''}</code></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {hasNextPage && <p style={{ textAlign: 'center', padding: 12 }}><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.loadMore')}</Button></p>}
    </>
  )
}

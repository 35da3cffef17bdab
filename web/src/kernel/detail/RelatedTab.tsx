import { Button } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRow, TabDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { usePhone } from '@/ui/useMedia'
import { useObject } from '../catalog'
import { Cards } from '../list/cards/Cards'
import { columnsOf } from '../list/columns'
import { Grid } from '../list/grid/Grid'
import { useRecords } from '../list/useRecords'
import { RevealDialog } from './RevealDialog'

/** Records of another object that point here, as the same list. */
export function RelatedTab({ tab, record }: { tab: TabDef; record: RecordRow }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const object = useObject(tab.object)
  const [sort, setSort] = useState(tab.sort)
  const [revealing, setRevealing] = useState<{ record: RecordRow; field: string } | null>(null)
  const columns = useMemo(() => (object ? columnsOf(object, tab.columns ?? object.views[0]?.columns ?? []) : []), [object, tab.columns])
  const several = object?.fields.find((one) => one.key === tab.via)?.kind === 'multi_reference'
  const filter = useMemo(() => ({ field: tab.via ?? '', ...(several ? { op: 'has', value: [record.id] } : { op: 'eq', value: record.id }) }), [tab.via, several, record.id])
  const { rows, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRecords(tab.object ?? '', { filter, sort }, Boolean(object && tab.via))
  const more = useCallback(() => { if (!isFetchingNextPage) void fetchNextPage() }, [fetchNextPage, isFetchingNextPage])
  if (!object) return <EmptyState title={t('error.noRight')} help={t('error.noRightHelp')} tight />
  if (isPending) return <Bones lines={4} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (rows.length === 0) return <EmptyState title={t('detail.emptyTab', { name: pick(tab.label) })} tight />
  const props = { object, columns, rows, more: hasNextPage, onMore: more }
  const height = phone ? Math.min(rows.length * 112 + 16, 560) : Math.min(rows.length * 36 + 40, 480)
  return (
    <>
      <div style={{ height, display: 'flex', flexDirection: 'column' }} className={phone ? undefined : 'panel'}>
        {phone ? <Cards {...props} /> : (
          <Grid {...props} sort={sort} onSort={setSort} onReveal={(row, field) => setRevealing({ record: row, field })}
            onActivate={(_, row) => void navigate({ to: '/o/$object/$id', params: { object: object.key, id: row.id } as never })} />
        )}
      </div>
      {rows.length >= 50 && (
        <Button type="link" size="small" onClick={() => void navigate({ to: '/o/$object', params: { object: object.key } as never, search: { filter } as never })}>{t('common.all')}</Button>
      )}
      {revealing && <RevealDialog object={object} record={revealing.record} field={revealing.field} onClose={() => setRevealing(null)} />}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '@/api/queries'
import type { Filter, ObjectDef, RecordRow, ViewDef } from '@/api/types'
import { fieldOf, useObject } from '@/kernel/catalog'
import { RevealDialog } from '@/kernel/detail/RevealDialog'
import { Cards } from '@/kernel/list/cards/Cards'
import { columnsOf } from '@/kernel/list/columns'
import { Grid } from '@/kernel/list/grid/Grid'
import { drawnAs, OtherView } from '@/kernel/list/OtherView'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { usePhone } from '@/ui/useMedia'
import { filledFilter } from '../parameters'
import type { BlockProps } from './types'

/** The first records of a list. */
export function ListBlock({ block, values, height }: BlockProps) {
  const object = useObject(block.object)
  const filter = useMemo(() => filledFilter(block.filter, values), [block.filter, values])
  return object ? <Rows object={object} block={block} filter={filter} height={height} /> : null
}

interface Props { object: ObjectDef; block: BlockProps['block']; filter: Filter | null; height: number }

export function Rows({ object, block, filter, height }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const [revealing, setRevealing] = useState<{ record: RecordRow; field: string } | null>(null)
  const columns = useMemo(() => columnsOf(object, block.columns?.length ? block.columns : object.views[0]?.columns ?? []), [object, block.columns])
  const view = useMemo<ViewDef>(() => ({ key: block.id, label: { zh: '', en: '' }, columns: [], kind: block.view, group: block.group, date: block.date }), [block])
  const kind = drawnAs(object, view)
  const fields = useMemo(() => [...new Set([...columns.map((one) => one.key), object.title_field, object.detail.status ?? '', block.group ?? '', block.date ?? ''])].filter((key) => fieldOf(object, key)), [columns, object, block])
  const { data, error, refetch } = useQuery({ ...recordsQuery(object.key, { filter, sort: block.sort, fields, limit: kind === 'kanban' ? 50 : block.limit ?? 10 }), enabled: kind !== 'calendar' })
  const open = (record: RecordRow) => void navigate({ to: '/o/$object/$id', params: { object: object.key, id: record.id } as never })
  const rows = data?.items ?? []
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data && kind !== 'calendar') return <Bones lines={4} />
  if (data && rows.length === 0) return <EmptyState title={t(filter ? 'list.emptyFiltered' : 'list.empty', { name: pick(object.label_plural) })} tight />
  const props = { object, columns, rows, more: false, onMore: () => undefined }
  return (
    <div className="block-rows" style={{ height }}>
      {kind !== 'table' ? <OtherView {...props} view={view} fields={fields} filter={filter} onOpen={open} /> : phone ? <Cards {...props} /> : (
        <Grid {...props} onActivate={(_, record) => open(record)} onReveal={(record, field) => setRevealing({ record, field })} />
      )}
      {revealing && <RevealDialog object={object} record={revealing.record} field={revealing.field} onClose={() => setRevealing(null)} />}
    </div>
  )
}

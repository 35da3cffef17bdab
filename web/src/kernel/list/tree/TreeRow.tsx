import { Button } from 'antd'
import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useEffect, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectDef, RecordRow } from '@/api/types'
import { ErrorState } from '@/ui/states'
import { titleOf } from '../../catalog'
import { Value } from '../../fields/Value'
import type { Column } from '../columns'
import type { Entry, Read, Shown } from './branches'

interface Props {
  object: ObjectDef
  columns: Column[]
  entry: Shown
  at: number
  style: CSSProperties
  expanded?: boolean
  /** Whether the tab key comes to it. */
  reachable: boolean
  fixed: boolean
  onToggle: (id: string, open: boolean) => void
  onOpen: (record: RecordRow) => void
}

const indent = (level: number) => 12 + 20 * (level - 1)

export function TreeRow({ object, columns, entry: { record, parent, level, count }, at, style, expanded, reachable, fixed, onToggle, onOpen }: Props) {
  const { t } = useTranslation()
  const { setNodeRef: drag, listeners, isDragging } = useDraggable({ id: record.id, disabled: fixed })
  const { setNodeRef: drop, isOver } = useDroppable({ id: record.id, disabled: isDragging })
  const title = titleOf(object, record)
  return (
    <div ref={(node) => { drag(node); drop(node) }} role="row" aria-rowindex={at + 2} tabIndex={reachable ? 0 : -1} aria-level={level} aria-expanded={expanded} data-node={record.id} data-parent={parent ?? ''}
      className={`tree-row body${isDragging ? ' dragging' : ''}${isOver ? ' over' : ''}`} style={style} {...listeners} onClick={() => onOpen(record)}>
      <div role="gridcell" className="cell" style={{ paddingInlineStart: indent(level) }}>
        {expanded === undefined ? <span className="tree-toggle" /> : (
          <button type="button" tabIndex={-1} className="plain tree-toggle" aria-label={t(expanded ? 'views.collapse' : 'views.expand', { title })} onClick={(event) => { event.stopPropagation(); onToggle(record.id, !expanded) }}>
            {expanded ? <DownOutlined /> : <RightOutlined />}
          </button>
        )}
        <b className="ellipsis">{title}</b>
        {count > 0 && <span className="muted small num" title={t('views.below', { n: count })}>{count.toLocaleString()}</span>}
      </div>
      {columns.map(({ key, field, spec }) => <div key={key} role="gridcell" className={`cell${spec.align ? ' right' : ''}`}><span className="ellipsis"><Value field={field} record={record} /></span></div>)}
    </div>
  )
}

/** Where a branch goes on, is being read, or could not be. What comes into sight is read by itself. */
export function TreeRest({ entry: { kind, level }, read, at, style }: { entry: Entry; read?: Read; at: number; style: CSSProperties }) {
  const { t } = useTranslation()
  const loaded = read?.rows.length
  const fetchMore = read?.fetchMore
  useEffect(() => { if (kind === 'more') fetchMore?.() }, [kind, loaded, fetchMore])
  return (
    <div role="row" aria-rowindex={at + 2} className="tree-rest" style={style}>
      <div role="gridcell" aria-colspan={-1} style={{ paddingInlineStart: indent(level) + 20 }}>
        {kind === 'error' ? <ErrorState error={read?.error} onRetry={() => void read?.refetch()} tight />
          : kind === 'more' ? <Button type="link" size="small" loading={read?.isFetchingMore} onClick={() => void fetchMore?.()}>{t('views.loadMore')}</Button>
            : <div role="status" aria-label={t('common.loading')} className="bone" style={{ width: 160 }} />}
      </div>
    </div>
  )
}

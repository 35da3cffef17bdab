import { Button } from 'antd'
import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useQueries } from '@tanstack/react-query'
import { Fragment, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '@/api/groups'
import type { FieldDef, Filter, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { titleOf } from '../../catalog'
import { movable } from '../useChanges'
import { Value } from '../../fields/Value'
import { joinParts } from '../../filters/parts'
import type { Column } from '../columns'
import type { Values } from '../useChanges'
import { useRecords } from '../useRecords'
import { childrenOf, isHere } from './branches'

/** What every part of one tree shares. */
export interface TreeParts {
  object: ObjectDef
  field: FieldDef
  columns: Column[]
  fields: string[]
  filter: Filter | null
  sort?: string
  open: ReadonlySet<string>
  /** The row that the tab key comes to. */
  active: string | null
  template: string
  known: Map<string, RecordRow>
  /** What is being moved, to below what. */
  moving: Readonly<Record<string, Values>>
  onToggle: (id: string, open: boolean) => void
  onOpen: (record: RecordRow) => void
}
interface Props extends TreeParts { asked: Filter | null; q?: string; flat: boolean; parent: string | null; level: number }

/** The records below one, or those that a tree begins with; each opens to those below it. */
export function Branch({ asked, q, flat, parent, level, ...parts }: Props) {
  const { object, field, fields, sort, filter, open, known, moving } = parts
  const { t } = useTranslation()
  const { data, rows: fetched, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRecords(object.key, { filter: asked, sort, q, fields: [...new Set([...fields, field.key])] })
  const rows = fetched.filter((row) => isHere(row, field.key, parent, moving[row.id]))
  // Before anybody can act on a row.
  useEffect(() => { for (const row of fetched) known.set(row.id, row) }, [fetched, known])
  const pages = flat ? [] : data?.pages.map((page) => page.items.map((row) => row.id)).filter((ids) => ids.length > 0) ?? []
  const below = useQueries({
    queries: pages.map((ids) => groupsQuery(object.key, { by: field.key, filter: joinParts([filter, { field: field.key, op: 'in', value: ids }]) })),
    combine: (results) => new Map(results.flatMap((one) => one.data?.groups ?? []).map((group) => [String(group.by[0]), group.count])),
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight={level > 1} />
  if (isPending) return <Bones lines={level > 1 ? 2 : 8} />
  if (rows.length === 0 && level === 1) return <EmptyState title={filter || q ? t('list.emptyFiltered', { name: pick(object.label_plural) }) : t('list.empty', { name: pick(object.label_plural) })} help={filter || q ? undefined : pick(object.description)} />
  return (
    <>
      {rows.map((record, at) => {
        const count = below.get(record.id) ?? 0
        return (
          <Fragment key={record.id}>
            <TreeRow {...parts} record={record} parent={parent} level={level} count={count} reachable={parts.active ? parts.active === record.id : level === 1 && at === 0} />
            {count > 0 && open.has(record.id) && <Branch {...parts} asked={childrenOf(filter, field.key, record.id)} flat={false} parent={record.id} level={level + 1} />}
          </Fragment>
        )
      })}
      {hasNextPage && <Button type="link" loading={isFetchingNextPage} style={{ marginInlineStart: 12 + 20 * level }} onClick={() => void fetchNextPage()}>{t('views.loadMore')}</Button>}
    </>
  )
}

function TreeRow({ object, field, columns, template, open, onToggle, onOpen, record, parent, level, count, reachable }: TreeParts & { record: RecordRow; parent: string | null; level: number; count: number; reachable: boolean }) {
  const { t } = useTranslation()
  const { setNodeRef: drag, listeners, isDragging } = useDraggable({ id: record.id, disabled: !movable(object, record, field.key) })
  const { setNodeRef: drop, isOver } = useDroppable({ id: record.id, disabled: isDragging })
  const title = titleOf(object, record)
  const expanded = count > 0 ? open.has(record.id) : undefined
  return (
    <div ref={(node) => { drag(node); drop(node) }} role="row" tabIndex={reachable ? 0 : -1} aria-level={level} aria-expanded={expanded} data-node={record.id} data-parent={parent ?? ''}
      className={`tree-row${isDragging ? ' dragging' : ''}${isOver ? ' over' : ''}`} style={{ gridTemplateColumns: template }} {...listeners} onClick={() => onOpen(record)}>
      <div role="gridcell" className="cell" style={{ paddingInlineStart: 12 + 20 * (level - 1) }}>
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

import { DndContext, pointerWithin, useDroppable } from '@dnd-kit/core'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldDef, Filter, ObjectDef, RecordRow } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { usePhone } from '@/ui/useMedia'
import { fieldOf, titleOf } from '../../catalog'
import type { Column } from '../columns'
import { spoken, useDragSensors } from '../dragging'
import { movable, useChanges } from '../useChanges'
import { ROW, useVirtualRows } from '../grid/rows'
import { Branch } from './Branch'
import { childrenOf, entriesOf, rootsOf, type Read, type Shown } from './branches'
import { TreeRest, TreeRow } from './TreeRow'
import { useActiveRow } from './useActiveRow'
import './tree.css'

interface Props { object: ObjectDef; field: FieldDef; columns: Column[]; fields: string[]; filter: Filter | null; q?: string; sort?: string; onOpen: (record: RecordRow) => void }

const TOP = 'top'

/** Records below the record they refer to, fetched as they are opened; moving one changes what it refers to. */
export function Tree({ object, field, columns, fields, filter, q, sort, onOpen }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { pending, change } = useChanges(object)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [reads, setReads] = useState<ReadonlyMap<string | null, Read>>(new Map())
  const [dragged, setDragged] = useState<string | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const sensors = useDragSensors()
  const roots = useMemo(() => (q || !fieldOf(object, 'created_at') ? null : rootsOf(filter, field.key)), [object, filter, field.key, q])
  const facts = columns.filter((column) => !column.isTitle && column.key !== field.key).slice(0, phone ? 1 : undefined)
  const template = ['minmax(240px, 2fr)', ...facts.map(({ spec }) => `minmax(${spec.width}px, 1fr)`)].join(' ')
  const minWidth = facts.reduce((sum, { spec }) => sum + spec.width, 240)
  const isMovable = (record: RecordRow) => movable(object, record, field.key)

  const onRead = useCallback((parent: string | null, read: Read | null) => setReads((old) => { const next = new Map(old); if (read) next.set(parent, read); else next.delete(parent); return next }), [])
  const entries = useMemo(() => entriesOf(reads, open, field.key, pending), [reads, open, field.key, pending])
  const rows = useMemo(() => entries.filter((one): one is Shown => one.kind === 'row'), [entries])
  const opened = rows.filter(({ record, count }) => count > 0 && open.has(record.id)).map(({ record }) => record.id)
  const recordOf = (id: string | null) => rows.find((one) => one.key === id)?.record
  const placeOf = (id: string | null) => entries.findIndex((one) => one.key === id)
  const { active, focus, onFocus } = useActiveRow(scroll, rows, (id) => virtual.scrollToIndex(placeOf(id)))
  const virtual = useVirtualRows(entries.length, scroll, { keep: [placeOf(active), placeOf(dragged)], size: (at) => (entries[at]?.kind === 'error' ? 4 * ROW : ROW) })

  const toggle = (id: string, wanted: boolean) => setOpen((old) => { const next = new Set(old); if (wanted) next.add(id); else next.delete(id); return next })
  const move = async (record: RecordRow, to: string | null) => {
    if ((record[field.key] ?? null) === to || record.id === to) return
    const above = recordOf(to)
    const words = above ? say('views.movedUnder', { title: titleOf(object, record), parent: titleOf(object, above) }) : say('views.movedTop', { title: titleOf(object, record) })
    if (await change(record, { [field.key]: to }, words) && to !== null) toggle(to, true)
    focus(record.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset.node
    const at = rows.findIndex((one) => one.key === id)
    const row = rows[at]
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return
    const { record, parent } = row
    const expanded = row.count > 0 && open.has(record.id)
    const go = (to: Shown | undefined) => { if (to) focus(to.key) }
    if (event.key === 'Enter') onOpen(record)
    // What comes next is being read: it is not passed over.
    else if (event.key === 'ArrowDown') { if (entries[placeOf(row.key) + 1]?.kind !== 'more') go(rows[at + 1]) }
    else if (event.key === 'ArrowUp') go(rows[at - 1])
    else if (event.key === 'Home') go(rows[0])
    else if (event.key === 'End') go(rows[rows.length - 1])
    else if (event.key === 'ArrowRight' && event.shiftKey) {
      // Below the one before it on its own level.
      const before = rows.slice(0, at).reverse().find((one) => one.parent === parent)
      if (before && isMovable(record)) void move(record, before.key)
    } else if (event.key === 'ArrowLeft' && event.shiftKey) {
      const above = recordOf(parent)
      if (above && isMovable(record)) void move(record, (above[field.key] as string | null | undefined) ?? null)
    } else if (event.key === 'ArrowRight') {
      // Also where it is not known yet whether there is something below.
      if (expanded) go(rows[at + 1])
      else toggle(record.id, true)
    } else if (event.key === 'ArrowLeft') {
      if (expanded) toggle(record.id, false)
      else go(rows.find((one) => one.key === parent))
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const asking = { object, field, fields, filter, sort, onRead }
  const root = reads.get(null)
  return (
    <DndContext sensors={sensors} collisionDetection={pointerWithin} accessibility={spoken('views.treeKeys')} onDragStart={(event) => setDragged(String(event.active.id))} onDragCancel={() => setDragged(null)}
      onDragEnd={({ active: lifted, over }) => {
        setDragged(null)
        const record = recordOf(String(lifted.id))
        if (record && over) void move(record, over.id === TOP ? null : String(over.id))
      }}>
      <Branch {...asking} asked={roots ?? filter} q={q} flat={roots === null} parent={null} />
      {opened.map((id) => <Branch key={id} {...asking} asked={childrenOf(filter, field.key, id)} parent={id} />)}
      <div ref={scroll} className="tree" role="treegrid" aria-label={pick(object.label_plural)} aria-rowcount={entries.length === rows.length ? rows.length + 1 : -1} onKeyDown={onKeyDown} onFocus={onFocus}>
        <div role="row" aria-rowindex={1} className="tree-row tree-head" style={{ gridTemplateColumns: template, minWidth }}>
          <div role="columnheader" className="cell">{pick(fieldOf(object, object.title_field)?.label ?? object.label)}</div>
          {facts.map(({ key, field: one, spec }) => <div key={key} role="columnheader" className={`cell${spec.align ? ' right' : ''}`}><span className="ellipsis">{pick(one.label)}</span></div>)}
          {dragged !== null && <Top />}
        </div>
        {roots === null && <p className="note small">{t('views.flat')}</p>}
        {!root || root.isPending ? <Bones lines={8} /> : root.error ? <ErrorState error={root.error} onRetry={() => void root.refetch()} /> : entries.length === 0 ? <EmptyState title={filter || q ? t('list.emptyFiltered', { name: pick(object.label_plural) }) : t('list.empty', { name: pick(object.label_plural) })} help={filter || q ? undefined : pick(object.description)} /> : (
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth, position: 'relative' }}>
            {virtual.getVirtualItems().map(({ index, start, size }) => {
              const entry = entries[index]!
              // Not by a transform, which dragging leaves out when it measures.
              const style = { gridTemplateColumns: template, height: size, top: start }
              if (entry.kind !== 'row') return <TreeRest key={entry.key} entry={entry} read={reads.get(entry.parent)} at={index} style={style} />
              return <TreeRow key={entry.key} object={object} columns={facts} entry={entry} at={index} style={style} expanded={entry.count > 0 ? open.has(entry.key) : undefined} reachable={entry.key === active} fixed={!isMovable(entry.record)} onToggle={toggle} onOpen={onOpen} />
            })}
          </div>
        )}
      </div>
      {!phone && <div className="list-foot"><span className="ellipsis">{t('views.treeKeys')}</span></div>}
    </DndContext>
  )
}

function Top() {
  const { t } = useTranslation()
  const { setNodeRef, isOver } = useDroppable({ id: TOP })
  return <div ref={setNodeRef} role="presentation" className={`tree-top${isOver ? ' over' : ''}`}>{t('views.top')}</div>
}

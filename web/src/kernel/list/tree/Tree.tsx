import { DndContext, pointerWithin, useDroppable } from '@dnd-kit/core'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldDef, Filter, ObjectDef, RecordRow } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { usePhone } from '@/ui/useMedia'
import { fieldOf, titleOf } from '../../catalog'
import type { Column } from '../columns'
import { spoken, useDragSensors } from '../dragging'
import { movable, useChanges } from '../useChanges'
import { Branch, type TreeParts } from './Branch'
import { rootsOf } from './branches'
import './tree.css'

interface Props { object: ObjectDef; field: FieldDef; columns: Column[]; fields: string[]; filter: Filter | null; q?: string; sort?: string; onOpen: (record: RecordRow) => void }

const TOP = 'top'
const nodes = (inside: Element) => [...inside.querySelectorAll<HTMLElement>('[data-node]')]

/** Records below the record they refer to, fetched as they are opened; moving one changes what it refers to. */
export function Tree({ object, field, columns, fields, filter, q, sort, onOpen }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { pending, change } = useChanges(object)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string | null>(null)
  const [dragging, setDragging] = useState(false)
  const known = useRef(new Map<string, RecordRow>())
  const sensors = useDragSensors()
  const roots = useMemo(() => (q || !fieldOf(object, 'created_at') ? null : rootsOf(filter, field.key)), [object, filter, field.key, q])
  const facts = columns.filter((column) => !column.isTitle && column.key !== field.key).slice(0, phone ? 1 : undefined)
  const template = ['minmax(240px, 2fr)', ...facts.map(({ spec }) => `minmax(${spec.width}px, 1fr)`)].join(' ')

  const toggle = (id: string, wanted: boolean) => setOpen((old) => { const next = new Set(old); if (wanted) next.add(id); else next.delete(id); return next })
  const move = async (record: RecordRow, to: string | null) => {
    if ((record[field.key] ?? null) === to || record.id === to) return
    const above = to === null ? undefined : known.current.get(to)
    const words = above ? say('views.movedUnder', { title: titleOf(object, record), parent: titleOf(object, above) }) : say('views.movedTop', { title: titleOf(object, record) })
    if (await change(record, { [field.key]: to }, words) && to !== null) toggle(to, true)
    requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-node="${record.id}"]`)?.focus()))
  }
  const parts: TreeParts = { object, field, columns: facts, fields, filter, sort, open, active, template, known: known.current, moving: pending, onToggle: toggle, onOpen }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')
    const record = row && known.current.get(row.dataset.node!)
    if (!row || !record || event.ctrlKey || event.altKey || event.metaKey) return
    const all = nodes(event.currentTarget)
    const at = all.indexOf(row)
    const parent = row.dataset.parent || null
    const expanded = row.getAttribute('aria-expanded')
    if (event.key === 'Enter') onOpen(record)
    else if (event.key === 'ArrowDown') all[at + 1]?.focus()
    else if (event.key === 'ArrowUp') all[at - 1]?.focus()
    else if (event.key === 'Home') all[0]?.focus()
    else if (event.key === 'End') all[all.length - 1]?.focus()
    else if (event.key === 'ArrowRight' && event.shiftKey) {
      // Below the one before it on its own level.
      const before = all.slice(0, at).reverse().find((one) => (one.dataset.parent || null) === parent)
      if (before && movable(object, record, field.key)) void move(record, before.dataset.node!)
    } else if (event.key === 'ArrowLeft' && event.shiftKey) {
      const above = parent === null ? undefined : known.current.get(parent)
      if (above && movable(object, record, field.key)) void move(record, (above[field.key] as string | null | undefined) ?? null)
    } else if (event.key === 'ArrowRight') {
      // Also where it is not known yet whether there is something below.
      if (expanded === 'true') all[at + 1]?.focus()
      else toggle(record.id, true)
    } else if (event.key === 'ArrowLeft') {
      if (expanded === 'true') toggle(record.id, false)
      else if (parent !== null) all.find((one) => one.dataset.node === parent)?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <DndContext sensors={sensors} collisionDetection={pointerWithin} accessibility={spoken('views.treeKeys')} onDragStart={() => setDragging(true)} onDragCancel={() => setDragging(false)}
      onDragEnd={({ active: lifted, over }) => {
        setDragging(false)
        const record = known.current.get(String(lifted.id))
        if (record && over) void move(record, over.id === TOP ? null : String(over.id))
      }}>
      <div className="tree" role="treegrid" aria-label={pick(object.label_plural)} onKeyDown={onKeyDown} onFocus={(event) => { const id = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset.node; if (id) setActive(id) }}>
        <div role="row" className="tree-row tree-head" style={{ gridTemplateColumns: template }}>
          <div role="columnheader" className="cell">{pick(fieldOf(object, object.title_field)?.label ?? object.label)}</div>
          {facts.map(({ key, field: one, spec }) => <div key={key} role="columnheader" className={`cell${spec.align ? ' right' : ''}`}><span className="ellipsis">{pick(one.label)}</span></div>)}
          {dragging && <Top />}
        </div>
        {roots === null && <p className="note small">{t('views.flat')}</p>}
        <Branch {...parts} asked={roots ?? filter} q={q} flat={roots === null} parent={null} level={1} />
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

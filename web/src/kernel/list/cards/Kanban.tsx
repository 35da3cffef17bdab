import { Button } from 'antd'
import { DndContext, DragOverlay, pointerWithin, useDraggable, useDroppable } from '@dnd-kit/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '@/api/groups'
import type { FieldDef, Filter, ObjectDef, RecordRow } from '@/api/types'
import { titleOf } from '@/kernel/catalog'
import { CardFacts } from './CardFacts'
import { boardColumns, dealCards, type BoardColumn } from './board'
import type { Column } from '../columns'
import { spoken, useDragSensors } from '../dragging'
import { movable } from '../useChanges'
import { useMoves } from './useMoves'
import './kanban.css'

interface Props { object: ObjectDef; field: FieldDef; columns: Column[]; rows: RecordRow[]; more: boolean; onMore: () => void; filter: Filter | null; q?: string; onOpen: (record: RecordRow) => void }

/** Records as cards in a column for each value of a field; moving a card changes the value. */
export function Kanban({ object, field, columns: facts, rows, more, onMore, filter, q, onOpen }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...groupsQuery(object.key, { by: field.key, filter, q }), placeholderData: (old) => old })
  const { moving, move } = useMoves(object, field)
  const [lifted, setLifted] = useState<RecordRow | null>(null)
  const sensors = useDragSensors()
  const columns = boardColumns(field, data?.groups ?? [])
  const dealt = dealCards(rows, field.key, columns, moving)
  const shown = facts.filter((fact) => !fact.isTitle && fact.key !== field.key).slice(0, 4)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = (event.target as HTMLElement).dataset.card
    const at = dealt.findIndex((cards) => cards.some((card) => card.id === id))
    if (!id || at < 0) return
    const cards = dealt[at]!
    const place = cards.findIndex((card) => card.id === id)
    const aside = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const along = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (aside === 0 && along === 0) return
    event.preventDefault()
    event.stopPropagation()
    if (aside !== 0 && event.shiftKey) {
      const target = columns[at + aside]
      if (target && movable(object, cards[place]!, field.key)) { void move(cards[place]!, target).then(() => focusCard(id)); focusCard(id) }
    } else if (along !== 0) focusCard(cards[place + along]?.id)
    else {
      // The next column that has a card.
      for (let next = at + aside; dealt[next]; next += aside) if (dealt[next]!.length > 0) { focusCard(dealt[next]![Math.min(place, dealt[next]!.length - 1)]!.id); break }
    }
  }
  return (
    <DndContext sensors={sensors} collisionDetection={pointerWithin} accessibility={spoken('views.keys')}
      onDragStart={({ active }) => setLifted(rows.find((row) => row.id === active.id) ?? null)} onDragCancel={() => setLifted(null)}
      onDragEnd={({ active, over }) => {
        setLifted(null)
        const record = rows.find((row) => row.id === active.id)
        const column = over ? columns[Number(over.id)] : undefined
        if (record && column) void move(record, column)
      }}>
      <div className="board" role="region" aria-label={t('views.board')} tabIndex={0} onKeyDown={onKeyDown}>
        {columns.map((column, at) => (
          <Lane key={column.value ?? ''} at={at} column={column} total={rows.length > 0 && !more ? dealt[at]!.length : column.count}>
            {dealt[at]!.map((record) => <Card key={record.id} object={object} record={record} facts={shown} fixed={!movable(object, record, field.key)} onOpen={onOpen} />)}
            {dealt[at]!.length === 0 && <li className="muted small">{t('views.none')}</li>}
          </Lane>
        ))}
        {more && <Button onClick={onMore}>{t('views.loadMore')}</Button>}
      </div>
      <DragOverlay dropAnimation={null}>{lifted && <div className="board-card"><b className="ellipsis">{titleOf(object, lifted)}</b></div>}</DragOverlay>
    </DndContext>
  )
}

function focusCard(id: string | undefined) {
  if (id) requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus()))
}

function Lane({ at, column, total, children }: { at: number; column: BoardColumn; total: number; children: React.ReactNode }) {
  const { t } = useTranslation()
  const { setNodeRef, isOver } = useDroppable({ id: at })
  return (
    <section ref={setNodeRef} className={`board-column${isOver ? ' over' : ''}`} data-column={column.value ?? ''} aria-label={t('views.column', { name: column.label, n: total, count: total })}>
      <div className="board-head"><b className="grow ellipsis">{column.label}</b><span className="muted num">{total.toLocaleString()}</span></div>
      <ul className="board-cards" tabIndex={0}>{children}</ul>
    </section>
  )
}

function Card({ object, record, facts, fixed, onOpen }: { object: ObjectDef; record: RecordRow; facts: Column[]; fixed: boolean; onOpen: (record: RecordRow) => void }) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: record.id, disabled: fixed })
  return (
    <li>
      <div ref={setNodeRef} role="button" tabIndex={0} className={`board-card${isDragging ? ' dragging' : ''}`} data-card={record.id} {...listeners} onClick={() => onOpen(record)}
        onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); onOpen(record) } }}>
        <b className="ellipsis" style={{ display: 'block' }}>{titleOf(object, record)}</b>
        <CardFacts columns={facts} record={record} />
      </div>
    </li>
  )
}

import { Button } from 'antd'
import { CloseOutlined, HolderOutlined } from '@ant-design/icons'
import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { focusItem, silent, stepFocus } from './focus'

/** `depth` sets an entry in below the one before it. */
export interface Item { id: string; label: string; more?: ReactNode; depth?: number }
interface Props { name: string; items: Item[]; current?: string; onSelect?: (id: string) => void; onMove: (from: number, to: number) => void; onRemove?: (id: string) => void; onEnter?: () => void; onIndent?: (id: string, by: 1 | -1) => void }

/** Entries in an order that is changed by dragging or with Shift and the arrow keys. */
export function SortableList({ name, items, current, onSelect, onMove, onRemove, onEnter, onIndent }: Props) {
  const { t } = useTranslation()
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const at = (id: unknown) => items.findIndex((item) => item.id === id)
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const id = (event.target as HTMLElement).dataset.item
    if (id === undefined) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0 && event.shiftKey) {
      const to = at(id) + by
      if (to >= 0 && to < items.length) { onMove(at(id), to); focusItem(id) }
    } else if (by !== 0) stepFocus(event.currentTarget, by)
    else if (onIndent && event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) { onIndent(id, event.key === 'ArrowRight' ? 1 : -1); focusItem(id) }
    else if (event.key === 'Delete' && onRemove) {
      const next = items[at(id) + 1] ?? items[at(id) - 1]
      onRemove(id)
      if (next) focusItem(next.id)
    } else if (event.key === 'Enter' && onEnter) { onSelect?.(id); onEnter() } else return
    event.preventDefault()
  }
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} accessibility={silent(t('designer.keys'))}
      onDragEnd={({ active, over }) => { if (over && over.id !== active.id) onMove(at(active.id), at(over.id)) }}>
      <SortableContext items={items.map((item) => item.id)} strategy={verticalListSortingStrategy}>
        <ul className="sortable" aria-label={name} onKeyDown={onKeyDown}>
          {items.map((item) => <Entry key={item.id} item={item} current={item.id === current} onSelect={onSelect} onRemove={onRemove} />)}
        </ul>
      </SortableContext>
    </DndContext>
  )
}

function Entry({ item, current, onSelect, onRemove }: { item: Item; current: boolean; onSelect?: (id: string) => void; onRemove?: (id: string) => void }) {
  const { t } = useTranslation()
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: item.id })
  return (
    <li ref={setNodeRef} className={`sortable-item${isDragging ? ' dragging' : ''}`} style={{ marginLeft: item.depth ? 24 : undefined, transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}>
      <button type="button" className="plain sortable-grip" data-item={item.id} aria-current={current || undefined} onClick={() => onSelect?.(item.id)} {...listeners}>
        <HolderOutlined aria-hidden="true" /> <span className="ellipsis">{item.label}</span> {item.more}
      </button>
      {onRemove && <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('designer.removeOf', { name: item.label })} onClick={() => onRemove(item.id)} />}
    </li>
  )
}

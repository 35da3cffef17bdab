import { Tag } from 'antd'
import { useDroppable } from '@dnd-kit/core'
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { FieldSection, ObjectDef } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { entriesOf, itemOf } from './entries'

interface Props { at: number; section: FieldSection; object: ObjectDef; faults: Fault[]; pointer: string; conditional: (key: string) => boolean; chosen: string | null; onChoose: (id: string) => void }

/** One section on the canvas: its name, and its fields, texts and dividers, each of which can be chosen, moved and taken out. */
export function CanvasSection({ at, section, object, faults, pointer, conditional, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const id = `section:${at}`
  const { setNodeRef, isOver } = useDroppable({ id })
  const bad = (place: string) => faults.some((fault) => fault.pointer === place || fault.pointer.startsWith(`${place}/`))
  const items = entriesOf(section).map((entry) => ({ entry, item: itemOf(section, at, entry) }))
  return (
    <div ref={setNodeRef} className={`canvas-section${isOver ? ' over' : ''}${chosen === id ? ' chosen' : ''}`}>
      <button type="button" className="plain canvas-section-head" data-item={id} aria-pressed={chosen === id} onClick={() => onChoose(id)}>
        <b className="grow ellipsis">{pick(section.label) || t('designer.section')}</b>
        {section.kind && section.kind !== 'section' && <Tag>{t(`designer.sectionKinds.${section.kind}`)}</Tag>}
        {section.visible_when && <Tag>{t('designer.conditionOf')}</Tag>}
        {['visible_when', 'label', 'kind', 'columns'].some((part) => bad(`${pointer}/${part}`)) ? <span className="status bad" /> : null}
      </button>
      <SortableContext items={items.map((one) => one.item)} strategy={verticalListSortingStrategy}>
        <ul>
          {items.map(({ entry, item }) => {
            const field = typeof entry === 'string' ? fieldOf(object, entry) : undefined
            const wrong = typeof entry === 'string' ? bad(`${pointer}/rules/${entry}`) || bad(`${pointer}/fields/${section.fields.indexOf(entry)}`) : bad(`${pointer}/notes/${section.notes!.indexOf(entry)}`)
            return (
              <CanvasItem key={item} item={item} bad={wrong} chosen={chosen === item} onChoose={onChoose} conditional={typeof entry === 'string' && conditional(entry)}>
                {typeof entry === 'string' ? <>{pick(field?.label) || entry}{field?.required && <span className="tone-bad" aria-hidden="true"> *</span>}</> : <span className="muted">{entry.divider ? `— ${t('designer.divider')} —` : pick(entry.text) || t('designer.note')}</span>}
              </CanvasItem>
            )
          })}
        </ul>
      </SortableContext>
      {items.length === 0 && <p className="muted small canvas-empty">{t('designer.emptySection')}</p>}
    </div>
  )
}

function CanvasItem({ item, conditional, bad, chosen, onChoose, children }: { item: string; conditional: boolean; bad: boolean; chosen: boolean; onChoose: (id: string) => void; children: ReactNode }) {
  const { t } = useTranslation()
  const { setNodeRef, listeners, transform, transition, isDragging, isOver, activeIndex } = useSortable({ id: item })
  // What comes from elsewhere moves nothing aside yet: a line shows where it would lie.
  const landing = isOver && activeIndex < 0
  return (
    <li ref={setNodeRef} className={landing ? 'landing' : undefined} style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}>
      <button type="button" className={`plain canvas-field${chosen ? ' chosen' : ''}${isDragging ? ' dragging' : ''}`} data-item={item} aria-pressed={chosen} onClick={() => onChoose(item)} {...listeners}>
        <span className="ellipsis grow">{children}</span>
        {conditional && <Tag>{t('designer.conditionOf')}</Tag>}
        {bad && <span className="status bad">{t('designer.faults', { count: 1 })}</span>}
      </button>
    </li>
  )
}

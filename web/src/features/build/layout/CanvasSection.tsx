import { Tag } from 'antd'
import { useDroppable } from '@dnd-kit/core'
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { FieldSection, ObjectDef } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'

interface Props { at: number; section: FieldSection; object: ObjectDef; faults: Fault[]; pointer: string; chosen: string | null; onChoose: (id: string) => void }

/** One section on the canvas: its name and its fields, each of which can be chosen, moved and taken out. */
export function CanvasSection({ at, section, object, faults, pointer, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const id = `section:${at}`
  const { setNodeRef, isOver } = useDroppable({ id })
  const bad = (place: string) => faults.some((fault) => fault.pointer === place || fault.pointer.startsWith(`${place}/`))
  return (
    <div ref={setNodeRef} className={`canvas-section${isOver ? ' over' : ''}${chosen === id ? ' chosen' : ''}`}>
      <button type="button" className="plain canvas-section-head" data-item={id} aria-pressed={chosen === id} onClick={() => onChoose(id)}>
        <b className="grow ellipsis">{pick(section.label) || t('designer.section')}</b>
        {section.visible_when && <Tag>{t('designer.conditionOf')}</Tag>}
        {bad(`${pointer}/visible_when`) || bad(`${pointer}/label`) ? <span className="status bad" /> : null}
      </button>
      <SortableContext items={section.fields.map((key) => `field:${key}`)} strategy={verticalListSortingStrategy}>
        <ul>
          {section.fields.map((key, place) => (
            <CanvasField key={key} id={`field:${key}`} name={pick(fieldOf(object, key)?.label) || key} required={fieldOf(object, key)?.required} conditional={Boolean(section.rules?.[key])}
              bad={bad(`${pointer}/rules/${key}`) || bad(`${pointer}/fields/${place}`)} chosen={chosen === `field:${key}`} onChoose={onChoose} />
          ))}
        </ul>
      </SortableContext>
      {section.fields.length === 0 && <p className="muted small canvas-empty">{t('designer.emptySection')}</p>}
    </div>
  )
}

function CanvasField({ id, name, required, conditional, bad, chosen, onChoose }: { id: string; name: string; required?: boolean; conditional: boolean; bad: boolean; chosen: boolean; onChoose: (id: string) => void }) {
  const { t } = useTranslation()
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id })
  return (
    <li ref={setNodeRef} style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}>
      <button type="button" className={`plain canvas-field${chosen ? ' chosen' : ''}${isDragging ? ' dragging' : ''}`} data-item={id} aria-pressed={chosen} onClick={() => onChoose(id)} {...listeners}>
        <span className="ellipsis grow">{name}{required && <span className="tone-bad" aria-hidden="true"> *</span>}</span>
        {conditional && <Tag>{t('designer.conditionOf')}</Tag>}
        {bad && <span className="status bad">{t('designer.faults', { n: 1 })}</span>}
      </button>
    </li>
  )
}

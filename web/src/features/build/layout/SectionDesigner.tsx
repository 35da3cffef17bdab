import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { closestCenter, DndContext, DragOverlay, PointerSensor, pointerWithin, useDraggable, useSensor, useSensors, type CollisionDetection, type DragEndEvent } from '@dnd-kit/core'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayoutBody } from '@/api/building'
import type { FieldDef, FieldSection, ObjectDef } from '@/api/types'
import { kindWords, fieldOf } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { placeField, placeOf, removeField, sectionsIn, stepField, stepSection, unplaced, withSections, type Part } from './body'
import { focusItem, silent, stepFocus } from '../designer/focus'
import { CanvasSection } from './CanvasSection'
import { SectionProperties } from './SectionProperties'
import type { Draft } from '../designer/useDraft'

interface Props { object: ObjectDef; draft: Draft<LayoutBody>; part: Part; chosen: string | null; onChoose: (id: string | null) => void }

/** Fields under the pointer come before the section they lie in. */
const collide: CollisionDetection = (args) => {
  const hits = pointerWithin(args)
  const fields = hits.filter((hit) => String(hit.id).startsWith('field:'))
  return fields.length > 0 ? fields : hits.length > 0 ? hits : closestCenter(args)
}
const keyOf = (id: unknown) => String(id).replace(/^(field|palette):/, '')

/** Palette, canvas and properties of what is made of sections: the form and the record page. */
export function SectionDesigner({ object, draft, part, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<string | null>(null)
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const sections = sectionsIn(draft.body, part)
  const put = (make: (old: FieldSection[]) => FieldSection[] | null, tag?: string) => draft.change((body) => { const next = make(sectionsIn(body, part)); return next ? withSections(body, part, next) : body }, tag)
  const left = unplaced(object, sections, part)
  const nameOf = (key: string) => pick(fieldOf(object, key)?.label) || key
  const add = (key: string) => {
    const place = chosen?.startsWith('section:') ? Number(chosen.slice(8)) : chosen ? placeOf(sections, keyOf(chosen))?.section : undefined
    const section = place ?? Math.max(0, sections.length - 1)
    put((old) => placeField(old, key, { section, at: old[section]?.fields.length ?? 0 }))
    onChoose(`field:${key}`)
  }
  const addSection = () => {
    put((old) => [...old, { label: { zh: '新的一节', en: 'New section' }, fields: [] }])
    onChoose(`section:${sections.length}`)
    focusItem(`section:${sections.length}`)
  }
  const remove = (id: string) => {
    if (id.startsWith('section:')) put((old) => old.filter((_, at) => at !== Number(id.slice(8))))
    else put((old) => removeField(old, keyOf(id)))
    onChoose(null)
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    if (!over || over.id === active.id) return
    const key = keyOf(active.id)
    const target = String(over.id).startsWith('field:') ? placeOf(sections, keyOf(over.id)) : { section: Number(String(over.id).slice(8)), at: Infinity }
    if (!target) return
    put((old) => placeField(old, key, target))
    onChoose(`field:${key}`)
  }
  const onCanvasKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = (event.target as HTMLElement).dataset.item
    if (!id) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0 && event.shiftKey) {
      if (id.startsWith('section:')) {
        const at = Number(id.slice(8))
        if (!stepSection(sections, at, by)) return
        put((old) => stepSection(old, at, by))
        onChoose(`section:${at + by}`)
        focusItem(`section:${at + by}`)
      } else { put((old) => stepField(old, keyOf(id), by)); focusItem(id) }
    } else if (by !== 0) stepFocus(event.currentTarget, by)
    else if (event.key === 'Delete') {
      const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')]
      const before = items[items.indexOf(event.target as HTMLElement) - 1]?.dataset.item
      remove(id)
      if (before) focusItem(before)
    } else if (event.key === 'Enter') {
      onChoose(id)
      requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>('.designer-properties :is(input,textarea)')?.focus()))
    } else return
    event.preventDefault()
  }
  return (
    <DndContext sensors={sensors} collisionDetection={collide} accessibility={silent(t('designer.keys'))} onDragStart={({ active }) => setDragged(keyOf(active.id))} onDragCancel={() => setDragged(null)} onDragEnd={onDragEnd}>
      <div className="designer">
        <section className="designer-palette" aria-label={t('designer.palette')}>
          <h3>{t('designer.palette')}</h3>
          {left.length === 0 && <p className="muted small">{t('designer.allPlaced')}</p>}
          <ul onKeyDown={(event) => { const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0; if (by !== 0) { event.preventDefault(); stepFocus(event.currentTarget, by) } }}>
            {left.map((field) => <PaletteField key={field.key} field={field} onAdd={() => add(field.key)} />)}
          </ul>
          {part === 'form' && left.length > 0 && <p className="muted small">{t('designer.unplaced')}</p>}
        </section>
        <section className="designer-canvas" aria-label={t('designer.canvas')} onKeyDown={onCanvasKey}>
          {sections.map((section, at) => (
            <CanvasSection key={at} at={at} section={section} object={object} faults={draft.faults} pointer={`${part === 'form' ? '/form' : '/detail/sections'}/${at}`} chosen={chosen} onChoose={onChoose} />
          ))}
          <Button icon={<PlusOutlined />} onClick={addSection} style={{ alignSelf: 'flex-start' }}>{t('designer.addSection')}</Button>
          <p className="muted small">{t('designer.keys')}</p>
        </section>
        <section className="designer-properties" aria-label={t('designer.properties')}>
          <SectionProperties object={object} part={part} sections={sections} faults={draft.faults} chosen={chosen} put={put} onRemove={remove} />
        </section>
      </div>
      <DragOverlay dropAnimation={null}>{dragged && <div className="canvas-field lifted">{nameOf(dragged)}</div>}</DragOverlay>
    </DndContext>
  )
}

function PaletteField({ field, onAdd }: { field: FieldDef; onAdd: () => void }) {
  const { t } = useTranslation()
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `palette:${field.key}` })
  return (
    <li>
      <button ref={setNodeRef} type="button" className={`plain canvas-field${isDragging ? ' dragging' : ''}`} data-item={`palette:${field.key}`} aria-label={t('designer.addTo', { name: pick(field.label) })} onClick={onAdd} {...listeners}>
        <span className="ellipsis grow">{pick(field.label)}</span><span className="muted small">{kindWords(field.derived ?? field.kind)}</span>
      </button>
    </li>
  )
}

import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { closestCenter, DndContext, DragOverlay, PointerSensor, pointerWithin, useDraggable, useSensor, useSensors, type CollisionDetection, type DragEndEvent } from '@dnd-kit/core'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayoutBody } from '@/api/building'
import type { FieldSection, ObjectDef } from '@/api/types'
import { kindWords, fieldOf } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { rootOf, sectionsIn, stepSection, unplaced, variantOf, withSections, type Part } from './body'
import { entriesOf, noteOf, placeItem, placeOf, removeItem, stepItem } from './entries'
import { focusItem, silent, stepFocus } from '../designer/focus'
import { CanvasSection } from './CanvasSection'
import { SectionProperties } from './SectionProperties'
import { VariantList, VariantProperties } from './Variants'
import type { Draft } from '../designer/useDraft'

interface Props { object: ObjectDef; draft: Draft<LayoutBody>; part: Part; chosen: string | null; onChoose: (id: string | null) => void; onPart: (part: Part, chosen?: string) => void }

/** What is under the pointer comes before the section it lies in. */
const collide: CollisionDetection = (args) => {
  const hits = pointerWithin(args)
  const items = hits.filter((hit) => !String(hit.id).startsWith('section:'))
  return items.length > 0 ? items : hits.length > 0 ? hits : closestCenter(args)
}

/** Palette, canvas and properties of what is made of sections: the form and the record page. */
export function SectionDesigner({ object, draft, part, chosen, onChoose, onPart }: Props) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<string | null>(null)
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const sections = sectionsIn(draft.body, part)
  const put = (make: (old: FieldSection[]) => FieldSection[] | null | undefined, tag?: string) => draft.change((body) => { const next = make(sectionsIn(body, part)); return next ? withSections(body, part, next) : body }, tag)
  const left = unplaced(object, sections, part)
  const rules = part === 'form' ? sections : draft.body.form
  const nameOf = (item: string) => {
    if (item === 'new:divider' || noteOf(sections, item)?.divider) return t('designer.divider')
    const text = noteOf(sections, item)?.text
    return item.startsWith('n') ? pick(text) || t('designer.note') : pick(fieldOf(object, item.slice(item.indexOf(':') + 1))?.label)
  }
  const place = (item: string, to: { section: number; at: number }) => {
    put((old) => placeItem(old, item, to).sections)
    onChoose(placeItem(sections, item, to).item)
  }
  const add = (item: string) => {
    const near = chosen && placeOf(sections, chosen)
    const section = chosen?.startsWith('section:') ? Number(chosen.slice(8)) : near ? near.section : Math.max(0, sections.length - 1)
    place(item, { section, at: near && item.startsWith('new:') ? near.at : entriesOf(sections[section] ?? { label: { zh: '', en: '' }, fields: [] }).length })
  }
  const addSection = () => {
    put((old) => [...old, { label: { zh: '新的一节', en: 'New section' }, fields: [] }])
    onChoose(`section:${sections.length}`)
    focusItem(`section:${sections.length}`)
  }
  const remove = (id: string) => {
    if (id.startsWith('section:')) put((old) => old.filter((_, at) => at !== Number(id.slice(8))))
    else put((old) => removeItem(old, id))
    onChoose(null)
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    if (!over || over.id === active.id) return
    const target = String(over.id).startsWith('section:') ? { section: Number(String(over.id).slice(8)), at: Infinity } : placeOf(sections, String(over.id))
    if (target) place(String(active.id), target)
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
      } else {
        const stepped = stepItem(sections, id, by)
        if (!stepped) return
        put((old) => stepItem(old, id, by)?.sections)
        onChoose(stepped.item)
        focusItem(stepped.item)
      }
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
    <DndContext sensors={sensors} collisionDetection={collide} accessibility={silent(t('designer.keys'))} onDragStart={({ active }) => setDragged(String(active.id))} onDragCancel={() => setDragged(null)} onDragEnd={onDragEnd}>
      <div className="designer">
        <section className="designer-palette" aria-label={t('designer.palette')}>
          {part !== 'detail' && <VariantList draft={draft} part={part} onPart={onPart} />}
          <h3>{t('designer.palette')}</h3>
          <ul onKeyDown={(event) => { const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0; if (by !== 0) { event.preventDefault(); stepFocus(event.currentTarget, by) } }}>
            {part !== 'detail' && NEW.map((item) => <PaletteItem key={item} item={item} name={nameOf(item)} onAdd={() => add(item)} />)}
            {left.map((field) => <PaletteItem key={field.key} item={`palette:${field.key}`} name={pick(field.label)} kind={kindWords(field.derived ?? field.kind)} onAdd={() => add(`palette:${field.key}`)} />)}
          </ul>
          {left.length === 0 && <p className="muted small">{t('designer.allPlaced')}</p>}
          {part !== 'detail' && left.length > 0 && <p className="muted small">{t(part === 'form' ? 'designer.unplaced' : 'designer.unplacedInVariant')}</p>}
        </section>
        <section className="designer-canvas" aria-label={t('designer.canvas')} onKeyDown={onCanvasKey}>
          {sections.map((section, at) => (
            <CanvasSection key={at} at={at} section={section} object={object} faults={draft.faults} pointer={`${rootOf(part)}/${at}`} conditional={(key) => part !== 'detail' && rules.some((one) => one.rules?.[key])} chosen={chosen} onChoose={onChoose} />
          ))}
          <Button icon={<PlusOutlined />} onClick={addSection} style={{ alignSelf: 'flex-start' }}>{t('designer.addSection')}</Button>
          <p className="muted small">{t('designer.keys')}</p>
        </section>
        <section className="designer-properties" aria-label={t('designer.properties')}>
          {chosen ? <SectionProperties object={object} part={part} sections={sections} main={draft.body.form} faults={draft.faults} chosen={chosen} put={put} onRemove={remove} onMain={(item) => onPart('form', item)} />
            : variantOf(part) !== null ? <VariantProperties draft={draft} part={part} faults={draft.faults} onRemoved={() => onPart('form')} /> : <p className="muted">{t('designer.choose')}</p>}
        </section>
      </div>
      <DragOverlay dropAnimation={null}>{dragged && <div className="canvas-field lifted">{nameOf(dragged)}</div>}</DragOverlay>
    </DndContext>
  )
}

const NEW = ['new:text', 'new:divider']

function PaletteItem({ item, name, kind, onAdd }: { item: string; name: string; kind?: string; onAdd: () => void }) {
  const { t } = useTranslation()
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: item })
  return (
    <li>
      <button ref={setNodeRef} type="button" className={`plain canvas-field${isDragging ? ' dragging' : ''}`} data-item={item} aria-label={t('designer.addTo', { name })} onClick={onAdd} {...listeners}>
        <span className="ellipsis grow">{name}</span>{kind && <span className="muted small">{kind}</span>}
      </button>
    </li>
  )
}

import { Button, Checkbox } from 'antd'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { DndContext, DragOverlay, PointerSensor, useDraggable, useSensor, useSensors, type DragEndEvent, type DragMoveEvent } from '@dnd-kit/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bodyInWork } from '@/api/building'
import type { Block, BlockKind, PageBody, Place } from '@/api/pages'
import { GAP, ROW_HEIGHT } from '@/features/pages/PageGrid'
import { valuesOf } from '@/features/pages/parameters'
import { useCatalog, useMe } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { useWhileDragged } from '@/ui/whileDragged'
import type { DesignerProps } from '../designer/DefinitionsPage'
import { DesignerBar } from '../designer/DesignerBar'
import { focusItem, silent } from '../designer/focus'
import { useDraft } from '../designer/useDraft'
import { useShown } from '../designer/useShown'
import { putIntoMenu } from '../menu/putIntoMenu'
import { BlockProperties } from './BlockProperties'
import { changeBlock, fitted, KINDS, moveBy, newBlock, placeOf, put, resizeBy } from './body'
import { Canvas, type Ghost } from './Canvas'
import { PageProperties } from './PageProperties'
import { differenceWords } from './words'
import './pages.css'

/** One page as a draft until it is published. */
export function PageDesigner({ definitionKey: pageKey, definition, onBack, onReplaced }: DesignerProps<PageBody>) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const { business_date: today, menu } = useMe()
  const [start] = useState<PageBody>(() => ({ title: { zh: pageKey, en: '' }, blocks: [], ...bodyInWork(definition) }))
  const draft = useDraft<PageBody>('page', pageKey, start, definition)
  const [chosen, setChosen] = useState<string | null>(null)
  useShown(chosen)
  const [ghost, setGhost] = useState<Ghost | null>(null)
  const [listed, setListed] = useState(false)
  const grid = useRef<HTMLDivElement>(null)
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const { body } = draft
  const block = body.blocks.find((one) => one.id === chosen)
  const values = useMemo(() => valuesOf(body.parameters ?? [], {}, today), [body.parameters, today])
  const inMenu = JSON.stringify(menu).includes(`"/p/${pageKey}"`)
  const blocks = (make: (old: Block[]) => Block[], tag?: string) => draft.change((old) => ({ ...old, blocks: make(old.blocks) }), tag)
  const add = (kind: BlockKind, at?: Place) => {
    const last = body.blocks.findLast((one) => one.object)?.object
    const object = objects.find((one) => one.key === last) ?? objects.find((one) => one.rights.read && !one.archived) ?? objects[0]
    const made = newBlock(body.blocks, kind, object, at)
    blocks((old) => put([...old, made], made.id, placeOf(made)))
    setChosen(made.id)
    focusItem(made.id)
  }
  const remove = (id: string) => {
    const at = body.blocks.findIndex((one) => one.id === id)
    const next = body.blocks[at + 1] ?? body.blocks[at - 1]
    blocks((old) => old.filter((one) => one.id !== id))
    setChosen(next?.id ?? null)
    if (next) focusItem(next.id)
  }
  /** Where what is dragged would come to lie; none while it is beside the grid. */
  const aimed = ({ active, delta, over }: DragMoveEvent | DragEndEvent): Ghost | null => {
    const box = grid.current?.getBoundingClientRect()
    const [what, name] = String(active.id).split(':') as [string, string]
    if (!box) return null
    const width = (box.width + GAP) / 12
    const dx = delta.x / width
    const dy = delta.y / (ROW_HEIGHT + GAP)
    const one = body.blocks.find((each) => each.id === name)
    if (what === 'move' && one) return { id: name, place: fitted({ ...placeOf(one), x: one.x + dx, y: one.y + dy }) }
    if (what === 'size' && one) return { id: name, place: fitted({ ...placeOf(one), w: Math.min(one.w + dx, 12 - one.x), h: one.h + dy }) }
    const at = active.rect.current.translated
    if (what !== 'new' || !at || !over) return null
    const { w, h } = newBlock([], name as BlockKind, undefined)
    return { id: null, place: fitted({ x: (at.left - box.left) / width, y: (at.top - box.top) / (ROW_HEIGHT + GAP), w, h }) }
  }
  const end = (event: DragEndEvent) => {
    const target = aimed(event)
    setGhost(null)
    if (!target) return
    if (target.id) { const { id, place } = target; blocks((old) => put(old, id, place)); setChosen(id) } else add(String(event.active.id).split(':')[1] as BlockKind, target.place)
  }
  const dragged = useWhileDragged({ move: (event) => setGhost(aimed(event)), end, cancel: () => setGhost(null) })
  const jump = (pointer: string) => {
    const [, root, at] = pointer.split('/')
    const target = root === 'blocks' ? body.blocks[Number(at)]?.id ?? null : null
    setChosen(target)
    if (target) focusItem(target)
  }
  const publishing = inMenu ? null : <p style={{ marginTop: 12 }}><Checkbox checked={listed} onChange={(event) => setListed(event.target.checked)}>{t('pageDesigner.intoMenu')}</Checkbox></p>
  return (
    <DndContext sensors={sensors} accessibility={silent(t('pageDesigner.keys'))} {...dragged}>
      <div className="designer-page page-designer">
        <DesignerBar kind="page" definitionKey={pageKey} name={t('pageDesigner.titleOf', { name: pick(body.title) })} definition={definition} draft={draft} words={(one) => differenceWords(one, body)} publishing={publishing} onJump={jump} onReplaced={onReplaced} onPublished={() => { if (listed) void putIntoMenu({ key: pageKey, label: body.title, page: pageKey }) }}
          lead={<><Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('pageDesigner.pages')} onClick={onBack} /><h1 className="ellipsis page-name">{pick(body.title)}</h1>{definition.published && <Link to="/p/$key" params={{ key: pageKey } as never} className="small">{t('pageDesigner.open')}</Link>}</>} />
        <div className="designer">
          <section className="designer-palette" aria-label={t('pageDesigner.blocks')}>
            <h3>{t('pageDesigner.blocks')}</h3>
            <ul>{KINDS.map((kind) => <PaletteBlock key={kind} kind={kind} onAdd={() => add(kind)} />)}</ul>
          </section>
          <section className="designer-canvas" aria-label={t('designer.canvas')}>
            <Canvas body={body} faults={draft.faults} values={values} chosen={chosen} ghost={ghost} gridRef={grid} onChoose={setChosen} onRemove={remove}
              onKey={(id, dx, dy, resize) => { blocks((old) => (resize ? resizeBy(old, id, dx, dy) : moveBy(old, id, dx, dy)), `${resize ? 'size' : 'move'}:${id}`); focusItem(id) }} />
            <p className="muted small">{t('pageDesigner.keys')}</p>
          </section>
          <section className="designer-properties" aria-label={t('designer.properties')}>
            {block ? <BlockProperties key={block.id} body={body} block={block} faults={draft.faults} change={(part, tag) => draft.change((old) => changeBlock(old, block.id, part), tag)} onPlace={(place) => blocks((old) => put(old, block.id, place), `place:${block.id}`)} onRemove={() => remove(block.id)} />
              : <PageProperties body={body} faults={draft.faults} change={(part, tag) => draft.change((old) => ({ ...old, ...part }), tag)} />}
          </section>
        </div>
      </div>
      <DragOverlay dropAnimation={null}>{ghost?.id === null && <div className="canvas-field lifted">{t('pageDesigner.blocks')}</div>}</DragOverlay>
    </DndContext>
  )
}

function PaletteBlock({ kind, onAdd }: { kind: BlockKind; onAdd: () => void }) {
  const { t } = useTranslation()
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `new:${kind}` })
  return (
    <li><button ref={setNodeRef} type="button" className={`plain canvas-field${isDragging ? ' dragging' : ''}`} data-item={`new:${kind}`} aria-label={t('pageDesigner.add', { name: t(`pages.kinds.${kind}`) })} onClick={onAdd} {...listeners}>{t(`pages.kinds.${kind}`)}</button></li>
  )
}

import { useDraggable, useDroppable } from '@dnd-kit/core'
import type { CSSProperties, KeyboardEvent, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { Block, PageBody, Place } from '@/api/pages'
import { BlockPanel } from '@/features/pages/PageGrid'
import type { ParameterValues } from '@/features/pages/parameters'
import { partWords } from '@/lib/phrases'
import { stepFocus } from '../designer/focus'
import { blockName } from './words'

export interface Ghost { id: string | null; place: Place }
interface Props {
  body: PageBody
  faults: Fault[]
  values: ParameterValues
  chosen: string | null
  ghost: Ghost | null
  gridRef: Ref<HTMLDivElement>
  onChoose: (id: string | null) => void
  onKey: (id: string, dx: number, dy: number, resize: boolean) => void
  onRemove: (id: string) => void
}

const STEPS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const cells = ({ x, y, w, h }: Place): CSSProperties => ({ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` })

/** The page as it will be, each block with a cover that takes the mouse and the keys. */
export function Canvas({ body, faults, values, chosen, ghost, gridRef, onChoose, onKey, onRemove }: Props) {
  const { t } = useTranslation()
  const { setNodeRef } = useDroppable({ id: 'canvas' })
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = (event.target as HTMLElement).dataset.item
    if (!id) return
    const step = STEPS[event.key]
    if (step && event.altKey) stepFocus(event.currentTarget, step[0] + step[1] > 0 ? 1 : -1)
    else if (step) onKey(id, step[0], step[1], event.shiftKey)
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove(id)
    else if (event.key === 'Escape') onChoose(null)
    else return
    event.preventDefault()
  }
  const rows = Math.max(8, ...body.blocks.map((one) => one.y + one.h), ghost ? ghost.place.y + ghost.place.h : 0) + 2
  const order = body.blocks.map((block, at) => ({ block, at })).sort((a, b) => a.block.y - b.block.y || a.block.x - b.block.x)
  return (
    <div ref={setNodeRef}>
      <div ref={gridRef} className="page-grid page-canvas" style={{ gridTemplateRows: `repeat(${rows}, 48px)` }} onKeyDown={onKeyDown} onClick={(event) => { if (event.target === event.currentTarget) onChoose(null) }}>
        {ghost && <div className="page-ghost" style={cells(ghost.place)} />}
        {order.map(({ block, at }) => (
          <CanvasBlock key={block.id} block={block} values={values} chosen={chosen === block.id} faulty={faults.some((one) => one.pointer === `/blocks/${at}` || one.pointer.startsWith(`/blocks/${at}/`))} onChoose={() => onChoose(block.id)} />
        ))}
      </div>
      {body.blocks.length === 0 && <p className="muted page-start">{t('pageDesigner.start')}</p>}
    </div>
  )
}

function CanvasBlock({ block, values, chosen, faulty, onChoose }: { block: Block; values: ParameterValues; chosen: boolean; faulty: boolean; onChoose: () => void }) {
  const { t } = useTranslation()
  const name = blockName(block)
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `move:${block.id}` })
  const edge = useDraggable({ id: `size:${block.id}` })
  const place = t('pageDesigner.placeOf', { x: block.x + 1, y: block.y + 1, w: block.w, h: block.h })
  return (
    <div className={`canvas-block${chosen ? ' chosen' : ''}${faulty ? ' faulty' : ''}${isDragging ? ' dragging' : ''}`} style={cells(block)}>
      <div inert className="canvas-preview"><BlockPanel block={block} values={values} /></div>
      <button ref={setNodeRef} type="button" className="plain canvas-cover" data-item={block.id} aria-pressed={chosen} aria-label={partWords([name, place, faulty ? t('designer.faults', { count: 1 }) : ''])} onClick={onChoose} onFocus={onChoose} {...listeners} />
      <div ref={edge.setNodeRef} className="canvas-edge" title={t('pageDesigner.resize')} {...edge.listeners} />
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { lazy, Suspense, type ComponentType, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { Block, BlockKind } from '@/api/pages'
import { useObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { Boundary } from '@/ui/Boundary'
import { Bones, EmptyState } from '@/ui/states'
import { useMedia } from '@/ui/useMedia'
import { ChartBlock } from './blocks/ChartBlock'
import { ListBlock } from './blocks/ListBlock'
import { NumberBlock } from './blocks/NumberBlock'
import { ButtonsBlock, FormBlock, FrameBlock } from './blocks/OtherBlocks'
import { RecordBlock, RelatedBlock } from './blocks/RecordBlock'
import type { BlockProps } from './blocks/types'
import { filledFilter, type ParameterValues } from './parameters'
import './pages.css'

const KINDS: Record<BlockKind, ComponentType<BlockProps>> = {
  list: ListBlock, form: FormBlock, record: RecordBlock, related: RelatedBlock, chart: ChartBlock, number: NumberBlock,
  text: lazy(() => import('./blocks/TextBlock')), buttons: ButtonsBlock, frame: FrameBlock,
}
export const ROW_HEIGHT = 48
export const GAP = 12
const HEAD = 44
const WITHOUT_HEAD = new Set<BlockKind>(['number', 'text', 'buttons'])
// In a column these have the room they need; the others keep theirs and scroll, so that nothing moves when they have loaded.
const GROWING = new Set<BlockKind>(['number', 'text', 'buttons', 'form', 'record'])

export const heightOf = (block: Pick<Block, 'h'>): number => block.h * ROW_HEIGHT + (block.h - 1) * GAP

const columnRoom = (block: Block): CSSProperties => (GROWING.has(block.kind) ? { minHeight: Math.min(heightOf(block), 120) } : { height: heightOf(block) })

/** The blocks at their places; below each other, in reading order, where there is no room. */
export function PageGrid({ blocks, values }: { blocks: readonly Block[]; values: ParameterValues }) {
  const wide = useMedia('(min-width: 900px)')
  const order = [...blocks].sort((a, b) => a.y - b.y || a.x - b.x)
  return (
    <div className={wide ? 'page-grid' : 'page-column'}>
      {order.map((block) => (
        <div key={block.id} data-block={block.id} style={wide ? { gridColumn: `${block.x + 1} / span ${block.w}`, gridRow: `${block.y + 1} / span ${block.h}` } : columnRoom(block)}>
          <BlockPanel block={block} values={values} />
        </div>
      ))}
    </div>
  )
}

/** One block in its panel: its title, what it shows, and its own faults kept to itself. */
export function BlockPanel({ block, values }: { block: Block; values: ParameterValues }) {
  const { t } = useTranslation()
  const object = useObject(block.object)
  const Kind = KINDS[block.kind]
  const title = pick(block.title) || (WITHOUT_HEAD.has(block.kind) || block.unreadable ? '' : pick(object?.label_plural))
  const linked = object && (block.kind === 'list' || block.kind === 'related')
  const filter = filledFilter(block.filter, values)
  // Who designs a page may well not read what it will show.
  const hidden = block.unreadable || !Kind || (object && block.kind !== 'form' && !object.rights.read)
  return (
    <section className="panel block" aria-label={title || t(`pages.kinds.${block.kind}`)}>
      {title && (
        <div className="row block-head">
          <h2 className="grow ellipsis">{title}</h2>
          {linked && <Link to="/o/$object" params={{ object: object.key } as never} search={{ filter: filter ?? undefined, sort: block.sort ?? undefined } as never} className="small">{t('common.all')}</Link>}
        </div>
      )}
      <div className="block-body">
        {hidden ? <EmptyState title={t('pages.unreadable')} tight /> : <Boundary><Suspense fallback={<Bones lines={3} />}><Kind block={block} values={values} height={heightOf(block) - (title ? HEAD : 0) - 2} /></Suspense></Boundary>}
      </div>
    </section>
  )
}

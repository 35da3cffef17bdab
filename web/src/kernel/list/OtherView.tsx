import { lazy, Suspense } from 'react'
import type { Filter, ObjectDef, RecordRow, ViewDef, ViewKind } from '@/api/types'
import { Bones } from '@/ui/states'
import { fieldOf } from '../catalog'
import type { Column } from './columns'

const Kanban = lazy(() => import('./cards/Kanban').then((m) => ({ default: m.Kanban })))
const CalendarView = lazy(() => import('./CalendarView').then((m) => ({ default: m.CalendarView })))
const Gallery = lazy(() => import('./cards/Gallery').then((m) => ({ default: m.Gallery })))
const Gantt = lazy(() => import('./gantt/Gantt').then((m) => ({ default: m.Gantt })))
const Tree = lazy(() => import('./tree/Tree').then((m) => ({ default: m.Tree })))

interface Props { object: ObjectDef; view: ViewDef; columns: Column[]; rows: RecordRow[]; fields: string[]; filter: Filter | null; q?: string; sort?: string; more: boolean; onMore: () => void; onOpen: (record: RecordRow) => void }

const NEEDS: Record<ViewKind, readonly ('group' | 'date' | 'start' | 'end' | 'parent')[]> = { table: [], gallery: [], kanban: ['group'], calendar: ['date'], gantt: ['start', 'end'], tree: ['parent'] }
/** Kinds that ask for what they draw themselves. */
const ASKING: ReadonlySet<ViewKind> = new Set(['calendar', 'gantt', 'tree'])
export const asksItself = (kind: ViewKind): boolean => ASKING.has(kind)

/** How a view is drawn; a kind that this version does not know, or one whose field is gone, is a table. */
export function drawnAs(object: ObjectDef, view: ViewDef): ViewKind {
  const kind = view.kind ?? 'table'
  return NEEDS[kind]?.every((need) => view[need] && fieldOf(object, view[need])) ? kind : 'table'
}

/** A view that is no table; each kind is loaded when first shown. */
export function OtherView({ object, view, ...rest }: Props) {
  const kind = drawnAs(object, view)
  return (
    <Suspense fallback={<Bones lines={10} />}>
      {kind === 'kanban' && <Kanban object={object} field={fieldOf(object, view.group!)!} {...rest} />}
      {kind === 'calendar' && <CalendarView object={object} field={fieldOf(object, view.date!)!} {...rest} />}
      {kind === 'gallery' && <Gallery object={object} {...rest} />}
      {kind === 'gantt' && <Gantt object={object} start={fieldOf(object, view.start!)!} end={fieldOf(object, view.end!)!} {...rest} />}
      {kind === 'tree' && <Tree object={object} field={fieldOf(object, view.parent!)!} {...rest} />}
    </Suspense>
  )
}

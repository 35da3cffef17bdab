import { lazy, Suspense } from 'react'
import type { Filter, ObjectDef, RecordRow, ViewDef } from '@/api/types'
import { Bones } from '@/ui/states'
import { fieldOf } from '../catalog'
import type { Column } from './columns'

const Kanban = lazy(() => import('./Kanban').then((m) => ({ default: m.Kanban })))
const CalendarView = lazy(() => import('./CalendarView').then((m) => ({ default: m.CalendarView })))
const Gallery = lazy(() => import('./Gallery').then((m) => ({ default: m.Gallery })))

interface Props { object: ObjectDef; view: ViewDef; columns: Column[]; rows: RecordRow[]; fields: string[]; filter: Filter | null; q?: string; more: boolean; onMore: () => void; onOpen: (record: RecordRow) => void }

/** How a view is drawn; a kind that this version does not know, or one whose field is gone, is a table. */
export function drawnAs(object: ObjectDef, view: ViewDef): 'table' | 'kanban' | 'calendar' | 'gallery' {
  if (view.kind === 'gallery') return 'gallery'
  if (view.kind === 'kanban' && view.group && fieldOf(object, view.group)) return 'kanban'
  if (view.kind === 'calendar' && view.date && fieldOf(object, view.date)) return 'calendar'
  return 'table'
}

/** A view that is no table; each kind is loaded when first shown. */
export function OtherView({ object, view, ...rest }: Props) {
  const kind = drawnAs(object, view)
  return (
    <Suspense fallback={<Bones lines={10} />}>
      {kind === 'kanban' && <Kanban object={object} field={fieldOf(object, view.group!)!} {...rest} />}
      {kind === 'calendar' && <CalendarView object={object} field={fieldOf(object, view.date!)!} {...rest} />}
      {kind === 'gallery' && <Gallery object={object} {...rest} />}
    </Suspense>
  )
}

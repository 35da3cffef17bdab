import { useDraggable } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { partWords } from '@/lib/phrases'
import { titleOf } from '../../catalog'
import type { Edge, placeOf, Span } from './timeline'

interface Props { object: ObjectDef; at: number; record: RecordRow; span: Span; place: ReturnType<typeof placeOf>; status?: FieldDef; fixed: Record<Edge, boolean>; moving: boolean; busy: boolean; onOpen: (record: RecordRow) => void }

/** One record on the sheet: moved as a whole, or by one of its ends. */
export function Bar({ object, at, record, span, place, status, fixed, moving, busy, onOpen }: Props) {
  const { t } = useTranslation()
  const { setNodeRef, listeners } = useDraggable({ id: `${record.id}:both`, data: { record, edge: 'both' }, disabled: fixed.both || busy })
  const option = status?.options?.find((one) => one.value === record[status.key])
  const words = t('views.bar', { title: titleOf(object, record), ...span })
  const shown = moving ? `${span.start} – ${span.end}` : option ? pick(option.label) : ''
  const cut = `${place.before ? ' before' : ''}${place.after ? ' after' : ''}`
  return (
    <div ref={setNodeRef} role="button" tabIndex={0} data-bar={at} aria-label={partWords([words, pick(option?.label)])} title={words}
      className={`gantt-bar${cut}${moving ? ' moving' : ''}${busy ? ' busy' : ''}`} style={{ left: `${place.left}%`, width: `${place.width}%` }} {...listeners} onClick={() => onOpen(record)}>
      {!fixed.start && !place.before && <Grip record={record} edge="start" disabled={busy} />}
      <span className={`gantt-words tone-${option?.tone ?? 'none'}`}>{shown}</span>
      {!fixed.end && !place.after && <Grip record={record} edge="end" disabled={busy} />}
    </div>
  )
}

function Grip({ record, edge, disabled }: { record: RecordRow; edge: Edge; disabled: boolean }) {
  const { setNodeRef, listeners } = useDraggable({ id: `${record.id}:${edge}`, data: { record, edge }, disabled })
  return <i ref={setNodeRef} className={`gantt-grip ${edge}`} data-grip={edge} {...listeners} onClick={(event) => event.stopPropagation()} />
}

import { useEffect, useRef, useState } from 'react'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { say } from '@/lib/i18n'
import { titleOf } from '../../catalog'
import { useChanges } from '../useChanges'
import { shifted, spanOf, valuesOf, type Edge, type Span } from './timeline'

/** Steps by keyboard that follow within this time are one change. */
const SETTLE_MS = 700

interface Draft { record: RecordRow; span: Span }

/** Bars on their way: drawn where they are going, written when they are let go. */
export function useReschedule(object: ObjectDef, start: FieldDef, end: FieldDef) {
  const { pending, change } = useChanges(object)
  const [draft, setDraft] = useState<Draft | null>(null)
  const latest = useRef<Draft | null>(null)
  const timer = useRef<number | undefined>(undefined)
  const put = (next: Draft | null) => { latest.current = next; setDraft(next) }

  const commit = async () => {
    window.clearTimeout(timer.current)
    const going = latest.current
    if (!going) return
    const old = spanOf(start, end, going.record)
    const values = old ? valuesOf({ start, end }, going.record, old, going.span) : {}
    put(null)
    if (Object.keys(values).length > 0) await change(going.record, values, say('views.rescheduled', { title: titleOf(object, going.record), ...going.span }))
  }
  const last = useRef(commit)
  useEffect(() => { last.current = commit })
  // What was moved by keyboard is kept when the view is left at once.
  useEffect(() => () => { void last.current() }, [])

  const drawn = (record: RecordRow): Span | null => (draft?.record.id === record.id ? draft.span : spanOf(start, end, { ...record, ...pending[record.id] }))
  return {
    draft, drawn, commit,
    busy: (record: RecordRow) => record.id in pending,
    drop: () => { window.clearTimeout(timer.current); put(null) },
    /** While it is dragged: so many days from where it lies. */
    drag: (record: RecordRow, edge: Edge, days: number) => {
      const span = spanOf(start, end, record)
      if (span) put({ record, span: shifted(span, edge, days) })
    },
    /** By keyboard: so many days on from where it is drawn. */
    step: (record: RecordRow, edge: Edge, days: number) => {
      const other = latest.current && latest.current.record.id !== record.id
      if (other) void commit()
      const span = (other ? null : latest.current?.span) ?? spanOf(start, end, record)
      if (!span || record.id in pending) return
      put({ record, span: shifted(span, edge, days) })
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void last.current(), SETTLE_MS)
    },
  }
}

import { useEffect, useMemo, useRef, useState } from 'react'
import { ApiProblem } from '@/api/client'
import { queryClient, recordQuery, refreshAfter, updateRecord } from '@/api/queries'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { readDraft, writeDraft } from '@/lib/storage'
import { tell, tellProblem } from '@/ui/notify'
import { useEngine } from '../conditions/engine'
import { conditionsOf, isTouched, recordFields } from '../conditions/rules'
import { calendarOpen } from '../fields/calendars'
import { specOf } from '../fields/registry'
import { faultOf, isBlank, type Values } from '../form/check'
import { faultsFromServer } from '../form/pointer'

export interface Conflict { current: RecordRow; keys: string[] }

const SETTLE_MS = 200

/** Inline edits of a record: kept as a draft until saved, sent with If-Match, conflicts shown and never overwritten. */
export function useEdits(object: ObjectDef, record: RecordRow) {
  const draft = `edit:${object.key}:${record.id}`
  const [edits, setEdits] = useState<Values>(() => readDraft<Values>(draft) ?? {})
  const [restored, setRestored] = useState(() => Object.keys(edits).length > 0)
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(Object.keys(edits)))
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [busy, setBusy] = useState(false)
  const conditions = useMemo(() => conditionsOf(object.form), [object])
  const engine = useEngine(Object.keys(conditions).length > 0)
  // As the form's rules make them now: what they hide is not among them.
  const fields = useMemo(() => recordFields(object, conditions, { ...record, ...edits }, engine), [object, conditions, record, edits, engine])
  const dirty = Object.keys(edits).length
  // The version that was looked at when editing began: what others changed since is a conflict, also where it is shown by now.
  const base = useRef(record.version)
  if (dirty === 0 && !busy) base.current = record.version

  useEffect(() => { writeDraft(draft, dirty > 0 ? edits : null) }, [draft, edits, dirty])
  useEffect(() => {
    if (dirty === 0) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])

  const start = (keys: string[]) => setOpen(new Set([...open, ...keys]))
  const put = (field: FieldDef, value: unknown) => {
    const unchanged = value === record[field.key] || (isBlank(value) && isBlank(record[field.key]))
    setEdits((old) => { const next = { ...old, [field.key]: value }; if (unchanged) delete next[field.key]; return next })
    setFaults((old) => { const next = { ...old }; delete next[field.key]; return next })
  }
  /** Whether a rule of the form keeps a field that could be changed otherwise. */
  const isFixed = (field: FieldDef) => Boolean(field.read_only && !object.fields.find((one) => one.key === field.key)?.read_only)
  const kept = useRef(edits)
  useEffect(() => { kept.current = edits })
  const close = (key: string) => setOpen((old) => new Set([...old].filter((k) => k !== key)))
  /** A calendar is left for its days and hours, and tells only when it has closed what was picked or typed. */
  const closeUntouched = (key: string) => window.setTimeout(() => {
    if (calendarOpen()) closeUntouched(key)
    else if (!(key in kept.current)) close(key)
  }, SETTLE_MS)
  const left = (field: FieldDef) => {
    if (!(field.key in edits)) { closeUntouched(field.key); return }
    const fault = faultOf(field, edits[field.key])
    if (fault) setFaults((old) => ({ ...old, [field.key]: fault }))
  }
  const drop = (key: string) => {
    setEdits((old) => { const next = { ...old }; delete next[key]; return next })
    close(key)
    setFaults((old) => { const next = { ...old }; delete next[key]; return next })
  }
  const discard = () => { setEdits({}); setOpen(new Set()); setFaults({}); setRestored(false) }

  const send = async (values: Values, version: number | undefined) => {
    const found: Record<string, string> = {}
    const body: Values = {}
    for (const [key, value] of Object.entries(values)) {
      const field = fields.get(key)
      if (!field) continue
      const fault = isFixed(field) ? say('form.fixedNow') : faultOf(field, value)
      if (fault) found[key] = fault
      body[key] = isBlank(value) ? null : specOf(field.kind).clean?.(value, field) ?? value
    }
    const changed = new Set(Object.keys(body))
    for (const [key, { required_when: when }] of Object.entries(conditions)) {
      const field = fields.get(key)
      const value = { ...record, ...values }[key]
      if (field?.required && when && !changed.has(key) && isBlank(value) && isTouched(key, when, changed)) found[key] = faultOf(field, value) ?? ''
    }
    setFaults(found)
    if (Object.keys(found).length > 0) { start(Object.keys(found)); return }
    if (changed.size === 0) { discard(); return }
    setBusy(true)
    try {
      await updateRecord(object.key, record.id, version, body)
      setConflict(null)
      discard()
      await refreshAfter('record.update')
      tell(say('detail.saved', { fields: Object.keys(body).map((key) => pick(fields.get(key)?.label)).join('、') }))
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) {
        const current = (error.body.current as RecordRow | undefined) ?? (await queryClient.fetchQuery({ ...recordQuery(object.key, record.id), staleTime: 0 }))
        setConflict({ current, keys: Object.keys(values) })
      } else {
        if (error instanceof ApiProblem) setFaults(faultsFromServer(error.errors, fields.keys()).faults)
        tellProblem(error)
      }
    } finally {
      setBusy(false)
    }
  }
  const resolve = async (mine: ReadonlySet<string>) => {
    if (!conflict) return
    const kept = Object.fromEntries(Object.entries(edits).filter(([key]) => mine.has(key)))
    if (Object.keys(kept).length === 0) {
      setConflict(null)
      discard()
      await refreshAfter('record.update')
      return
    }
    await send(kept, conflict.current.version)
  }
  return { fields, conditions, isFixed, edits, dirty, restored, open, faults, conflict, busy, start, put, left, drop, discard, save: () => send(edits, base.current), resolve, closeConflict: () => setConflict(null) }
}

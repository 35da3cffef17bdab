import { Button, Popover } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/client'
import { queryClient, recordQuery, refreshAfter, updateRecord } from '@/api/queries'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { problemWords, tell } from '@/ui/notify'
import { titleOf, useObject } from '@/kernel/catalog'
import { useEngine } from '@/kernel/conditions/engine'
import { conditionsOf, conditionWords, recordFields, type Conditions } from '@/kernel/conditions/rules'
import { calendarOpen } from '@/kernel/fields/calendars'
import { Value } from '@/kernel/fields/Value'
import { faultOf, isBlank } from '@/kernel/form/check'
import { CellPopover, ROOMY } from './CellPopover'
import type { Column } from '../columns'

interface Props { object: string; column: Column; record: RecordRow; onDone: (step: number) => void }
const SETTLE_MS = 100
const POPUPS = '.ant-select-dropdown, .ant-picker-dropdown, .ant-cascader-dropdown, .ant-popover'

/** Whether a list or a calendar of an editor is open, which takes Enter for itself. */
const offering = (editor: Element) => Boolean(editor.querySelector('[role="combobox"][aria-expanded="true"]')) || calendarOpen()

/** One cell being changed: Enter and Tab save, Esc leaves it as it was; a fault stands beside it, a conflict shows both values. */
export function CellEditor(props: Props) {
  const definition = useObject(props.object)!
  const conditions = useMemo(() => conditionsOf(definition.form), [definition])
  return conditions[props.column.key] ? <UnderConditions {...props} definition={definition} conditions={conditions} /> : <Editor {...props} field={props.column.field} definition={definition} />
}

/** A field with rules is asked as its form would: the rules may name what the list does not show, so that the record is read first. */
function UnderConditions(props: Props & { definition: ObjectDef; conditions: Conditions }) {
  const { t } = useTranslation()
  const { definition, conditions, object, record, column: { key } } = props
  const engine = useEngine(true)
  const { data, error } = useQuery(recordQuery(object, record.id))
  if (engine.state === 'loading' || (!data && !error)) return <span className="muted">…</span>
  const field = recordFields(definition, conditions, { ...record, ...data }, engine).get(key)
  if (field && !field.read_only) return <Editor {...props} field={field} />
  const when = conditions[key]?.read_only_when
  return (
    <Popover open content={<span role="alert">{field && when ? t('form.fixedWhy', { when: conditionWords(when, definition.fields) }) : t('form.notAsked')}</span>} placement="bottomLeft">
      <div className="cell-editor" tabIndex={-1} ref={(box) => { box?.focus() }} onBlur={() => props.onDone(0)} onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'Tab') { event.preventDefault(); props.onDone(event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : 0) } }}>
        <Value field={props.column.field} record={record} />
      </div>
    </Popover>
  )
}

function Editor({ object, field, definition, column: { spec, key }, record, onDone }: Props & { field: FieldDef; definition: ObjectDef }) {
  const { t } = useTranslation()
  // The record as it was when editing began: what others change meanwhile is a conflict, also where the list shows it by now.
  const [base] = useState(record)
  const [value, setValue] = useState<unknown>(record[key])
  const given = useRef(value)
  const [fault, setFault] = useState('')
  const [theirs, setTheirs] = useState<RecordRow | null>(null)
  const busy = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const words = (one: unknown) => (isBlank(one) ? '—' : spec.words(one, field))
  const save = async (step: number, put = value, version = base.version) => {
    if (busy.current) return
    if (JSON.stringify(put ?? null) === JSON.stringify(base[key] ?? null) && version === base.version) { onDone(step); return }
    const wrong = faultOf(field, put)
    if (wrong) { setFault(wrong); return }
    busy.current = true
    try {
      await updateRecord(object, record.id, version, { [key]: isBlank(put) ? null : spec.clean?.(put, field) ?? put })
      await refreshAfter('record.update')
      tell(say('cells.saved', { title: titleOf(definition, record), name: pick(field.label) }))
      onDone(step)
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) setTheirs(await queryClient.fetchQuery({ ...recordQuery(object, record.id), staleTime: 0 }))
      else setFault(problemWords(error))
    } finally {
      busy.current = false
    }
  }
  /** Saves what the input tells last: a calendar tells what was typed after Tab, or some frames after it was left. */
  const settled = (step: number, after = 0) => window.setTimeout(() => void save(step, given.current), after)
  const outside = useEffectEvent((event: PointerEvent) => { const at = event.target as HTMLElement; if (!box.current?.contains(at) && !at.closest(POPUPS)) settled(0, SETTLE_MS) })
  useEffect(() => {
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') { event.preventDefault(); onDone(0) }
    else if (event.key === 'Tab') {
      event.preventDefault()
      const step = event.shiftKey ? -1 : 1
      // A list of options takes Tab for a choice, which is not meant here.
      if ((event.target as HTMLElement).closest('.ant-picker')) settled(step)
      else void save(step)
    }
    else if (event.key === 'Enter' && !offering(event.currentTarget)) { event.preventDefault(); void save(0) }
  }
  const content = theirs ? (
    <div className="stack" style={{ gap: 8, maxWidth: 300 }}>
      <p>{t('cells.conflict', { mine: words(value), theirs: words(theirs[key]) })}</p>
      <div className="row">
        <Button size="small" type="primary" onClick={() => void save(0, value, theirs.version)}>{t('cells.useMine')}</Button>
        <Button size="small" onClick={() => { void refreshAfter('record.update'); onDone(0) }}>{t('cells.useTheirs')}</Button>
      </div>
    </div>
  ) : <span role="alert" className="tone-bad">{fault}</span>
  const input = <spec.Input id={`cell-${key}`} field={field} value={value} label={record._labels?.[key]} onChange={(next) => { given.current = next; setValue(next); setFault('') }} invalid={Boolean(fault)} autoFocus />
  if (spec.wide || ROOMY.has(field.kind)) return <CellPopover id={`cell-${key}`} field={field} shown={<Value field={field} record={record} />} input={input} note={(theirs ?? fault) && content} onKeyDown={onKeyDown} onSave={() => void save(0)} onCancel={() => onDone(0)} />
  return (
    <Popover open={Boolean(theirs ?? fault)} content={content} placement="bottomLeft">
      <div ref={box} className="cell-editor" onKeyDown={onKeyDown} onClick={(event) => event.stopPropagation()}>{input}</div>
    </Popover>
  )
}

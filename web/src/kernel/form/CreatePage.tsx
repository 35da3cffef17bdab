import { Button } from 'antd'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, get } from '@/api/client'
import { createRecord, refreshAfter } from '@/api/queries'
import type { Device, FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { ErrorState } from '@/ui/states'
import { fieldOf, titleOf, useObject } from '../catalog'
import { conditionsOf } from '../conditions/rules'
import type { Values } from './check'
import { Alike } from './Alike'
import { filledBy } from './fill'
import { FormFields } from './FormFields'
import { useForm } from './useForm'

const deviceNow = (): Device => (window.matchMedia('(max-width: 767px)').matches ? 'phone' : 'desktop')

/** The form for this caller and device. */
function formOf(object: ObjectDef, device: Device) {
  return object.variants?.find((one) => one.devices.length === 0 || one.devices.includes(device))?.form ?? object.form
}

function sectionsOf(object: ObjectDef, form: ObjectDef['form']) {
  const enterable = (f: FieldDef | undefined): f is FieldDef => Boolean(f && !f.read_only && f.access !== 'read' && f.kind !== 'auto_number')
  const laid = form.map((s) => ({ label: s.label, kind: s.kind, columns: s.columns, notes: s.notes, fields: s.fields.map((key) => fieldOf(object, key)).filter(enterable) }))
  const placed = new Set(laid.flatMap((s) => s.fields.map((f) => f.key)))
  // A custom field that no layout names yet, and a required one always, must be enterable.
  const rest = object.fields.filter((f) => enterable(f) && !placed.has(f.key) && ((f.custom && form === object.form) || f.required || form.length === 0))
  return [...laid, { label: null, fields: rest }].filter((s) => s.fields.length > 0 || ('notes' in s && s.notes?.length))
}

export function CreatePage() {
  const { object: key } = useParams({ strict: false }) as { object: string }
  const object = useObject(key)
  if (!object) return <ErrorState error={new ApiProblem(404, {})} />
  if (!object.rights.create) return <ErrorState error={new ApiProblem(403, {})} />
  return <CreateInFull key={object.key} object={object} />
}

function CreateInFull({ object }: { object: ObjectDef }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className="page" style={{ maxWidth: 880 }}>
      <div className="page-head"><h1>{t('detail.newOf', { name: pick(object.label) })}</h1></div>
      <CreateForm object={object} className="panel panel-pad" draft={`new:${object.key}`} autoFocus
        onCancel={() => void navigate({ to: '/o/$object', params: { object: object.key } as never })}
        onDone={(record) => navigate({ to: '/o/$object/$id', params: { object: object.key, id: record.id } as never, replace: true })} />
    </div>
  )
}

interface Props { object: ObjectDef; presets?: Values; className?: string; draft?: string; autoFocus?: boolean; columns?: 1 | 2; device?: Device; onDone: (record: RecordRow) => Promise<void> | void; onCancel?: () => void; onTried?: () => void }

/** The form that creates a record, by the layout of its object; with `onTried` it is tried out and writes nothing. */
export function CreateForm({ object, presets, className, draft, autoFocus, columns, device, onDone, onCancel, onTried }: Props) {
  const { t } = useTranslation()
  const layout = useMemo(() => formOf(object, device ?? deviceNow()), [object, device])
  const sections = useMemo(() => sectionsOf(object, layout), [object, layout])
  const fields = useMemo(() => sections.flatMap((s) => s.fields), [sections])
  const name = pick(object.label)
  const conditions = useMemo(() => conditionsOf(layout), [layout])
  const form = useForm({
    fields,
    conditions,
    known: object.fields,
    initial: presets,
    draft,
    onSubmit: async (values) => {
      if (onTried) { onTried(); return }
      const record = await createRecord(object.key, values)
      await refreshAfter(`record.${object.key}`)
      tell(t('detail.created', { name, title: titleOf(object, record) }))
      await onDone(record)
    },
  })
  // A record that is chosen fills in what the form says, unless another was chosen before it came.
  const chosenLast = useRef<Values>({})
  const set = (key: string, value: unknown) => {
    form.set(key, value)
    chosenLast.current[key] = value
    const fill = conditions[key]?.fill
    const target = fieldOf(object, key)?.target
    if (!fill || !target || typeof value !== 'string') return
    void get<RecordRow>(`/records/${target}/${value}`).then((chosen) => { if (chosenLast.current[key] === value) Object.entries(filledBy(fill, chosen)).forEach(([to, filled]) => form.set(to, filled)) }, () => undefined)
  }
  return (
    <form className={className} style={{ paddingBottom: 0 }} noValidate onSubmit={(event) => { event.preventDefault(); void form.submit() }}>
      <FormFields form={{ ...form, set }} sections={sections} autoFocus={autoFocus} columns={columns} />
      {!onTried && <Alike object={object} values={form.values} />}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={form.busy}>{t('common.createOf', { name })}</Button>
        {onCancel && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
        <span className="muted small grow right">{t('form.submitHint')}</span>
      </div>
    </form>
  )
}

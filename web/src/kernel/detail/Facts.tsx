import { EyeOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { isMasked } from '@/lib/identity'
import { pick } from '@/lib/i18n'
import { fieldOf, useCan } from '../catalog'
import { Value } from '../fields/Value'
import { isBlank } from '../form/check'
import { RevealDialog } from './RevealDialog'
import { sectionsOf } from './sections'

/** A value with its reveal eye when it came masked. */
export function FactValue({ object, field, record }: { object: ObjectDef; field: FieldDef; record: RecordRow }) {
  const { t } = useTranslation()
  const can = useCan()
  const [open, setOpen] = useState(false)
  const masked = isMasked(record[field.key]) && (field.revealable ?? field.access === 'masked') && can('record.reveal')
  return (
    <>
      <Value field={field} record={record} sign />
      {masked && <button type="button" className="plain eye" aria-label={`${t('list.reveal')} ${pick(field.label)}`} onClick={(event) => { event.stopPropagation(); setOpen(true) }}><EyeOutlined /></button>}
      {open && <RevealDialog object={object} record={record} field={field.key} onClose={() => setOpen(false)} />}
    </>
  )
}

export function Figures({ object, record }: { object: ObjectDef; record: RecordRow }) {
  const fields = (object.detail.figures ?? []).map((key) => fieldOf(object, key)).filter((f): f is FieldDef => Boolean(f))
  if (fields.length === 0) return null
  return (
    <dl className="figures">
      {fields.map((field) => <div key={field.key} className="figure"><dt>{pick(field.label)}</dt><dd><Value field={field} record={record} sign /></dd></div>)}
    </dl>
  )
}

/** The sections of a record, to read; `brief` leaves out what is empty or already among the figures. */
export function Facts({ object, record, brief }: { object: ObjectDef; record: RecordRow; brief?: boolean }) {
  const figures = new Set([...(object.detail.figures ?? []), object.detail.status])
  const shown = (field: FieldDef) => !brief || (!figures.has(field.key) && !isBlank(record[field.key]))
  const sections = sectionsOf(object).map((s) => ({ ...s, fields: s.fields.filter(shown) })).filter((s) => s.fields.length > 0)
  return (
    <>
      {sections.map((section, at) => (
        <section key={at}>
          {section.label && <h2 style={{ marginBottom: 8, fontSize: 14 }}>{pick(section.label)}</h2>}
          <dl className="facts">
            {section.fields.map((field) => <div key={field.key}><dt>{pick(field.label)}</dt><dd><FactValue object={object} field={field} record={record} /></dd></div>)}
          </dl>
        </section>
      ))}
    </>
  )
}

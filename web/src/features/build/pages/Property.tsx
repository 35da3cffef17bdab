import { Input } from 'antd'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Label } from '@/api/types'

/** One thing that can be said of what is chosen, with its fault. */
export function Property({ label, fault, children }: { label: string; fault?: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="property">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault && <div className="form-fault">{fault}</div>}
    </div>
  )
}

/** A name in both languages. */
export function NameProperties({ value, fault, onChange }: { value: Label | undefined; fault?: string; onChange: (value: Label, tag: string) => void }) {
  const { t } = useTranslation()
  const whole = value ?? { zh: '', en: '' }
  return (
    <>
      <Property label={t('pageDesigner.title')} fault={fault}>{(id) => <Input id={id} value={whole.zh} status={fault ? 'error' : ''} onChange={(event) => onChange({ ...whole, zh: event.target.value }, 'title:zh')} />}</Property>
      <Property label={t('pageDesigner.titleEn')}>{(id) => <Input id={id} value={whole.en} onChange={(event) => onChange({ ...whole, en: event.target.value }, 'title:en')} />}</Property>
    </>
  )
}

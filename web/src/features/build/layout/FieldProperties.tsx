import { Button, Select } from 'antd'
import { CloseOutlined, EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definedObjectQuery } from '@/api/building'
import type { FieldDef, FieldOption, FieldRules, ObjectDef } from '@/api/types'
import { useObject } from '@/kernel/catalog'
import { specOf } from '@/kernel/fields/registry'
import { pick } from '@/lib/i18n'
import { ExpressionInput } from '../fields/ExpressionInput'
import { FieldEditor } from '../fields/FieldEditor'
import { fillable } from './body'

const WORDS = ['visible_when', 'required_when', 'read_only_when'] as const

interface ConditionProps { id: string; label: string; object: ObjectDef; value: string | undefined; fault: string; help?: string; onChange: (text: string | null) => void }

/** An expression with what is wrong with it. */
export function Condition({ id, label, object, value, fault, help, onChange }: ConditionProps) {
  return (
    <div className="property">
      <label htmlFor={id}>{label}</label>
      <ExpressionInput id={id} field={{ key: id, kind: 'text', label: { zh: '', en: '' }, target: object.key }} value={value ?? ''} onChange={(text) => onChange(text as string | null)} invalid={Boolean(fault)} describedBy={`${id}-about`} />
      <div id={`${id}-about`} className={fault ? 'form-fault' : 'form-help'}>{fault || help}</div>
    </div>
  )
}

interface Props { object: ObjectDef; field: FieldDef; rules: FieldRules | undefined; told: (part: string) => string; set: <W extends keyof FieldRules>(word: W, value: FieldRules[W] | null, tag?: string) => void }

/** What the main form says of a field: conditions, options, what it fills in; and what the field itself brings along. */
export function FieldProperties({ object, field, rules, told, set }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {WORDS.map((word) => (
        <Condition key={word} id={`property-${word}`} label={t(`designer.${word}`)} object={object} value={rules?.[word]} fault={told(word)} help={t(word === 'visible_when' ? 'designer.always' : 'designer.neverExtra')} onChange={(text) => set(word, text, word)} />
      ))}
      {(field.options?.length ?? 0) > 0 && <OptionRules object={object} options={field.options!} value={rules?.options_when ?? {}} told={told} onChange={(value, tag) => set('options_when', value, tag)} />}
      {field.kind === 'reference' && field.target && <FillRules object={object} field={field} value={rules?.fill ?? {}} told={told} onChange={(value) => set('fill', value)} />}
      <OwnRules object={object} field={field} />
    </>
  )
}

interface OptionProps { object: ObjectDef; options: FieldOption[]; value: Record<string, string>; told: (part: string) => string; onChange: (value: Record<string, string>, tag?: string) => void }

/** Options that are only offered while an expression holds. */
function OptionRules({ object, options, value, told, onChange }: OptionProps) {
  const { t } = useTranslation()
  const left = options.filter((one) => !(one.value in value))
  return (
    <div className="property" role="group" aria-label={t('designer.options_when')}>
      <span className="property-label">{t('designer.options_when')}</span>
      {options.filter((one) => one.value in value).map((one) => (
        <div key={one.value} className="check">
          <Condition id={`property-option-${one.value}`} label={t('designer.optionWhen', { name: pick(one.label) })} object={object} value={value[one.value]} fault={told(`options_when/${one.value}`)} onChange={(text) => onChange({ ...value, [one.value]: text ?? '' }, `option:${one.value}`)} />
          <Button type="text" size="small" icon={<CloseOutlined />} onClick={() => onChange(Object.fromEntries(Object.entries(value).filter(([key]) => key !== one.value)))}>{t('designer.removeOf', { name: pick(one.label) })}</Button>
        </div>
      ))}
      {left.length > 0 && <Select size="small" value={null} placeholder={t('designer.addOptionRule')} aria-label={t('designer.addOptionRule')} options={left.map((one) => ({ value: one.value as string | null, label: pick(one.label) }))} onChange={(key) => { if (key) onChange({ ...value, [key]: '' }) }} />}
    </div>
  )
}

interface FillProps { object: ObjectDef; field: FieldDef; value: Record<string, string>; told: (part: string) => string; onChange: (value: Record<string, string>) => void }

/** Fields that are taken over from a record once it is chosen. */
function FillRules({ object, field, value, told, onChange }: FillProps) {
  const { t } = useTranslation()
  const target = useObject(field.target!)
  if (!target) return null
  const all = fillable(object, target, field.key)
  const left = all.filter((one) => !(one.field.key in value))
  return (
    <div className="property" role="group" aria-label={t('designer.fill')}>
      <span className="property-label">{t('designer.fill')}</span>
      <div className="form-help">{t('designer.fillHelp', { name: pick(target.label) })}</div>
      {Object.entries(value).map(([to, from]) => {
        const known = all.find((one) => one.field.key === to)
        const name = pick(object.fields.find((one) => one.key === to)?.label) || to
        return (
          <div key={to}>
            <div className="row">
              <span className="ellipsis" style={{ flex: 1 }}>{name}</span>
              <Select size="small" style={{ flex: 1, minWidth: 0 }} value={from} aria-label={t('designer.fillFrom', { name })} status={told(`fill/${to}`) ? 'error' : undefined} options={(known?.from ?? []).map((one) => ({ value: one.key, label: pick(one.label) }))} onChange={(next) => onChange({ ...value, [to]: next })} />
              <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('designer.removeOf', { name })} onClick={() => onChange(Object.fromEntries(Object.entries(value).filter(([key]) => key !== to)))} />
            </div>
            {told(`fill/${to}`) && <div className="form-fault">{told(`fill/${to}`)}</div>}
          </div>
        )
      })}
      {left.length > 0 ? <Select size="small" value={null} placeholder={t('designer.addFill')} aria-label={t('designer.addFill')} showSearch={{ optionFilterProp: 'label' }} options={left.map((one) => ({ value: one.field.key as string | null, label: pick(one.field.label) }))} onChange={(key) => { const one = all.find((each) => each.field.key === key); if (one) onChange({ ...value, [one.field.key]: one.from[0]!.key }) }} /> : all.length === 0 && <p className="muted small">{t('designer.nothingToFill')}</p>}
    </div>
  )
}

/** The field's own default and checks: they hold wherever it is written, and are changed where it is defined. */
function OwnRules({ object, field }: { object: ObjectDef; field: FieldDef }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const { data } = useQuery(definedObjectQuery(object.key))
  const stored = data?.fields.find((one) => one.key === field.key)
  const given = stored?.default ?? field.default
  const told = [
    ...(given !== null && given !== undefined ? [{ name: t('designer.default'), words: specOf(field.kind).words(given, field) }] : []),
    ...(stored?.default_expression ? [{ name: t('designer.default'), words: <code>{stored.default_expression}</code> }] : []),
    ...(stored?.checks ?? []).map((one) => ({ name: t('designer.check'), words: <><code>{one.expression}</code> {pick(one.message)}</> })),
  ]
  if (told.length === 0 && !stored) return null
  return (
    <div className="property">
      <span className="property-label">{t('designer.ownRules')}</span>
      {told.length === 0 ? <p className="muted small">{t('designer.noOwnRules')}</p> : <dl className="own-rules">{told.map((one, at) => <div key={at}><dt className="muted small">{one.name}</dt><dd>{one.words}</dd></div>)}</dl>}
      {stored && <Button size="small" icon={<EditOutlined />} style={{ alignSelf: 'flex-start' }} onClick={() => setEditing(true)}>{t('build.changeField', { name: pick(field.label) })}</Button>}
      {editing && stored && <FieldEditor object={object} field={stored} onClose={() => setEditing(false)} />}
    </div>
  )
}

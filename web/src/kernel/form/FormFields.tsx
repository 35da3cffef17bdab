import { Button } from 'antd'
import { useId, useState, type ComponentType, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldDef, FormNote, Label, SectionKind } from '@/api/types'
import { pick } from '@/lib/i18n'
import { specOf } from '../fields/registry'
import { Value } from '../fields/Value'
import type { InputProps } from '../fields/types'
import type { FormState } from './useForm'
import './form.css'

export interface Section { label?: Label | null; fields: FieldDef[]; kind?: SectionKind; columns?: 1 | 2 | 3; notes?: FormNote[] }
/** Inputs for values that no kind of field stands for (the options of a choice, a formula). */
export type Editors = Record<string, ComponentType<InputProps>>
interface Props { form: FormState; sections: Section[]; labels?: Record<string, string>; autoFocus?: boolean; columns?: 1 | 2; editors?: Editors }

/** The one form renderer: labels above, help below, faults beside their field, Enter moves on, Ctrl-Enter submits. */
export function FormFields({ form, sections, labels, autoFocus, columns = 2, editors }: Props) {
  const { t } = useTranslation()
  const prefix = useId()
  const laid = sections.map((section) => ({ ...section, fields: section.fields.map((field) => form.field(field.key)).filter((field) => field !== undefined) })).filter((section) => section.fields.length > 0 || section.notes?.length)
  const [page, setPage] = useState(0)
  const [told, setTold] = useState(form.faults)
  const pages = laid.filter((section) => section.kind === 'tab' || section.kind === 'step')
  // What is wrong on another page is gone to.
  if (told !== form.faults) {
    setTold(form.faults)
    const at = pages.findIndex((section) => section.fields.some((field) => form.faults[field.key]))
    if (at >= 0 && !pages[page]?.fields.some((field) => form.faults[field.key])) setPage(at)
  }
  const current = pages[Math.min(page, pages.length - 1)]
  const at = current ? pages.indexOf(current) : 0
  const shown = laid.filter((section) => !pages.includes(section) || section === current)
  const go = (to: number) => { if (to <= at || current?.kind !== 'step' || form.sound(current.fields.map((field) => field.key))) setPage(to) }
  const first = shown[0]?.fields[0]?.key
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey) { event.preventDefault(); void form.submit(); return }
    const target = event.target as HTMLElement
    if (target.tagName !== 'INPUT' || target.getAttribute('role') === 'combobox' || target.closest('.ant-picker')) return
    event.preventDefault()
    const inputs = [...event.currentTarget.querySelectorAll<HTMLElement>('input:not([type=hidden]),textarea')]
    const next = inputs[inputs.indexOf(target) + 1]
    if (next) next.focus()
    else if (at < pages.length - 1) go(at + 1)
    else void form.submit()
  }
  const faults = Object.keys(form.faults).length
  return (
    <div ref={form.formRef} className="form" onKeyDown={onKeyDown}>
      {form.restored && (
        <p className="note row" role="status">
          <span className="grow">{t('form.draftRestored')}</span>
          <button type="button" className="plain tone-wait" onClick={form.discard}>{t('form.draftDiscard')}</button>
        </p>
      )}
      {(form.general || faults > 1) && (
        <div className="note bad" role="alert">
          {form.general?.words ?? t('form.faults', { n: faults })}
          {form.general?.reference && <div className="small">{t('error.reference', { id: form.general.reference })}</div>}
        </div>
      )}
      {form.engine === 'failed' && <p className="note warn" role="status">{t('views.noEngine')}</p>}
      {pages.length > 0 && (
        <nav className="row row-wrap form-pages" aria-label={t('form.pages')}>
          {pages.map((section, n) => <Button key={n} size="small" type={n === at ? 'primary' : 'default'} aria-current={n === at ? 'step' : undefined} onClick={() => go(section.kind === 'step' && n > at ? at + 1 : n)}>{section.kind === 'step' ? `${n + 1}. ` : ''}{pick(section.label)}</Button>)}
        </nav>
      )}
      {shown.map((section, place) => (
        <fieldset key={place} className={columns === 1 || section.columns === 1 ? 'form-one' : section.columns === 3 ? 'form-grid three' : 'form-grid'}>
          {section.label && <legend>{pick(section.label)}</legend>}
          {section.fields.map((field) => (
            <FormField key={field.key} notes={section.notes?.filter((one) => one.before === field.key)} form={form} field={field} id={`${prefix}${field.key}`} label={labels?.[field.key]} autoFocus={autoFocus && field.key === first} editor={editors?.[field.key]} />
          ))}
          <Notes notes={section.notes?.filter((one) => !one.before)} />
        </fieldset>
      ))}
      {current?.kind === 'step' && (
        <div className="row">
          {at > 0 && <Button onClick={() => go(at - 1)}>{t('form.back')}</Button>}
          {at < pages.length - 1 && <Button onClick={() => go(at + 1)}>{t('form.next')}</Button>}
        </div>
      )}
    </div>
  )
}

/** Texts and dividers between fields. */
function Notes({ notes }: { notes?: FormNote[] }) {
  return <>{notes?.map((one, at) => (one.divider ? <hr key={at} className="wide form-divider" /> : <p key={at} className="wide form-note">{pick(one.text)}</p>))}</>
}

interface FieldProps { notes?: FormNote[]; form: FormState; field: FieldDef; id: string; label?: string; autoFocus?: boolean; editor?: ComponentType<InputProps> }

function FormField({ notes, form, field, id, label, autoFocus, editor }: FieldProps) {
  const { t } = useTranslation()
  const spec = specOf(field.kind)
  const Input = editor ?? spec.Input
  const fault = form.faults[field.key]
  const about = `${id}-about`
  return (
    <>
    <Notes notes={notes} />
    <div className={`form-field${spec.wide ? ' wide' : ''}`} data-field={field.key}>
      {!spec.ownLabel && (
        <label htmlFor={id}>
          {pick(field.label)}
          {!field.required && <span className="muted optional">{t('form.optional')}</span>}
        </label>
      )}
      {field.read_only ? <div id={id} className="form-fixed"><Value field={field} record={{ id: '', ...form.values, _labels: label ? { [field.key]: label } : undefined }} /></div> : (
        <Input id={id} field={field} value={form.values[field.key]} label={label} onChange={(value) => form.set(field.key, value)} onBlur={() => form.left(field.key)}
          invalid={Boolean(fault)} describedBy={about} autoFocus={autoFocus} />
      )}
      <div id={about} className={fault ? 'form-fault' : 'form-help'}>{fault ?? (field.help ? pick(field.help) : '')}</div>
    </div>
    </>
  )
}

import { Input, Select } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useObject } from '@/kernel/catalog'
import type { InputProps } from '@/kernel/fields/types'
import { pick } from '@/lib/i18n'

/** An expression over the fields of an object (`field.target`), with a list of them to insert. */
export function ExpressionInput({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation()
  const object = useObject(field.target ?? undefined)
  const area = useRef<TextAreaRef>(null)
  const text = typeof value === 'string' ? value : ''
  const insert = (key: string) => {
    const element = area.current?.resizableTextArea?.textArea
    const at = element?.selectionStart ?? text.length
    const next = `${text.slice(0, at)}${key}${text.slice(element?.selectionEnd ?? at)}`
    onChange(next)
    requestAnimationFrame(() => { element?.focus(); element?.setSelectionRange(at + key.length, at + key.length) })
  }
  return (
    <div className="expression">
      <Input.TextArea ref={area} id={id} value={text} autoSize={{ minRows: 1, maxRows: 6 }} spellCheck={false} onChange={(event) => onChange(event.target.value || null)} onBlur={onBlur}
        status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy} autoFocus={autoFocus} />
      <Select size="small" value={null} placeholder={t('build.insertField')} aria-label={t('build.insertField')} showSearch={{ optionFilterProp: 'label' }} onChange={(key) => { if (key) insert(key) }}
        popupMatchSelectWidth={false} options={(object?.fields ?? []).filter((one) => !one.sensitivity).map((one) => ({ value: one.key, label: `${pick(one.label)} · ${one.key}` }))} />
    </div>
  )
}

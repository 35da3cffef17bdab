import { Select } from 'antd'
import { pick } from '@/lib/i18n'
import type { InputProps } from '../types'

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  return (
    <Select id={id} mode="multiple" value={Array.isArray(value) ? (value as string[]) : []} onChange={(next: string[]) => onChange(next.length > 0 ? next : null)} onBlur={onBlur}
      autoFocus={autoFocus} style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} status={invalid ? 'error' : undefined}
      aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required}
      options={(field.options ?? []).map((o) => ({ value: o.value, label: pick(o.label) }))} />
  )
}

import { Select } from 'antd'
import { pick } from '@/lib/i18n'
import type { InputProps } from '../types'

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  return (
    <Select id={id} value={(value as string) ?? undefined} onChange={(next) => onChange(next ?? null)} onBlur={onBlur} allowClear={!field.required} autoFocus={autoFocus} style={{ width: '100%' }}
      showSearch={(field.options?.length ?? 0) > 8 ? { optionFilterProp: 'label' } : false} status={invalid ? 'error' : undefined} aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required}
      options={(field.options ?? []).map((o) => ({ value: o.value, label: pick(o.label) }))} />
  )
}

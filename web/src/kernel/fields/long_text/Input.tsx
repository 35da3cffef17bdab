import { Input as AntInput } from 'antd'
import type { InputProps } from '../types'

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  return (
    <AntInput.TextArea id={id} value={(value as string) ?? ''} maxLength={field.max_length ?? undefined} autoSize={{ minRows: 3, maxRows: 12 }}
      onChange={(e) => onChange(e.target.value)} onBlur={onBlur} status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy} autoFocus={autoFocus} aria-required={field.required} />
  )
}

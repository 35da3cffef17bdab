import { Input as AntInput } from 'antd'
import type { InputProps } from '../types'

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const shown = value === null || value === undefined ? '' : String(value)
  return (
    <AntInput id={id} value={shown} inputMode="decimal" onChange={(e) => onChange(e.target.value.replace(/[,，\s]/g, '') || null)} onBlur={onBlur}
      status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy} autoFocus={autoFocus} aria-required={field.required} />
  )
}

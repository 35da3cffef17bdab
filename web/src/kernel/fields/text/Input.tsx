import { Input as AntInput } from 'antd'
import type { InputProps } from '../types'

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  return (
    <AntInput id={id} type={field.key === 'password' ? 'password' : 'text'} autoComplete={field.key === 'password' ? 'new-password' : 'off'} value={(value as string) ?? ''} maxLength={field.max_length ?? undefined} onChange={(e) => onChange(e.target.value)} onBlur={onBlur}
      status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy} autoFocus={autoFocus} aria-required={field.required} />
  )
}

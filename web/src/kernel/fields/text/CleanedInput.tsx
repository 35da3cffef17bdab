import { Input as AntInput } from 'antd'
import { isMasked } from '@/lib/identity'
import type { InputProps } from '../types'

/** A text input that cleans what is typed or pasted; a masked value is shown as a hint and never sent back. */
export function cleaned(clean: (text: string) => string, mode: 'tel' | 'numeric' | 'text' | 'email' | 'url' = 'text') {
  return function CleanedInput({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
    const masked = isMasked(value)
    return (
      <AntInput id={id} value={masked ? '' : ((value as string) ?? '')} placeholder={masked ? String(value) : undefined} inputMode={mode} className="num"
        onChange={(e) => onChange(clean(e.target.value))} onBlur={onBlur} status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy}
        autoFocus={autoFocus} aria-required={field.required} autoComplete="off" />
    )
  }
}

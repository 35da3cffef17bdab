import { Checkbox } from 'antd'
import { pick } from '@/lib/i18n'
import type { InputProps } from '../types'

export function Input({ id, field, value, onChange, onBlur, describedBy, autoFocus }: InputProps) {
  return (
    <Checkbox id={id} checked={Boolean(value)} onChange={(e) => onChange(e.target.checked)} onBlur={onBlur} aria-describedby={describedBy} autoFocus={autoFocus}>
      {pick(field.label)}
    </Checkbox>
  )
}

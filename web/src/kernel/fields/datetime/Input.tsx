import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { InputProps } from '../types'

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const at = value ? dayjs(String(value)) : null
  return (
    <DatePicker id={id} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" value={at?.isValid() ? at : null} style={{ width: '100%' }} autoFocus={autoFocus}
      onChange={(next: Dayjs | null) => onChange(next ? next.toDate().toISOString() : null)} onBlur={onBlur} status={invalid ? 'error' : undefined}
      aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required} />
  )
}

import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { parseDay } from '@/lib/dates'
import type { InputProps } from '../types'

const FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日', 'YYYY-M-D']

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const day = value ? parseDay(String(value)) : null
  return (
    <DatePicker id={id} value={day ? dayjs(day) : null} format={FORMATS} style={{ width: '100%' }} autoFocus={autoFocus}
      onChange={(next: Dayjs | null) => onChange(next ? next.format('YYYY-MM-DD') : null)} onBlur={onBlur} status={invalid ? 'error' : undefined}
      minDate={field.min ? dayjs(String(field.min)) : undefined} maxDate={field.max ? dayjs(String(field.max)) : undefined}
      aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required} />
  )
}

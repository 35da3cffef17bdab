import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/zh-cn'
import { parseDay } from '@/lib/dates'
import type { InputProps } from '../types'

// Only forms whose every length is fixed: with a shorter one, 2026-10-1 would be taken before the 4 of 14 is typed.
const FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYY年MM月DD日']

export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const day = value ? parseDay(String(value)) : null
  return (
    <DatePicker id={id} value={day ? dayjs(day) : null} format={FORMATS} style={{ width: '100%' }} autoFocus={autoFocus}
      onChange={(next: Dayjs | null) => onChange(next ? next.format('YYYY-MM-DD') : null)} onBlur={onBlur} status={invalid ? 'error' : undefined}
      minDate={field.min ? dayjs(String(field.min)) : undefined} maxDate={field.max ? dayjs(String(field.max)) : undefined}
      aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required} />
  )
}

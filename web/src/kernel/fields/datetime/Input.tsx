import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/zh-cn'
import { formatInstant, instantAt } from '@/lib/dates'
import type { InputProps } from '../types'

const SHOWN = 'YYYY-MM-DD HH:mm'

/** Picked and typed as clocks show it in the lender's zone, wherever the browser is. What was typed or picked counts when it is left. */
export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const at = value ? dayjs(formatInstant(String(value))) : null
  return (
    <DatePicker id={id} showTime={{ format: 'HH:mm' }} format={SHOWN} needConfirm={false} value={at?.isValid() ? at : null} style={{ width: '100%' }} autoFocus={autoFocus}
      onChange={(next: Dayjs | null) => onChange(next ? instantAt(next.format(SHOWN)) : null)} onBlur={onBlur} status={invalid ? 'error' : undefined}
      aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required} />
  )
}

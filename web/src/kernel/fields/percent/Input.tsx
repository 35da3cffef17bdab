import { Input as AntInput } from 'antd'
import { useState } from 'react'
import { isDecimal } from '@/lib/money'
import { parsePercent, percentNumber } from '@/lib/percent'
import type { InputProps } from '../types'

/** Typed as 7.2, kept as the ratio "0.0720". */
export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const kept = value === null || value === undefined ? '' : String(value)
  return (
    <AntInput id={id} value={draft ?? (isDecimal(kept) ? percentNumber(kept) : kept)} inputMode="decimal" suffix="%" className="num"
      onChange={(e) => { setDraft(e.target.value); onChange(e.target.value.trim() === '' ? null : parsePercent(e.target.value) ?? e.target.value) }}
      onBlur={() => { setDraft(null); onBlur?.() }}
      status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy} autoFocus={autoFocus} aria-required={field.required} />
  )
}

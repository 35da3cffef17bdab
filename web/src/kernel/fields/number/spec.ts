import type { FieldDef } from '@/api/types'
import { compareDecimal, formatAmount, isDecimal } from '@/lib/money'
import type { Fault, FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

/** Limits of a decimal string, exact; `shown` says a limit in the field's own notation. */
export function rangeFault(value: string, field: FieldDef, shown: (limit: string) => string): Fault | null {
  const low = field.min === null || field.min === undefined ? null : String(field.min)
  const high = field.max === null || field.max === undefined ? null : String(field.max)
  if (low !== null && isDecimal(low) && compareDecimal(value, low) < 0) return { key: 'form.tooSmall', values: { n: shown(low) } }
  if (high !== null && isDecimal(high) && compareDecimal(value, high) > 0) return { key: 'form.tooLarge', values: { n: shown(high) } }
  return null
}

export const number: FieldSpec = {
  kind: 'number', width: 100, align: 'right', Display, Input, Filter,
  words: (value) => formatAmount(value as string, 0),
  check: (value, field) => {
    const text = String(value)
    if (!isDecimal(text)) return { key: 'form.notNumber' }
    if ((text.split('.')[1]?.length ?? 0) > (field.scale ?? 0)) return { key: 'form.scale', values: { n: field.scale ?? 0 } }
    return rangeFault(text, field, (limit) => formatAmount(limit, 0))
  },
  clean: (value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
}

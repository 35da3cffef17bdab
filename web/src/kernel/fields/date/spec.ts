import { parseDay } from '@/lib/dates'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const date: FieldSpec = {
  kind: 'date', width: 110, Display, Input, Filter,
  words: (value) => String(value ?? ''),
  check: (value, field) => {
    const day = String(value)
    if (!parseDay(day)) return { key: 'form.notDate' }
    if (field.min && day < String(field.min)) return { key: 'form.tooSmall', values: { n: field.min } }
    if (field.max && day > String(field.max)) return { key: 'form.tooLarge', values: { n: field.max } }
    return null
  },
}

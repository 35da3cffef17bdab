import type { FieldSpec, Fault } from '../types'
import type { FieldDef } from '@/api/types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export function textFault(value: unknown, field: FieldDef): Fault | null {
  return field.max_length && String(value).length > field.max_length ? { key: 'form.tooLong', values: { n: field.max_length } } : null
}

export const text: FieldSpec = {
  kind: 'text', width: 160, Display, Input, Filter, defaultOp: 'contains',
  words: (value) => String(value ?? ''),
  check: textFault,
  clean: (value) => (typeof value === 'string' ? value.trim() : value),
}

import type { FieldDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export function optionWords(value: unknown, field: FieldDef): string {
  const option = field.options?.find((o) => o.value === value)
  return option ? pick(option.label) : String(value ?? '')
}

export const choice: FieldSpec = { kind: 'choice', width: 120, Display, Input, Filter, words: optionWords, defaultOp: 'in' }

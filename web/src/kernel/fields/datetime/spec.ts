import { formatInstant } from '@/lib/dates'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const datetime: FieldSpec = {
  kind: 'datetime', width: 130, Display, Input, Filter,
  words: (value) => (value ? formatInstant(String(value)) : ''),
}

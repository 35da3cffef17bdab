import { isIdNumber, isMasked } from '@/lib/identity'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const idNumber: FieldSpec = {
  kind: 'id_number', width: 180, Display, Input, Filter, defaultOp: 'eq',
  words: (value) => String(value ?? ''),
  check: (value) => (isMasked(value) || isIdNumber(String(value)) ? null : { key: 'form.badId' }),
}

import { isPhone, isMasked } from '@/lib/identity'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const phone: FieldSpec = {
  kind: 'phone', width: 130, Display, Input, Filter, defaultOp: 'eq',
  words: (value) => String(value ?? ''),
  check: (value) => (isMasked(value) || isPhone(String(value)) ? null : { key: 'form.badPhone' }),
}

import type { FieldSpec } from '../types'
import { isMasked } from '@/lib/identity'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const email: FieldSpec = {
  kind: 'email', width: 180, Display, Input, Filter, defaultOp: 'contains',
  words: (value) => String(value ?? ''),
  check: (value) => (isMasked(value) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value)) ? null : { key: 'form.badEmail' }),
}

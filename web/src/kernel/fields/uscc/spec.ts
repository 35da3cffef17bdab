import { isMasked } from '@/lib/identity'
import type { FieldSpec } from '../types'
import { isUscc } from './code'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const uscc: FieldSpec = {
  kind: 'uscc', width: 180, Display, Input, Filter, defaultOp: 'eq',
  words: (value) => String(value ?? ''),
  check: (value) => (isMasked(value) || isUscc(String(value)) ? null : { key: 'form.badUscc' }),
}

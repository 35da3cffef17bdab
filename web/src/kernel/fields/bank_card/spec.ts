import { isBankCard, isMasked } from '@/lib/identity'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const bankCard: FieldSpec = {
  kind: 'bank_card', width: 180, Display, Input, Filter, defaultOp: 'eq',
  words: (value) => String(value ?? ''),
  check: (value) => (isMasked(value) || isBankCard(String(value)) ? null : { key: 'form.badCard' }),
}

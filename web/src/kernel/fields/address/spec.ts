import { isMasked } from '@/lib/identity'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'
import { addressWords, isAddress } from './parts'

export const address: FieldSpec = {
  kind: 'address', width: 220, wide: true, Display, Input, Filter, defaultOp: 'eq',
  words: addressWords,
  check: (value) => (isMasked(value) || isAddress(value) ? null : { key: 'form.badAddress' }),
}

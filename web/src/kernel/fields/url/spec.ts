import { isMasked } from '@/lib/identity'
import type { FieldSpec } from '../types'
import { isWebAddress } from './address'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const url: FieldSpec = {
  kind: 'url', width: 200, Display, Input, Filter, defaultOp: 'contains',
  words: (value) => String(value ?? ''),
  check: (value) => (isMasked(value) || isWebAddress(String(value)) ? null : { key: 'form.badUrl' }),
}

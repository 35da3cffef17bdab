import { listWords } from '@/lib/phrases'
import { knownName } from '../reference/names'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const multiReference: FieldSpec = {
  kind: 'multi_reference', width: 180, Display, Input, Filter, defaultOp: 'has',
  words: (value) => listWords((Array.isArray(value) ? value : [value]).map((one) => knownName(String(one ?? '')))),
}

import { isMasked } from '@/lib/identity'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'
import { isPoint, pointWords } from './point'

export const location: FieldSpec = {
  kind: 'location', width: 180, Display, Input, Filter, defaultOp: 'is_null',
  words: pointWords,
  check: (value) => (isMasked(value) || isPoint(value) ? null : { key: 'form.badLocation' }),
}

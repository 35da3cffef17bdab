import { Filter } from '../text/Filter'
import { textFault } from '../text/spec'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Input } from './Input'

export const longText: FieldSpec = {
  kind: 'long_text', width: 240, wide: true, Display, Input, Filter, defaultOp: 'contains',
  words: (value) => String(value ?? ''),
  check: textFault,
}

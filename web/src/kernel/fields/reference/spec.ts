import { say } from '@/lib/i18n'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'
import { knownName } from './names'

export const reference: FieldSpec = {
  kind: 'reference', width: 140, Display, Input, Filter,
  words: (value) => (value === '$user.id' ? say('op.me') : knownName(String(value ?? ''))),
}

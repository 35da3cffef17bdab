import { say } from '@/lib/i18n'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const boolean: FieldSpec = {
  kind: 'boolean', width: 80, ownLabel: true, Display, Input, Filter,
  words: (value) => say(value ? 'common.yes' : 'common.no'),
}

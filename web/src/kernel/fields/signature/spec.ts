import { say } from '@/lib/i18n'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const signature: FieldSpec = { kind: 'signature', width: 100, wide: true, Display, Input, Filter, words: (value) => (value ? say('form.sign') : '') }

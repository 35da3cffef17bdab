import { say } from '@/lib/i18n'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const image: FieldSpec = { kind: 'image', width: 100, Display, Input, Filter, words: (value) => (value ? say('form.pictured') : '') }

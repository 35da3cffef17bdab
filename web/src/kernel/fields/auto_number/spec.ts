import { text } from '../text/spec'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const autoNumber: FieldSpec = { ...text, kind: 'auto_number', width: 160, Display, Input, Filter }

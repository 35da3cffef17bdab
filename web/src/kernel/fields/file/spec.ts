import { reference } from '../reference/spec'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const file: FieldSpec = { ...reference, kind: 'file', width: 160, Display, Input, Filter }

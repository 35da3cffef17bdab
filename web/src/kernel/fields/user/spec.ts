import { reference } from '../reference/spec'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const user: FieldSpec = { ...reference, kind: 'user', width: 110, Display, Input, Filter }

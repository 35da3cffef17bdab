import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const json: FieldSpec = {
  kind: 'json', width: 200, wide: true, Display, Input, Filter,
  words: (value) => (value === null || value === undefined ? '' : JSON.stringify(value)),
  check: (value) => {
    if (typeof value !== 'string') return null
    try { JSON.parse(value); return null } catch { return { key: 'form.badJson' } }
  },
  clean: (value) => {
    if (typeof value !== 'string') return value
    try { return JSON.parse(value) as unknown } catch { return value }
  },
}

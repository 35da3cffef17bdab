import { isDecimal } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { rangeFault } from '../number/spec'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const percent: FieldSpec = {
  kind: 'percent', width: 100, align: 'right', Display, Input, Filter,
  words: (value) => formatPercent(value as string),
  check: (value, field) => (isDecimal(String(value)) ? rangeFault(String(value), field, (limit) => formatPercent(limit)) : { key: 'form.notNumber' }),
}

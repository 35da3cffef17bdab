import { formatAmount, isDecimal } from '@/lib/money'
import { rangeFault } from '../number/spec'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'

export const money: FieldSpec = {
  kind: 'money', width: 130, align: 'right', Display, Input, Filter,
  words: (value) => formatAmount(value as string),
  check: (value, field) => {
    const text = String(value)
    if (!isDecimal(text) || (text.split('.')[1]?.length ?? 0) > 2) return { key: 'form.notMoney' }
    return rangeFault(text, field, (limit) => formatAmount(limit))
  },
}
